// Grid references against points that Ordnance Survey publishes for testing transformations (OSTN15 test data), and its own guide.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coordinatesOf, metresBetween, placeOfGridReference } from '#contract/matching/grid-reference.ts';

/** ETRS89 (WGS84 for our purpose) and National Grid, from Scilly to Glasgow. */
const published = [
  { latitude: 49.922_263_937_3, longitude: -6.299_777_520_14, easting: 91_492.146, northing: 11_318.804 },
  { latitude: 49.960_061_378_2, longitude: -5.203_046_099_98, easting: 170_370.718, northing: 11_572.405 },
  { latitude: 50.438_858_256_1, longitude: -4.108_645_635_61, easting: 250_359.811, northing: 62_016.569 },
  { latitude: 51.489_365_649_5, longitude: -0.119_925_571_8, easting: 530_624.974, northing: 178_388.464 },
  { latitude: 53.416_285_160_4, longitude: -4.289_180_697_56, easting: 247_958.971, northing: 393_492.909 },
  { latitude: 55.853_999_529_5, longitude: -4.296_490_162_51, easting: 256_340.925, northing: 664_697.269 },
];

describe('a grid reference', () => {
  it('lies within 7 m of the points that Ordnance Survey publishes', () => {
    const off = published.map(({ easting, northing, ...point }) =>
      metresBetween(coordinatesOf(easting, northing), point),
    );
    expect(Math.max(...off)).toBeLessThan(7);
  });

  it('is read with letters or numbers, and says how large its square is', () => {
    const summit = placeOfGridReference('NN 166 712');
    // Ben Nevis.
    expect(summit && metresBetween(summit, { latitude: 56.796_85, longitude: -5.003_508 })).toBeLessThan(100);
    expect(summit?.withinMetres).toBe(71);
    const [lettered, numbered] = [placeOfGridReference('tq37468905'), placeOfGridReference('537465, 189055')];
    expect(lettered && numbered && metresBetween(lettered, numbered)).toBeLessThan(1);
    expect(lettered?.withinMetres).toBe(7);
  });

  it('is nothing where it names no place in Great Britain', () => {
    const nowhere = ['', 'TQ', 'TQ 123', 'II 12 34', 'AA 12 34', '///filled.count.soap', '999999,1999999'];
    expect(nowhere.filter((typed) => placeOfGridReference(typed) !== null)).toEqual([]);
  });

  it('never throws, and never leaves the island', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const { latitude, longitude } = placeOfGridReference(typed) ?? { latitude: 55, longitude: -2 };
        expect(Math.abs(latitude - 55.5)).toBeLessThan(6.5);
        expect(Math.abs(longitude + 2)).toBeLessThan(9);
      }),
    );
  });

  it('makes a kilometre on the grid a kilometre on the ground', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 699_999 }), fc.integer({ min: 0, max: 1_299_999 }), (easting, northing) => {
        const length = metresBetween(coordinatesOf(easting, northing), coordinatesOf(easting, northing + 1000));
        // The projection's own scale and the sphere that distances are measured on are within some thousandths.
        expect(Math.abs(length - 1000)).toBeLessThan(6);
      }),
    );
  });
});
