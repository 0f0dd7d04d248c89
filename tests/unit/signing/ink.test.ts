// Strokes from elsewhere: whatever bytes come, they are either what a hand can write or refused; what is accepted is drawn and hashed.
import fc from 'fast-check';
import { describe as promises, expect, test } from 'vitest';
import { canonicalJson, type Canonical } from '#contract/canonical-json.ts';
import { ink, isMoreThanADot, mostPoints, pad, type Ink } from '#contract/ink.ts';
import { signature } from '#contract/statement/places.ts';
import { outlineOf } from '../../../renderer/src/ink/outline.ts';
import { scribble } from '../../support/signing-kit.ts';

const point = fc.tuple(
  fc.integer({ min: 0, max: pad.width }),
  fc.integer({ min: 0, max: pad.height }),
  fc.integer({ min: 0, max: 40 }),
  fc.integer({ min: 0, max: 1000 }),
);
/** Times grow from point to point, over all strokes. */
const written = fc
  .array(
    fc.tuple(
      fc.constantFrom('pen' as const, 'touch' as const, 'mouse' as const),
      fc.array(point, { minLength: 1, maxLength: 50 }),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((strokes): Ink => {
    let now = 0;
    return strokes.map(([pointer, points]) => ({
      pointer,
      points: points.flatMap(([across, down, later, pressure]) => {
        now += later;
        return [across, down, now, pressure];
      }),
    }));
  });

promises('strokes', () => {
  test('what a hand can write is taken as it is, and drawn as shapes within reach of the pad', () => {
    fc.assert(
      fc.property(written, (strokes) => {
        expect(ink.parse(strokes)).toEqual(strokes);
        for (const stroke of strokes) {
          const path = outlineOf(stroke);
          expect(path).toMatch(/^M-?\d+ -?\d+ Q[-\d ]+ Z$/);
          const numbers = path.match(/-?\d+/g)?.map(Number) ?? [];
          expect(Math.max(...numbers)).toBeLessThanOrEqual(pad.width + 200);
          expect(Math.min(...numbers)).toBeGreaterThanOrEqual(-200);
        }
      }),
    );
  });

  test('whatever else comes is refused and nothing else happens', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.json().map((text): unknown => JSON.parse(text)),
        ),
        (foreign) => {
          const { success } = ink.safeParse(foreign);
          expect(success).toBe(false);
          expect(signature.safeParse(foreign).success).toBe(false);
        },
      ),
    );
  });

  test('one number that no hand can write spoils all of it', () => {
    const bad = [Number.NaN, 0.5, -1, 1e9, '1', null, undefined, Number.POSITIVE_INFINITY];
    fc.assert(
      fc.property(written, fc.nat(), fc.constantFrom(...bad), (strokes, where, wrong) => {
        const numbers: unknown[] = [...(strokes[0]?.points ?? [])];
        numbers[where % numbers.length] = wrong;
        expect(ink.safeParse([{ pointer: 'pen', points: numbers }, ...strokes.slice(1)]).success).toBe(false);
      }),
    );
  });

  test.each([
    ['time that goes back', [{ pointer: 'pen', points: [1, 1, 9, 1, 1, 1, 8, 1] }]],
    [
      'time that goes back from one stroke to the next',
      [
        { pointer: 'pen', points: [1, 1, 9, 1] },
        { pointer: 'pen', points: [1, 1, 8, 1] },
      ],
    ],
    ['half a point', [{ pointer: 'pen', points: [1, 1, 1, 1, 1] }]],
    ['a pointer that there is not', [{ pointer: 'eye', points: [1, 1, 1, 1] }]],
    [
      'more than anybody writes',
      Array.from({ length: 3 }, () => ({ pointer: 'pen', points: Array(mostPoints * 2).fill(1) })),
    ],
    ['nothing', []],
  ])('%s is refused', (_what, strokes) => {
    expect(ink.safeParse(strokes).success).toBe(false);
  });

  test('a touch by chance is no signature; a mark may be as small as it is', () => {
    const dot: Ink = [{ pointer: 'touch', points: [100, 100, 0, 500, 101, 100, 9, 500] }];
    expect(isMoreThanADot(dot)).toBe(false);
    expect(signature.safeParse({ kind: 'signed', strokes: dot }).success).toBe(false);
    expect(signature.safeParse({ kind: 'mark', strokes: dot, reason: 'Cannot write' }).success).toBe(true);
    expect(signature.safeParse({ kind: 'signed', strokes: scribble() }).success).toBe(true);
  });

  test('a pen that is pressed harder draws a thicker line', () => {
    const line = (pressure: number) => {
      const points = Array.from({ length: 40 }, (_one, step) => [100 + step * 50, 700, step * 10, pressure]).flat();
      const numbers = (outlineOf({ pointer: 'pen', points }).match(/-?\d+/g) ?? [])
        .map(Number)
        .filter((_n, at) => at % 2 === 1);
      return Math.max(...numbers) - Math.min(...numbers);
    };
    expect(line(900)).toBeGreaterThan(line(100) * 1.5);
  });
});

promises('the canonical form', () => {
  test('is JSON of the same value, whatever order its members came in', () => {
    const value = fc.letrec<{ any: Canonical }>((tie) => ({
      any: fc.oneof(
        { maxDepth: 3 },
        fc.string({ unit: 'binary' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((key) => key !== '__proto__'),
          tie('any'),
          { maxKeys: 4 },
        ),
      ),
    })).any;
    const turned = (one: Canonical): Canonical => {
      if (one === null || typeof one !== 'object') return one;
      if (Array.isArray(one)) return one.map((each: Canonical) => turned(each));
      return Object.fromEntries(
        Object.entries(one)
          .toReversed()
          .map(([key, each]) => [key, turned(each as Canonical)]),
      );
    };
    fc.assert(
      fc.property(value, (one) => {
        const text = canonicalJson(one);
        expect(canonicalJson(turned(one))).toBe(text);
        expect(canonicalJson(JSON.parse(text) as Canonical)).toBe(text);
      }),
    );
  });

  test('has no way to write a fraction, and leaves out what is not there', () => {
    expect(() => canonicalJson({ a: 0.5 })).toThrow(RangeError);
    expect(canonicalJson({ b: undefined, a: 'ä"\u2028' })).toBe('{"a":"ä\\"\u2028"}');
  });
});
