// Promise: a piece of a print is found wherever it lies and however it is written; what differs by one byte is not taken for it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { needleBytes, Needles } from '../support/needles.ts';

const bytes = (least: number, most: number) => fc.uint8Array({ minLength: least, maxLength: most });

test('a needle is found at every place, among many', () => {
  fc.assert(
    fc.property(
      fc.array(bytes(48, 80), { minLength: 1, maxLength: 8 }),
      bytes(0, 200),
      bytes(0, 200),
      (all, before, after) => {
        const needles = new Needles();
        for (const [at, one] of all.entries()) needles.addInEveryForm(String(at), one);
        for (const [at, one] of all.entries())
          for (const form of ['latin1', 'hex', 'base64'] as const) {
            const written = Buffer.from(Buffer.from(one).toString(form), 'latin1');
            const found = needles.in(Buffer.concat([before, written, after]));
            expect(found.some(({ needle }) => needle === String(at) || needle.startsWith(`${at} (`))).toBe(true);
          }
      },
    ),
    { numRuns: 60 },
  );
});

test('bytes that differ from a needle in one place are not it', () => {
  fc.assert(
    fc.property(bytes(needleBytes, 64), fc.nat(), fc.integer({ min: 1, max: 255 }), (needle, place, change) => {
      const needles = new Needles();
      needles.add('it', needle);
      const other = Buffer.from(needle);
      const at = place % needle.length;
      other[at] = (other[at] ?? 0) ^ change;
      expect(needles.in(other)).toEqual([]);
      expect(needles.in(Buffer.from(needle))).toEqual([{ needle: 'it', at: 0 }]);
    }),
  );
});

test('a needle that is too short to be found is refused', () => {
  expect(() => new Needles().add('short', new Uint8Array(needleBytes - 1))).toThrow(RangeError);
});
