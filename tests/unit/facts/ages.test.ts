// Ages in law: attained at the beginning of the anniversary, and what is shown of them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageInWords, ageOn, ageRangeOf, birthAdvice, dayOfAge, isUnder18On } from '#contract/facts/ages.ts';
import { ageRanges } from '#contract/crime-report/choices.ts';

const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dayBefore = (of: string): string => new Date(Date.parse(of) - 86_400_000).toISOString().slice(0, 10);

describe('an age', () => {
  it.each([
    // Family Law Reform Act 1969, section 9(1): at the commencement of the anniversary.
    ['2008-11-27', '2026-11-26', 17],
    ['2008-11-27', '2026-11-27', 18],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2008-02-28', '2026-02-28', 18],
    // No leap year: the century is not divisible by 400.
    ['2084-02-29', '2100-02-28', 15],
    ['2084-02-29', '2100-03-01', 16],
  ])('of who was born %s is on %s: %i', (born, on, age) => {
    expect(ageOn(born, on)).toBe(age);
    expect(isUnder18On(born, on)).toBe(age < 18);
  });

  it('is attained on its day and not on the day before, leap day or not', () => {
    fc.assert(
      fc.property(
        fc.oneof(day, fc.constantFrom('2000-02-29', '2004-02-29', '1996-02-29')),
        fc.integer({ min: 1, max: 110 }),
        (born, age) => {
          const attained = dayOfAge(born, age);
          expect(new Date(attained).toISOString().slice(0, 10)).toBe(attained);
          expect(ageOn(born, attained)).toBe(age);
          expect(ageOn(born, dayBefore(attained))).toBe(age - 1);
        },
      ),
    );
  });

  it('never falls as days pass', () => {
    fc.assert(
      fc.property(day, day, (born, on) => {
        expect(ageOn(born, on)).toBeGreaterThanOrEqual(ageOn(born, dayBefore(on)));
      }),
    );
  });

  it.each([
    ['1990-06-01', 'aged 36'],
    ['2008-11-27', 'aged 18'],
    ['2008-12-04', 'aged 17, turns 18 on 4 Dec 2026'],
    ['2011-06-01', 'aged 15, under 18'],
    ['2016-11-28', 'aged 9, under 10'],
    ['2016-11-27', 'aged 10, under 18'],
    ['2025-03-01', 'aged 20 months'],
    ['2026-10-27', 'aged 1 month'],
    ['2026-11-20', 'aged under a month'],
    ['2026-11-28', null],
  ])('of who was born %s is said on 27 Nov 2026 as: %s', (born, words) => {
    expect(ageInWords(born, '2026-11-27')).toBe(words);
  });

  it('belongs to the range that a report offers', () => {
    const offered = new Set(ageRanges.map(({ id }) => id));
    const bounds = (id: string): readonly number[] => id.replace('+', '-200').split('-').map(Number);
    for (let age = 0; age <= 120; age++) {
      const range = ageRangeOf(age);
      const [from = 0, to = 0] = bounds(range);
      expect(offered.has(range)).toBe(true);
      expect(age >= from && age <= to).toBe(true);
    }
  });
});

describe('a birth', () => {
  it('is questioned where nobody is so old', () => {
    expect(birthAdvice('1899-11-27', '2026-11-27')).toBe('That makes an age of 127. Check the year.');
    expect(birthAdvice('1915-01-01', '2026-11-27')).toBeNull();
  });
});
