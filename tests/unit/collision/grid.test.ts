// OS grid references as officers type them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridPointOf, writtenGridPoint } from '#contract/collision/rows/grid.ts';

describe('grid references', () => {
  test.each([
    ['TQ 3746 8905', 537460, 189050],
    ['tq38', 530000, 180000],
    ['TL0000000000', 500000, 200000],
    ['SV 00000 00000', 0, 0],
    ['HU 4795 4165', 447950, 1141650],
    ['NY 20 10', 320000, 510000],
    ['532184, 181047', 532184, 181047],
    ['447950 1141650', 447950, 1141650],
  ])('%j is easting %d, northing %d', (typed, easting, northing) => {
    expect(gridPointOf(typed)).toEqual({ easting, northing });
  });

  test.each(['', 'TQ', 'TQ 374 8905', 'IQ 12 12', 'ZZ 12 12', '12 34', 'AA 11 11'])('%j is none', (typed) => {
    expect(gridPointOf(typed)).toBeNull();
  });

  test('written and read again are the same point', () => {
    fc.assert(
      fc.property(fc.nat(699_999), fc.nat(1_299_999), (easting, northing) => {
        expect(gridPointOf(writtenGridPoint({ easting, northing }))).toEqual({ easting, northing });
      }),
    );
  });
});
