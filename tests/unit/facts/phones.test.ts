// Phone numbers: the same number however it is typed, what kind it is, and clear words for what cannot be one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPhone } from '#contract/facts/phones.ts';

/** Numbers that Ofcom has given out ranges for, as they are dialled at home; none of them is of a drama range. */
const homeNumbers = fc.oneof(
  fc.integer({ min: 0, max: 999_999 }).map((end) => `07975${String(end).padStart(6, '0')}`),
  fc.integer({ min: 0, max: 9999 }).map((end) => `0207219${String(end).padStart(4, '0')}`),
  fc.integer({ min: 0, max: 9999 }).map((end) => `0161234${String(end).padStart(4, '0')}`),
  fc.integer({ min: 0, max: 9999 }).map((end) => `0345600${String(end).padStart(4, '0')}`),
);

describe('a phone number', () => {
  it.each([
    ['07911 223344', 'mobile', '+447911223344', '07911 223344, UK mobile'],
    ['O79ll 223344', 'mobile', '+447911223344', '07911 223344, UK mobile'],
    ['+44 (0)20 7219 3000', 'landline', '+442072193000', '020 7219 3000, UK landline'],
    ['0044 161 234 5000', 'landline', '+441612345000', '0161 234 5000, UK landline'],
    ['0800 123 4567', 'other', '+448001234567', '0800 123 4567, UK freephone'],
    ['0345 600 0100', 'other', '+443456000100', '0345 600 0100, UK number of an organisation'],
    ['01534 456789', 'landline', '+441534456789', '01534 456789, Jersey landline'],
    ['07797 712345', 'mobile', '+447797712345', '07797 712345, Jersey mobile'],
    ['+33 6 12 34 56 78', 'foreign', '+33612345678', '+33 6 12 34 56 78, France'],
    ['00353 85 012 3456', 'foreign', '+353850123456', '+353 85 012 3456, Ireland'],
    ['+1 213 373 4253', 'foreign', '+12133734253', '+1 213 373 4253, United States'],
    ['+48 512 345 678', 'foreign', '+48512345678', '+48 512 345 678, Poland'],
    ['mum 07911 223344', 'mobile', '+447911223344', '07911 223344, UK mobile'],
    ['020 7219 3000 ext 12', 'landline', '+442072193000', '020 7219 3000 ext. 12, UK landline'],
    ['116 123', 'short', '116123', 'Short number'],
    ['101', 'short', '101', 'Short number'],
  ])('%s is %s', (typed, kind, normalised, words) => {
    expect(readPhone(typed)).toMatchObject({ kind, normalised, words, advice: null });
  });

  it.each([
    ['07911 22334', 'it has 10 digits, not 11'],
    ['8509 1234', 'it has 9 digits'],
    ['07911 2233445', 'it has 12 digits'],
    ['withheld', 'does not look like a phone number'],
    ['06911 223344', 'is known to begin like this'],
    ['+33 6 12 34', 'of France'],
    ['07911 223344 07911 223345', 'longer than a phone number'],
  ])('%s is questioned: %s', (typed, said) => {
    expect(readPhone(typed)).toMatchObject({ kind: 'unread', words: null });
    expect(readPhone(typed)?.advice).toContain(said);
  });

  it('that Ofcom keeps for film and television is nobody’s, which is said and is no problem', () => {
    for (const typed of ['07700 900123', '01632 960001', '020 7946 0958', '0161 496 0000', '028 9649 6123']) {
      expect(readPhone(typed)).toMatchObject({ advice: null });
      expect(readPhone(typed)?.words).toContain('nobody has it');
    }
    expect(readPhone('07975 900123')?.words).toBe('07975 900123, UK mobile');
  });

  it('may be one of two in a field', () => {
    const reading = readPhone('07911 223344 or 020 7219 3000');
    expect(reading?.numbers).toEqual(['+447911223344', '+442072193000']);
    expect(reading?.words).toBe('07911 223344, UK mobile; 020 7219 3000, UK landline');
    expect(readPhone('07911 223344, 020 7219')?.advice).toContain('it has 8 digits, not 11');
    expect(readPhone('020 7219/3000')?.numbers).toEqual(['+442072193000']);
  });

  it('is stored in one form, however it is typed, and that form and what is shown are read as the same', () => {
    const gaps = fc.array(fc.constantFrom('', '', ' ', '-', '.'), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(homeNumbers, gaps, fc.constantFrom('0', '+44', '+44 (0)', '0044 '), (number, spaces, start) => {
        const normalised = `+44${number.slice(1)}`;
        const spread = Array.from(number.slice(1), (digit, place) => digit + (spaces[place] ?? '')).join('');
        const reading = readPhone(start + spread);
        expect(reading).toMatchObject({ normalised, advice: null });
        expect(readPhone(normalised)).toEqual(reading);
        expect(readPhone(reading?.shown ?? '')).toEqual(reading);
      }),
    );
  });

  it('is read whatever is typed', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 40 }), fc.string({ unit: fc.constantFrom(...Array.from('0123456789 +-()')) })),
        (typed) => {
          const reading = readPhone(typed);
          expect(reading === null).toBe(typed.trim() === '');
          expect(reading === null || reading.words !== null || reading.advice !== null).toBe(true);
        },
      ),
    );
  });
});
