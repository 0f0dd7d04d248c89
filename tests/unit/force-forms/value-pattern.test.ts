// Patterns of references: what fits, what is refused, and that no pattern can take endless time.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exampleOf, fitsPattern, patternAdvice, readPattern } from '#contract/forms/value-pattern.ts';

describe('a pattern of the force', () => {
  test('fits a crime number however it is spaced and in capitals or not', () => {
    for (const typed of ['42/1234567/26', '42/ 1234567 /26', '42/0000001/99'])
      expect(fitsPattern('42/{digits:7}/{yy}', typed)).toBe(true);
    for (const typed of ['42/123456/26', '42/12345678/26', '43/1234567/26', '42/1234567/2026', '', 'x42/1234567/26'])
      expect(fitsPattern('42/{digits:7}/{yy}', typed)).toBe(false);
    expect(fitsPattern('{letters:2}-{digits:2-4}', 'ne-417')).toBe(true);
    expect(fitsPattern('{yyyy}{characters:3}', '2026a1B')).toBe(true);
    expect(fitsPattern('{yyyy}{characters:3}', '1826a1B')).toBe(false);
  });

  test('finds the one way to share out digits between parts that stand side by side', () => {
    expect(fitsPattern('{digits:1-9}{digits:3}{yy}', '123426')).toBe(true);
    expect(fitsPattern('{digits:1-9}{digits:3}{yy}', '12326')).toBe(false);
  });

  test.each([
    ['', 'is empty'],
    ['42/', 'no place to fill in'],
    ['{number:7}', '“{number:7}”, which is none of {digits:7}'],
    ['{digits:0}', 'a count is from 1 to 30'],
    ['{digits:9-3}', 'the smaller one first'],
    ['{digits:7', '“{”, which is none of'],
    ['{digits:1}'.repeat(9), 'longer than 80'],
  ])('%j is refused in words', (pattern, words) => {
    expect(readPattern(pattern)).toMatchObject({ ok: false, why: expect.stringContaining(words) });
  });

  test('tells by an example what the force writes, and never refuses', () => {
    expect(patternAdvice(['42/{digits:7}/{yy}', 'NE{digits:5}'], '1/26')).toBe(
      'Your force writes it like 42/1234567/26 or NE12345. It is kept as you typed it; check it.',
    );
    expect(patternAdvice(['42/{digits:7}/{yy}', 'NE{digits:5}'], 'ne 12345')).toBeNull();
    expect(patternAdvice([], 'anything')).toBeNull();
  });

  const count = fc.integer({ min: 1, max: 30 });
  const part = fc.oneof(
    fc.tuple(fc.constantFrom('digits', 'letters', 'characters'), count).map(([kind, most]) => `{${kind}:${most}}`),
    fc
      .tuple(fc.constantFrom('digits', 'letters', 'characters'), count, count)
      .map(([kind, a, b]) => `{${kind}:${Math.min(a, b)}-${Math.max(a, b)}}`),
    fc.constantFrom('{yy}', '{yyyy}', '/', '-', 'NE', ' '),
  );
  const pattern = fc
    .array(part, { minLength: 1, maxLength: 7 })
    .map((parts) => parts.join(''))
    .filter((text) => readPattern(text).ok);

  test('its own example always fits it', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        expect(fitsPattern(text, exampleOf(text))).toBe(true);
      }),
    );
  });

  test('any text can be held against any pattern: one that explodes would never end here', () => {
    const worst = '{characters:1-30}'.repeat(4);
    expect(readPattern(worst).ok).toBe(true);
    for (let length = 0; length < 400; length += 1) expect(fitsPattern(worst, `${'A'.repeat(length)}/`)).toBe(false);
    fc.assert(
      fc.property(pattern, fc.string({ maxLength: 200 }), (text, typed) => {
        expect(typeof fitsPattern(text, typed)).toBe('boolean');
      }),
    );
  });
});
