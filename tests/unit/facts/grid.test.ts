// Grid references against the points that Ordnance Survey publishes, there and back over Great Britain, and as officers type them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  conversionMetres,
  coordinatesOf,
  gridPointOf,
  gridReferenceOf,
  metresBetween,
  placeOfGridReference,
  readGrid,
} from '#contract/facts/grid.ts';
import { publishedPoints } from './published-points.ts';

const easting = fc.integer({ min: 0, max: 699_999 });
const northing = fc.integer({ min: 0, max: 1_299_999 });

describe('the conversion', () => {
  it('lies within 5 m of every point that Ordnance Survey publishes, and within 3 m of those of England and Wales but the far south-west', () => {
    expect(publishedPoints).toHaveLength(40);
    const off = publishedPoints.map(([name, latitude, longitude, east, north]) => ({
      name,
      isFarSouthWest: east < 250_000 && north < 50_000,
      isEnglandOrWales: north < 556_000,
      there: metresBetween(coordinatesOf(east, north), { latitude, longitude }),
      back: (({ easting, northing }) => Math.hypot(easting - east, northing - north))(
        gridPointOf({ latitude, longitude }),
      ),
    }));
    expect(off.filter(({ there, back }) => Math.max(there, back) >= conversionMetres)).toEqual([]);
    const most = off.filter(({ isFarSouthWest, isEnglandOrWales }) => isEnglandOrWales && !isFarSouthWest);
    expect(most.filter(({ there, back }) => Math.max(there, back) >= 3)).toEqual([]);
  });

  it('comes back to within a centimetre, over the whole grid', () => {
    fc.assert(
      fc.property(easting, northing, (east, north) => {
        const back = gridPointOf(coordinatesOf(east, north));
        expect(Math.hypot(back.easting - east, back.northing - north)).toBeLessThan(0.01);
      }),
    );
  });

  it('makes a kilometre on the grid a kilometre on the ground', () => {
    fc.assert(
      fc.property(easting, northing, (east, north) => {
        const length = metresBetween(coordinatesOf(east, north), coordinatesOf(east, north + 1000));
        // The projection's own scale and the sphere that distances are measured on are within some thousandths.
        expect(Math.abs(length - 1000)).toBeLessThan(6);
      }),
    );
  });
});

describe('a grid reference', () => {
  it('names the square that its point is in, and is read back as that square', () => {
    fc.assert(
      fc.property(easting, northing, fc.constantFrom(1, 2, 3, 4, 5), (east, north, digits) => {
        const reference = gridReferenceOf({ easting: east, northing: north }, digits);
        const reading = readGrid(reference ?? '');
        const side = 10 ** (5 - digits);
        expect(reading?.normalised).toBe(reference);
        expect(reading?.place?.easting).toBe(Math.floor(east / side) * side + side / 2);
        expect(reading?.place?.northing).toBe(Math.floor(north / side) * side + side / 2);
      }),
    );
  });

  it('says the same in letters, in numbers and in degrees, to within the accuracy that it claims', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 80_000, max: 655_000 }),
        fc.integer({ min: 10_000, max: 1_215_000 }),
        fc.boolean(),
        (east, north, longitudeFirst) => {
          const { latitude, longitude } = coordinatesOf(east, north);
          const pair = [latitude.toFixed(5), longitude.toFixed(5)];
          const typed = [
            gridReferenceOf({ easting: east, northing: north }) ?? '',
            `${String(east).padStart(6, '0')} ${String(north).padStart(6, '0')}`,
            (longitudeFirst ? pair.toReversed() : pair).join(', '),
          ];
          for (const text of typed) {
            const { place } = readGrid(text) ?? { place: null };
            expect(place).not.toBeNull();
            const off = Math.hypot((place?.easting ?? 0) - east, (place?.northing ?? 0) - north);
            expect(off).toBeLessThanOrEqual((place?.withinMetres ?? 0) + 1);
          }
        },
      ),
    );
  });

  it.each([
    ['TQ 3746 8905', 'TQ 3746 8905, a square of 10 m at 51.58359, -0.01733'],
    ['tq37468905', 'TQ 3746 8905, a square of 10 m at 51.58359, -0.01733'],
    ['TQ 374 890', 'TQ 374 890, a square of 100 m at 51.58355, -0.01755'],
    ['TQ3789', 'TQ 37 89, a square of 1 km at 51.58758, -0.01665'],
    ['537460 189050', 'TQ 37460 89050, at 51.58356, -0.01740'],
    ['E537460 N189050', 'TQ 37460 89050, at 51.58356, -0.01740'],
    ['537460,189050', 'TQ 37460 89050, at 51.58356, -0.01740'],
    ['537460189050', 'TQ 37460 89050, at 51.58356, -0.01740'],
    ['250359 62016', 'SX 50359 62016, at 50.43887, -4.10862'],
    ['51.58359, -0.01733', 'TQ 3746 8905, within about 6 m'],
    ['-0.01733 51.58359', 'TQ 3746 8905, within about 6 m'],
    ['51.58359N 0.01733W', 'TQ 3746 8905, within about 6 m'],
    ['51°35′00.9″N 0°01′02.4″W', 'TQ 3746 8905, within about 7 m'],
    [`51° 35.015' N, 0° 1.04' W`, 'TQ 3746 8905, within about 6 m'],
  ])('%s is read as %s', (typed, words) => {
    expect(readGrid(typed)).toMatchObject({ words, advice: null });
  });

  // Landmarks whose references Ordnance Survey's own maps and pages give.
  it.each([
    ['NN 166 712', 'Ben Nevis', 56.796_85, -5.003_508],
    ['SH 609 543', 'Snowdon', 53.068_5, -4.076_2],
    ['SY 677 683', 'Portland Bill', 50.514_2, -2.456_5],
    ['TQ 300 804', 'Trafalgar Square', 51.508, -0.128],
  ])('%s is %s', (reference, _name, latitude, longitude) => {
    const place = placeOfGridReference(reference);
    expect(place && metresBetween(place, { latitude, longitude })).toBeLessThan(150);
  });

  it.each([
    ['TQ 123', 'an even number of digits'],
    ['TQ', 'an even number of digits'],
    ['12345 67890', 'two letters'],
    ['hello', 'two letters'],
    ['51.5', 'two letters'],
    ['TG 9 9', /^$/],
    ['SQ 123 456', 'SQ is all sea'],
    ['AA 12 34', 'not in Great Britain'],
    ['48.85, 2.35', 'not in Great Britain'],
    // Dublin, Belfast and Jersey have grids of their own.
    ['53.35, -6.26', 'not in Great Britain'],
    ['54.597, -5.93', 'not in Great Britain'],
    ['49.19, -2.1', 'not in Great Britain'],
    // Stranraer, which is further west than most of Wales.
    ['54.903, -5.027', /^$/],
  ])('%s is questioned: %s', (typed, said) => {
    expect(readGrid(typed)?.advice ?? '').toMatch(said);
  });

  it('says how large its square is', () => {
    expect(placeOfGridReference('NN 166 712')?.withinMetres).toBe(71);
    expect(placeOfGridReference('tq37468905')?.withinMetres).toBe(7);
    expect(placeOfGridReference('51.58, -0.02')?.withinMetres).toBe(556);
  });

  it('is nothing where it names no place on the grid', () => {
    const nowhere = ['', 'TQ', 'TQ 123', 'II 12 34', 'AA 12 34', '///filled.count.soap', '999999,1999999'];
    expect(nowhere.filter((typed) => placeOfGridReference(typed) !== null)).toEqual([]);
  });

  it('never questions a point that Ordnance Survey publishes', () => {
    for (const [name, latitude, longitude, east, north] of publishedPoints) {
      const reference = gridReferenceOf({ easting: east, northing: north }) ?? '';
      expect([name, readGrid(reference)?.advice, readGrid(`${latitude}, ${longitude}`)?.advice]).toEqual([
        name,
        null,
        null,
      ]);
    }
  });

  it('never throws, and never leaves the island', () => {
    const places = fc.string({ unit: fc.constantFrom(...Array.from('0123456789 .,-NSEWTQ°′″')), maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 40 }), places), (typed) => {
        const { latitude, longitude } = placeOfGridReference(typed) ?? { latitude: 55, longitude: -2 };
        expect(Math.abs(latitude - 55.5)).toBeLessThan(6.5);
        expect(Math.abs(longitude + 2)).toBeLessThan(9);
      }),
    );
  });
});
