// The rows of a PNG as they are compressed (ISO/IEC 15948, 9): a filter's number, then what each pixel differs from those before it.
import { FormatError } from '../format-error.ts';

/** Left, above, left above: the nearest to what they promise together. */
function paeth(left: number, above: number, corner: number): number {
  const promised = left + above - corner;
  const [toLeft, toAbove, toCorner] = [
    Math.abs(promised - left),
    Math.abs(promised - above),
    Math.abs(promised - corner),
  ];
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}

type Predict = (left: number, above: number, corner: number) => number;

/** By the number that a row begins with. */
const predictors: readonly Predict[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  paeth,
];

/** Of 8-bit gray rows; answers rows with their filters in front. */
export function filterRows(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rows = new Uint8Array((width + 1) * height);
  const trial = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (const [number, predict] of predictors.entries()) {
      const sum = filterRow(pixels, y * width, width, predict, trial);
      if (sum >= least) continue;
      least = sum;
      rows[y * (width + 1)] = number;
      rows.set(trial, y * (width + 1) + 1);
    }
  }
  trial.fill(0);
  return rows;
}

/** Answers how far its bytes are from zero, together: the usual guess at what compresses best. */
function filterRow(pixels: Uint8Array, from: number, width: number, predict: Predict, into: Uint8Array): number {
  let sum = 0;
  for (let x = 0; x < width; x += 1) {
    const at = from + x;
    const left = x === 0 ? 0 : (pixels[at - 1] ?? 0);
    const above = from === 0 ? 0 : (pixels[at - width] ?? 0);
    const corner = x === 0 || from === 0 ? 0 : (pixels[at - width - 1] ?? 0);
    const byte = ((pixels[at] ?? 0) - predict(left, above, corner)) & 0xff;
    into[x] = byte;
    sum += byte < 128 ? byte : 256 - byte;
  }
  return sum;
}

/**
 * @param rows (width + 1) × height bytes
 * @param offset where in the file they come from, for errors
 */
export function unfilterRows(rows: Uint8Array, width: number, height: number, offset: number): Uint8Array {
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const number = rows[y * (width + 1)] ?? 0;
    const predict = predictors[number];
    if (predict === undefined) throw new FormatError(`Row ${y} has the unknown filter ${number}`, offset);
    for (let x = 0, at = y * width, from = y * (width + 1) + 1; x < width; x += 1, at += 1) {
      const left = x === 0 ? 0 : (pixels[at - 1] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - width] ?? 0);
      const corner = x === 0 || y === 0 ? 0 : (pixels[at - width - 1] ?? 0);
      pixels[at] = (rows[from + x] ?? 0) + predict(left, above, corner);
    }
  }
  return pixels;
}
