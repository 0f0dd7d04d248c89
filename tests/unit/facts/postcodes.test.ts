// Postcodes: written in one way, what area they are in, and what cannot be right about one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postcodeAreas } from '#contract/facts/postcode-areas.ts';
import { likelyPostcode, postcodeOf, readPostcode } from '#contract/facts/postcodes.ts';

const inwardLetters = 'ABDEFGHJLNPQRSTUWXYZ';
const areas = Object.keys(postcodeAreas).filter((area) => area !== 'GIR');
const inward = fc
  .tuple(fc.nat(9), fc.constantFrom(...Array.from(inwardLetters)), fc.constantFrom(...Array.from(inwardLetters)))
  .map((parts) => parts.join(''));
const district = fc.integer({ min: 0, max: 99 }).map(String);
const outward = fc.oneof(
  fc.tuple(fc.constantFrom(...areas), district).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('E', 'N', 'W'), fc.nat(9), fc.constantFrom(...Array.from('ABCDEFGHJKPSTUW')))
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('EC', 'SW', 'WC', 'SE', 'NW'), fc.nat(9), fc.constantFrom(...Array.from('ABEHMNPRVWXY')))
    .map((p) => p.join('')),
);
const postcodes = fc.tuple(outward, inward).map((parts) => parts.join(' '));

describe('a postcode', () => {
  // The six shapes that Royal Mail lists, with its own examples.
  it.each([
    ['m11aa', 'M1 1AA, Manchester'],
    ['M60 1NW', 'M60 1NW, Manchester'],
    ['cr2 6xh', 'CR2 6XH, Croydon'],
    ['DN551PT', 'DN55 1PT, Doncaster'],
    ['W1A 1HQ', 'W1A 1HQ, London W'],
    ['ec1a1bb', 'EC1A 1BB, London EC'],
    ['GIR 0AA', 'GIR 0AA, Girobank'],
    ['e174qr', 'E17 4QR, London E'],
    ['BT1 5GS', 'BT1 5GS, Northern Ireland'],
  ])('%s is %s', (typed, words) => {
    expect(readPostcode(typed)).toMatchObject({ words, advice: null });
  });

  it.each([
    ['hello', 'does not look like a UK postcode'],
    ['E17', 'E17 is the first half'],
    ['ZZ1 1AA', 'No UK postcode begins with ZZ'],
    ['SW1A OAA', 'It looks like SW1A 0AA.'],
    ['EI7 4QR', 'It looks like E17 4QR.'],
    ['E17 4OR', 'It looks like E17 4QR.'],
    ['W1Q 1AA', 'No UK postcode has Q where W1Q has it'],
  ])('%s is questioned: %s', (typed, said) => {
    expect(readPostcode(typed)?.advice).toContain(said);
  });

  it('is written in one way, however it is typed', () => {
    fc.assert(
      fc.property(postcodes, fc.constantFrom('', ' ', '  '), fc.boolean(), (postcode, gap, lower) => {
        const typed = ` ${postcode.replace(' ', gap)} `;
        expect(postcodeOf(lower ? typed.toLowerCase() : typed)).toBe(postcode);
        expect(readPostcode(typed)).toMatchObject({ normalised: postcode, advice: null });
      }),
    );
  });

  it('is proposed again after a slip that leaves none', () => {
    fc.assert(
      fc.property(postcodes, (postcode) => {
        const slip = postcode.replace(/ 0/, ' O').replace(/ 1/, ' I').replace(/ 5/, ' S');
        fc.pre(slip !== postcode && postcodeOf(slip) === null);
        expect(likelyPostcode(slip)).toBe(postcode);
      }),
    );
  });

  it('has one of the 124 areas, or one of the two of forces and large organisations', () => {
    expect(areas).toHaveLength(126);
  });

  it('is read whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        expect(readPostcode(typed) === null).toBe(typed.trim() === '');
      }),
    );
  });
});
