// OS grid references, eastings and northings, and latitude and longitude (WGS84), each from what an officer types.
//
// proj4 turns one into the other: EPSG:27700 with the seven parameters that Ordnance Survey gives for the whole country.
// Against the 40 points that Ordnance Survey publishes that is right to 5 m: 3 m or less over most of England and Wales, 5 m in
// Scilly and the outer isles. Its grid of shifts (OSTN15, 15 MB) would make that centimetres; a person stands in a square of
// 10 m at best, and a phone knows its place to about 5 m.
import proj4 from 'proj4';
import type { FactReading } from './reading.ts';

/** Degrees, WGS84. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Metres from the grid's origin, south-west of Scilly. */
export interface GridPoint {
  readonly easting: number;
  readonly northing: number;
}

export interface GridPlace extends Coordinates {
  /** How far from there the place may be, by what was typed, in metres. */
  readonly withinMetres: number;
}

export interface GridReading extends FactReading {
  /** The middle of the square that was named, or the point; null where nothing could be read. */
  readonly place: (GridPlace & GridPoint) | null;
}

/** How far from the truth the conversion may be, in metres. */
export const conversionMetres = 5;

const britishNationalGrid =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894 +units=m +no_defs';

const conversion = proj4('EPSG:4326', britishNationalGrid);

export function coordinatesOf(easting: number, northing: number): Coordinates {
  const [longitude = 0, latitude = 0] = conversion.inverse([easting, northing]);
  return { latitude, longitude };
}

export function gridPointOf({ latitude, longitude }: Coordinates): GridPoint {
  const [easting = 0, northing = 0] = conversion.forward([longitude, latitude]);
  return { easting, northing };
}

const onTheGrid = ({ easting, northing }: GridPoint): boolean =>
  easting >= 0 && easting < 700_000 && northing >= 0 && northing < 1_300_000;

/** The squares, from the north-west: of 500 km by the first letter, of 100 km by the second. There is no I. */
const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

/** Squares of 100 km with any of Great Britain or the Isle of Man in them. */
const landSquares =
  'HP HT HU HW HX HY HZ NA NB NC ND NF NG NH NJ NK NL NM NN NO NR NS NT NU NW NX NY NZ OV SC SD SE SH SJ SK SM SN SO SP SR ' +
  'SS ST SU SV SW SX SY SZ TA TF TG TL TM TQ TR TV';
const hasLand = new Set(landSquares.split(' '));

function squareLetters({ easting, northing }: GridPoint): string {
  const [column, row] = [Math.floor(easting / 100_000), Math.floor(northing / 100_000)];
  const large = (3 - Math.floor(row / 5)) * 5 + Math.floor(column / 5) + 2;
  const small = (4 - (row % 5)) * 5 + (column % 5);
  return `${letters.charAt(large)}${letters.charAt(small)}`;
}

const afterComma = (metres: number, digits: number): string =>
  String(Math.floor((metres % 100_000) / 10 ** (5 - digits))).padStart(digits, '0');

/** "TQ 3746 8905": the square that a point is in, with so many digits each way. */
export function gridReferenceOf(point: GridPoint, digits: 1 | 2 | 3 | 4 | 5 = 5): string | null {
  if (!onTheGrid(point)) return null;
  return `${squareLetters(point)} ${afterComma(point.easting, digits)} ${afterComma(point.northing, digits)}`;
}

interface Named extends GridPoint {
  /** Length of the side of the square whose south-west corner is named, in metres; 0 for a point. */
  readonly side: number;
  readonly from: 'letters' | 'numbers' | 'degrees';
  readonly withinMetres: number;
}

const halfDiagonal = (side: number): number => Math.round((side * Math.SQRT2) / 2);

function namedByLetters(text: string): Named | null {
  const match = /^([A-HJ-Z])([A-HJ-Z])((?:\d{2}){1,5})$/.exec(text.replaceAll(/[\s,/-]+/g, ''));
  if (!match) return null;
  const large = letters.indexOf(match[1] ?? '');
  const small = letters.indexOf(match[2] ?? '');
  const digits = match[3] ?? '';
  const half = digits.length / 2;
  const side = 10 ** (5 - half);
  const column = (large % 5) * 5 + (small % 5) - 10;
  const row = 19 - Math.floor(large / 5) * 5 - Math.floor(small / 5);
  const easting = column * 100_000 + Number(digits.slice(0, half)) * side;
  const northing = row * 100_000 + Number(digits.slice(half)) * side;
  return { easting, northing, side, from: 'letters', withinMetres: halfDiagonal(side) };
}

/** "537460 189050", "E 537460 N 62016"; one of the two has six digits, lest the letters were forgotten. */
function namedByNumbers(text: string): Named | null {
  const match =
    /^(?:E\s*)?(\d{5,6})(?:\.\d+)?[\s,/]+(?:N\s*)?(\d{5,7})(?:\.\d+)?$/.exec(text) ??
    /^(\d{6}),?(\d{6,7})$/.exec(text.replaceAll(/\s+/g, ''));
  const [east = '', north = ''] = match?.slice(1) ?? [];
  if (Math.max(east.length, north.length) < 6) return null;
  return { easting: Number(east), northing: Number(north), side: 1, from: 'numbers', withinMetres: halfDiagonal(1) };
}

const degreesPattern =
  /^([NSEW])?\s*([+-]?)(\d{1,3}(?:\.\d+)?)\s*[°º]?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['’′]\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:["”″]|['’′]{2})\s*)?([NSEW])?$/;

interface Angle {
  readonly degrees: number;
  /** The last decimal place that was typed, in degrees: noughts at the end are often left out. */
  readonly step: number;
  readonly axis: 'latitude' | 'longitude' | null;
}

const decimalsOf = (number: string): number => (/\.(\d+)$/.exec(number)?.[1] ?? '').length;

function readAngle(text: string): Angle | null {
  const match = degreesPattern.exec(text);
  if (!match) return null;
  const [, before, sign, whole = '', minutes, seconds, after] = match;
  if (before !== undefined && after !== undefined) return null;
  const side = before ?? after;
  const size = Number(whole) + Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const finest = seconds ?? minutes ?? whole;
  const unit = seconds !== undefined ? 1 / 3600 : minutes !== undefined ? 1 / 60 : 1;
  return {
    degrees: sign === '-' || side === 'S' || side === 'W' ? -size : size,
    step: unit / 10 ** decimalsOf(finest),
    axis: side === undefined ? null : side === 'N' || side === 'S' ? 'latitude' : 'longitude',
  };
}

const metresOfLatitude = 111_200;

/** Around the grid. No latitude there is also a longitude there, so that the two can be told apart in either order. */
const isNear = ({ latitude, longitude }: Coordinates): boolean =>
  latitude > 49 && latitude < 62 && longitude > -10 && longitude < 4;

function twoAngles(text: string): readonly [Angle, Angle] | null {
  const places = [...text.matchAll(/\s*[,;]\s*|\s+|(?<=[NSEW])(?=[\d+-])/g)];
  for (const place of places) {
    const [one, other] = [text.slice(0, place.index), text.slice(place.index + place[0].length)].map(readAngle);
    if (one !== null && other !== null && one !== undefined && other !== undefined) return [one, other];
  }
  return null;
}

function namedByDegrees(text: string): Named | 'elsewhere' | null {
  const angles = twoAngles(text);
  if (angles === null) return null;
  const [one, other] = angles;
  if (one.axis !== null && one.axis === other.axis) return null;
  const inOrder = { latitude: one.degrees, longitude: other.degrees };
  const swapped = { latitude: other.degrees, longitude: one.degrees };
  const isSwapped =
    one.axis === 'longitude' || other.axis === 'latitude' || (one.axis === null && !isNear(inOrder) && isNear(swapped));
  const coordinates = isSwapped ? swapped : inOrder;
  if (!isNear(coordinates)) return 'elsewhere';
  const withinMetres = Math.max(1, Math.round((Math.min(one.step, other.step) * metresOfLatitude) / 2));
  return { ...gridPointOf(coordinates), side: 0, from: 'degrees', withinMetres };
}

const shapeAdvice = 'A grid reference is two letters and an even number of digits, such as TQ 3746 8905.';
const notInBritain = 'This is not in Great Britain. Check it.';

function placeOf({ easting, northing, side, withinMetres }: Named): GridPlace & GridPoint {
  const middle = { easting: easting + side / 2, northing: northing + side / 2 };
  return { ...middle, ...coordinatesOf(middle.easting, middle.northing), withinMetres };
}

function metresInWords(metres: number): string {
  const unit = 10 ** Math.max(0, Math.ceil(Math.log10(metres)) - 2);
  const rounded = metres <= 20 ? metres : Math.round(metres / unit) * unit;
  return rounded >= 1000 ? `${rounded / 1000} km` : `${rounded} m`;
}

/** Five decimals are a metre: no finer than the conversion, and what maps and phones take. */
const degreesInWords = ({ latitude, longitude }: Coordinates): string =>
  `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;

function wordsOf(named: Named, reference: string, place: Coordinates): string {
  if (named.from === 'degrees')
    return `${reference}, within about ${metresInWords(conversionMetres + named.withinMetres)}`;
  const square = named.side > 1 ? `a square of ${metresInWords(named.side)} at` : 'at';
  return `${reference}, ${square} ${degreesInWords(place)}`;
}

/** As many digits as were typed, or as degrees are worth: never finer than they were known. */
function digitsOf({ side, from, withinMetres }: Named): 1 | 2 | 3 | 4 | 5 {
  const size = from === 'degrees' ? Math.max(10, withinMetres) : side;
  if (size >= 10_000) return 1;
  if (size >= 1000) return 2;
  if (size >= 100) return 3;
  return size >= 10 ? 4 : 5;
}

function adviceOn({ from, easting }: Named, reference: string): string | null {
  const square = reference.slice(0, 2);
  // Of NW only the Rhins of Galloway are in Great Britain; Ireland has a grid of its own.
  if (square === 'NW' && easting < 190_000) return notInBritain;
  if (hasLand.has(square)) return null;
  return from === 'letters' ? `${square} is all sea. Check the letters.` : notInBritain;
}

/** Reads a place as typed: letters and digits, easting and northing, or degrees in either order; null for nothing typed. */
export function readGrid(typed: string): GridReading | null {
  const text = typed.trim().toUpperCase();
  if (text === '') return null;
  const named = namedByLetters(text) ?? namedByNumbers(text) ?? namedByDegrees(text);
  if (named === null) return { normalised: null, words: null, advice: shapeAdvice, place: null };
  const reference = named === 'elsewhere' ? null : gridReferenceOf(named, digitsOf(named));
  if (named === 'elsewhere' || reference === null) {
    return { normalised: null, words: null, advice: notInBritain, place: null };
  }
  const place = placeOf(named);
  const advice = adviceOn(named, reference);
  const words = advice === notInBritain ? null : wordsOf(named, reference, place);
  return { normalised: reference, words, advice, place };
}

/** "TQ 3746 8905", "537460, 189050", "51.5, -0.02"; null for what is not a place on the grid. */
export const placeOfGridReference = (typed: string): GridPlace | null => readGrid(typed)?.place ?? null;

const earthRadius = 6_371_008.8;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Along the sphere, in metres: within half a per cent of the ellipsoid's. */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const [from, to] = [radians(a.latitude), radians(b.latitude)];
  const half = Math.sin((to - from) / 2) ** 2;
  const across = Math.cos(from) * Math.cos(to) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half + across)));
}
