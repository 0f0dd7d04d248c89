// An OS grid reference as typed, and where on the earth that is: EPSG:27700 to WGS84 by the Ordnance Survey's own formulas.
//
// Transverse Mercator backwards on Airy 1830, then one Helmert transformation of seven parameters for the whole country (OS, "A
// guide to coordinate systems in Great Britain", annex B and C). It is right to about 5 m, 7 m at worst; a person stands in a
// square of 10 m at best, and a match asks for hundreds. The grid shift file (OSTN15, 15 MB) would buy nothing here.

/** Degrees, WGS84. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

export interface GridPlace extends Coordinates {
  /** Half the diagonal of the square that the reference names, in metres: how far from its middle the place may be. */
  readonly withinMetres: number;
}

/** The squares of 100 km, west to east from the false origin at 1,000 km west and 500 km south. */
const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

interface GridSquare {
  readonly easting: number;
  readonly northing: number;
  /** Length of its side in metres. */
  readonly side: number;
}

function squareByLetters(text: string): GridSquare | null {
  const match = /^([A-HJ-Z])([A-HJ-Z])((?:\d{2}){1,5})$/.exec(text);
  if (!match) return null;
  const large = letters.indexOf(match[1] ?? '');
  const small = letters.indexOf(match[2] ?? '');
  const digits = match[3] ?? '';
  const half = digits.length / 2;
  const side = 10 ** (5 - half);
  const column = (large % 5) * 5 + (small % 5) - 10;
  const row = 19 - Math.floor(large / 5) * 5 - Math.floor(small / 5);
  return {
    easting: column * 100_000 + Number(digits.slice(0, half)) * side,
    northing: row * 100_000 + Number(digits.slice(half)) * side,
    side,
  };
}

function squareByNumbers(text: string): GridSquare | null {
  const match = /^(\d{6}),?(\d{6,7})$/.exec(text);
  return match ? { easting: Number(match[1]), northing: Number(match[2]), side: 1 } : null;
}

const onTheGrid = ({ easting, northing }: GridSquare): boolean =>
  easting >= 0 && easting < 700_000 && northing >= 0 && northing < 1_300_000;

/** "TQ 3746 8905", "537460, 189050"; null for what is not a place in Great Britain. */
export function placeOfGridReference(typed: string): GridPlace | null {
  const text = typed.toUpperCase().replaceAll(/\s+/g, '');
  const square = squareByLetters(text) ?? squareByNumbers(text);
  if (square === null || !onTheGrid(square)) return null;
  const { easting, northing, side } = square;
  return {
    ...coordinatesOf(easting + side / 2, northing + side / 2),
    withinMetres: Math.round((side * Math.SQRT2) / 2),
  };
}

const airy = { a: 6_377_563.396, b: 6_356_256.909 };
const wgs84 = { a: 6_378_137, b: 6_356_752.314_2 };
const scale = 0.999_601_271_7;
const trueOrigin = { latitude: radians(49), longitude: radians(-2), easting: 400_000, northing: -100_000 };

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
const degrees = (angle: number): number => (angle * 180) / Math.PI;

/** Length of the meridian from the true origin, in metres on the grid. */
function meridianArc(latitude: number): number {
  const n = (airy.a - airy.b) / (airy.a + airy.b);
  const difference = latitude - trueOrigin.latitude;
  const sum = latitude + trueOrigin.latitude;
  return (
    airy.b *
    scale *
    ((1 + n + 1.25 * n ** 2 + 1.25 * n ** 3) * difference -
      (3 * n + 3 * n ** 2 + 2.625 * n ** 3) * Math.sin(difference) * Math.cos(sum) +
      (1.875 * n ** 2 + 1.875 * n ** 3) * Math.sin(2 * difference) * Math.cos(2 * sum) -
      (35 / 24) * n ** 3 * Math.sin(3 * difference) * Math.cos(3 * sum))
  );
}

/** Latitude and longitude on Airy 1830, in radians: the names of the terms are those of the guide. */
function onAiry(easting: number, northing: number): { latitude: number; longitude: number } {
  const northwards = northing - trueOrigin.northing;
  let latitude = trueOrigin.latitude + northwards / (airy.a * scale);
  while (Math.abs(northwards - meridianArc(latitude)) >= 0.000_01) {
    latitude += (northwards - meridianArc(latitude)) / (airy.a * scale);
  }
  const e2 = 1 - (airy.b / airy.a) ** 2;
  const sine2 = Math.sin(latitude) ** 2;
  const nu = (airy.a * scale) / Math.sqrt(1 - e2 * sine2);
  const rho = (airy.a * scale * (1 - e2)) / (1 - e2 * sine2) ** 1.5;
  const eta2 = nu / rho - 1;
  const tan = Math.tan(latitude);
  const secant = 1 / Math.cos(latitude);
  const vii = tan / (2 * rho * nu);
  const viii = (tan / (24 * rho * nu ** 3)) * (5 + 3 * tan ** 2 + eta2 - 9 * tan ** 2 * eta2);
  const ix = (tan / (720 * rho * nu ** 5)) * (61 + 90 * tan ** 2 + 45 * tan ** 4);
  const x = secant / nu;
  const xi = (secant / (6 * nu ** 3)) * (nu / rho + 2 * tan ** 2);
  const xii = (secant / (120 * nu ** 5)) * (5 + 28 * tan ** 2 + 24 * tan ** 4);
  const xiia = (secant / (5040 * nu ** 7)) * (61 + 662 * tan ** 2 + 1320 * tan ** 4 + 720 * tan ** 6);
  const eastwards = easting - trueOrigin.easting;
  return {
    latitude: latitude - vii * eastwards ** 2 + viii * eastwards ** 4 - ix * eastwards ** 6,
    longitude:
      trueOrigin.longitude + x * eastwards - xi * eastwards ** 3 + xii * eastwards ** 5 - xiia * eastwards ** 7,
  };
}

/** From OSGB36 to WGS84: metres, parts per million, and (below) seconds of arc. */
const helmert = { x: 446.448, y: -125.157, z: 542.06, ppm: -20.4894 };
const [rx, ry, rz] = [radians(0.1502 / 3600), radians(0.247 / 3600), radians(0.8421 / 3600)] as const;

export function coordinatesOf(easting: number, northing: number): Coordinates {
  const { latitude, longitude } = onAiry(easting, northing);
  const e2 = 1 - (airy.b / airy.a) ** 2;
  const nu = airy.a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
  const x = nu * Math.cos(latitude) * Math.cos(longitude);
  const y = nu * Math.cos(latitude) * Math.sin(longitude);
  const z = (1 - e2) * nu * Math.sin(latitude);
  const size = 1 + helmert.ppm / 1_000_000;
  return geodetic(
    helmert.x + size * x - rz * y + ry * z,
    helmert.y + rz * x + size * y - rx * z,
    helmert.z - ry * x + rx * y + size * z,
  );
}

function geodetic(x: number, y: number, z: number): Coordinates {
  const e2 = 1 - (wgs84.b / wgs84.a) ** 2;
  const fromAxis = Math.hypot(x, y);
  let latitude = Math.atan2(z, fromAxis * (1 - e2));
  for (let round = 0; round < 6; round += 1) {
    const nu = wgs84.a / Math.sqrt(1 - e2 * Math.sin(latitude) ** 2);
    latitude = Math.atan2(z + e2 * nu * Math.sin(latitude), fromAxis);
  }
  return { latitude: degrees(latitude), longitude: degrees(Math.atan2(y, x)) };
}

const earthRadius = 6_371_008.8;

/** Along the sphere, in metres: within half a per cent of the ellipsoid's. */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const [from, to] = [radians(a.latitude), radians(b.latitude)];
  const half = Math.sin((to - from) / 2) ** 2;
  const across = Math.cos(from) * Math.cos(to) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half + across)));
}
