// Trails are foreign text: what they say is read, what they do not say is never made up, and nothing in them does harm.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readGpsTrail } from '../../../main/storage/trails/gps-trail.ts';

const axis = (...entries: [wkt: string, timestamp: string][]): string =>
  JSON.stringify({
    CoordinateEntries: entries.map(([LocationWKT, Timestamp], index) => ({
      LocationWKT,
      SecondsFromStart: index,
      Timestamp,
    })),
  });

describe('a trail', () => {
  it("of Axis' kind has longitude before latitude, and comes in order of time", () => {
    expect(
      readGpsTrail(
        axis(
          ['POINT(13.220701 55.718702)', '2022-08-23T11:48:28Z'],
          ['POINT(-13.221184 55.718409)', '2022-08-23T11:48:10Z'],
        ),
      ),
    ).toEqual([
      { at: '2022-08-23T11:48:10.000Z', latitude: 55.718409, longitude: -13.221184 },
      { at: '2022-08-23T11:48:28.000Z', latitude: 55.718702, longitude: 13.220701 },
    ]);
  });

  it.each([
    ['a list', [{ lat: 51.5, lon: -0.1, time: '2026-11-22T14:03:22Z' }]],
    [
      'a list under a name',
      { version: 1, points: [{ latitude: 51.5, longitude: -0.1, at: '2026-11-22T14:03:22.000Z' }] },
    ],
    ['a zone', [{ LAT: '51.5', LNG: '-0.1', Timestamp: '2026-11-22T15:03:22+01:00' }]],
    ['seconds since 1970', [{ lat: 51.5, long: -0.1, utc: 1_795_356_202 }]],
    ['milliseconds since 1970', { track: [{ lat: 51.5, lng: -0.1, date_time: 1_795_356_202_000 }] }],
  ])('as %s is read', (_, value) => {
    expect(readGpsTrail(`\uFEFF${JSON.stringify(value)}`)).toEqual([
      { at: '2026-11-22T14:03:22.000Z', latitude: 51.5, longitude: -0.1 },
    ]);
  });

  it.each([
    ['no JSON', 'lat,lon\n51.5,-0.1'],
    ['no list', '{"lat": 51.5, "lon": -0.1, "time": "2026-11-22T14:03:22Z"}'],
    ['a place outside the Earth', '[{"lat": 91, "lon": 0.1, "time": "2026-11-22T14:03:22Z"}]'],
    ['no fix', '[{"lat": 0, "lon": 0, "time": "2026-11-22T14:03:22Z"}]'],
    ['a time without a zone', '[{"lat": 51.5, "lon": -0.1, "time": "2026-11-22T14:03:22"}]'],
    ['a time before satellites', '[{"lat": 51.5, "lon": -0.1, "time": "1904-01-01T00:00:00Z"}]'],
    ['no time', '[{"lat": 51.5, "lon": -0.1}]'],
    ['another shape than a point', axis(['LINESTRING(0 0, 1 1)', '2022-08-23T11:48:28Z'])],
  ])('with %s says nothing', (_, text) => {
    expect(readGpsTrail(text)).toEqual([]);
  });

  it('of a whole shift is thinned evenly from its beginning to its end', () => {
    const entries = Array.from({ length: 43_200 }, (_, second) => ({
      lat: 51 + second / 100_000,
      lon: -0.1,
      time: 1_795_300_000 + second,
    }));
    const positions = readGpsTrail(JSON.stringify(entries));
    expect(positions.length).toBeLessThanOrEqual(5000);
    expect(positions.length).toBeGreaterThan(4000);
    expect(positions[0]?.latitude).toBe(51);
    expect(positions.at(-1)?.latitude).toBeGreaterThan(51.43);
  });
});

describe('whatever the text', () => {
  const isSound = (text: string): boolean => {
    const positions = readGpsTrail(text);
    const times = positions.map(({ at }) => at);
    return (
      positions.every(({ latitude, longitude }) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) &&
      times.every((at) => new Date(at).toISOString() === at) &&
      times.join(' ') === [...new Set(times)].toSorted().join(' ')
    );
  };
  const entry = fc.oneof(
    fc.dictionary(
      fc.constantFrom('lat', 'lon', 'latitude', 'longitude', 'time', 'Timestamp', 'LocationWKT', '__proto__'),
      fc.oneof(
        fc.double(),
        fc.constantFrom('POINT(1 2)', 'POINT(1e9 2)', '2026-11-22T14:03:22Z', '51.5', null, [], {}),
        fc.string(),
        fc.double({ min: 9e8, max: 4e12 }),
      ),
    ),
    fc.anything(),
  );

  it('what comes out is sound', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.array(entry).map((entries) => JSON.stringify({ a: 1, trail: entries })),
    );
    fc.assert(
      fc.property(texts, (text) => {
        expect(isSound(text)).toBe(true);
      }),
    );
  });

  it('deep and endless nesting end quickly', () => {
    expect(isSound('['.repeat(2_000_000))).toBe(true);
    expect(isSound(`${'['.repeat(100_000)}1${']'.repeat(100_000)}`)).toBe(true);
    expect(isSound(`[{"LocationWKT":"POINT(${'1'.repeat(1_000_000)} 2)","Timestamp":"2022-08-23T11:48:28Z"}]`)).toBe(
      true,
    );
  });
});
