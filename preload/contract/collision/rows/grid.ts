// An Ordnance Survey grid reference as easting and northing in metres, from what an officer types.

export interface GridPoint {
  readonly easting: number;
  readonly northing: number;
}

/** The alphabet of the grid has no I. */
const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

function ofLetters(first: string, second: string): GridPoint | null {
  const [a, b] = [letters.indexOf(first), letters.indexOf(second)];
  if (a < 0 || b < 0) return null;
  const easting = (((a + 23) % 5) * 5 + (b % 5)) % 25;
  const north = 19 - Math.floor(a / 5) * 5 - Math.floor(b / 5);
  return easting > 6 || north < 0 || north > 12 ? null : { easting: easting * 100_000, northing: north * 100_000 };
}

/** "TQ 3746 8905" or "537460 189050"; null where it is neither. A square is told by its south-west corner. */
export function gridPointOf(typed: string): GridPoint | null {
  const text = typed.toUpperCase().replaceAll(/[\s,]+/g, '');
  const numbers = /^(\d{6})(\d{6,7})$/.exec(text);
  if (numbers !== null) return { easting: Number(numbers[1]), northing: Number(numbers[2]) };
  const match = /^([A-HJ-Z])([A-HJ-Z])((?:\d\d){1,5})$/.exec(text);
  if (match === null) return null;
  const [, first = '', second = '', digits = ''] = match;
  const square = ofLetters(first, second);
  if (square === null) return null;
  const half = digits.length / 2;
  const metres = (part: string): number => Number(part) * 10 ** (5 - half);
  return {
    easting: square.easting + metres(digits.slice(0, half)),
    northing: square.northing + metres(digits.slice(half)),
  };
}

/** As numbers, in a form that `gridPointOf` reads. */
export const writtenGridPoint = ({ easting, northing }: GridPoint): string =>
  `${String(easting).padStart(6, '0')} ${String(northing).padStart(6, '0')}`;
