// Where a print has ridges and which way they run: the coarse half of extraction, block by block. A reference, as all of this folder.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';

export const blockSide = 8;

export interface RidgeField {
  readonly columns: number;
  readonly rows: number;
  /** Direction of the ridges in radians, 0 to π, 0 across; row by row. */
  readonly direction: Float32Array;
  /** 1 where there are ridges. */
  readonly mask: Uint8Array;
  /** From ridge to ridge, in pixels, over all of it. */
  readonly period: number;
}

/** Blocks around one that say which way its ridges run. */
const reach = 1;
/** Grays of noise alone vary less. */
const leastDeviation = 18;
const leastCoherence = 0.35;
const usualPeriod = 9;

/** Sums over a block: of grays, their squares, and products of slopes. */
interface Sums {
  readonly gray: Float32Array;
  readonly square: Float32Array;
  readonly xx: Float32Array;
  readonly yy: Float32Array;
  readonly xy: Float32Array;
}

function sumsOf({ width, pixels }: GrayImage, columns: number, rows: number): Sums {
  const make = (): Float32Array => new Float32Array(columns * rows);
  const sums = { gray: make(), square: make(), xx: make(), yy: make(), xy: make() };
  for (let y = 1; y < rows * blockSide - 1; y += 1) {
    const row = Math.floor(y / blockSide) * columns;
    for (let x = 1; x < columns * blockSide - 1; x += 1) {
      const at = y * width + x;
      const block = row + Math.floor(x / blockSide);
      const gray = pixels[at] ?? 0;
      const dx = (pixels[at + 1] ?? 0) - (pixels[at - 1] ?? 0);
      const dy = (pixels[at + width] ?? 0) - (pixels[at - width] ?? 0);
      sums.gray[block] = (sums.gray[block] ?? 0) + gray;
      sums.square[block] = (sums.square[block] ?? 0) + gray * gray;
      sums.xx[block] = (sums.xx[block] ?? 0) + dx * dx;
      sums.yy[block] = (sums.yy[block] ?? 0) + dy * dy;
      sums.xy[block] = (sums.xy[block] ?? 0) + dx * dy;
    }
  }
  return sums;
}

/** Each block and those around it. */
function spread(values: Float32Array, columns: number, rows: number, reaching: number): Float32Array {
  const out = new Float32Array(values.length);
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (let y = Math.max(0, row - reaching); y <= Math.min(rows - 1, row + reaching); y += 1)
        for (let x = Math.max(0, column - reaching); x <= Math.min(columns - 1, column + reaching); x += 1)
          sum += values[y * columns + x] ?? 0;
      out[row * columns + column] = sum;
    }
  return out;
}

export function ridgeField(image: GrayImage): RidgeField {
  const [columns, rows] = [Math.floor(image.width / blockSide), Math.floor(image.height / blockSide)];
  const sums = sumsOf(image, columns, rows);
  const [xx, yy, xy] = [sums.xx, sums.yy, sums.xy].map((values) => spread(values, columns, rows, reach)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const direction = new Float32Array(columns * rows);
  const rough = new Uint8Array(columns * rows);
  const area = blockSide * blockSide;
  for (let at = 0; at < direction.length; at += 1) {
    const [a, b, c] = [xx[at] ?? 0, yy[at] ?? 0, xy[at] ?? 0];
    // Across the ridges the slope is steepest; the ridges run at right angles to it.
    const across = Math.atan2(2 * c, a - b) / 2;
    direction[at] = (across + Math.PI / 2 + 2 * Math.PI) % Math.PI;
    const coherence = Math.hypot(a - b, 2 * c) / Math.max(1, a + b);
    const mean = (sums.gray[at] ?? 0) / area;
    const deviation = Math.sqrt(Math.max(0, (sums.square[at] ?? 0) / area - mean * mean));
    rough[at] = deviation > leastDeviation && coherence > leastCoherence ? 1 : 0;
  }
  const mask = solid(rough, columns, rows);
  return { columns, rows, direction, mask, period: periodOf(image, { columns, rows, direction, mask }) };
}

/** Fills holes and drops specks: most of the nine blocks around decide. */
function solid(rough: Uint8Array, columns: number, rows: number): Uint8Array {
  let mask = rough;
  for (let round = 0; round < 2; round += 1) {
    const counts = spread(Float32Array.from(mask), columns, rows, 1);
    mask = Uint8Array.from(counts, (count) => (count >= 5 ? 1 : 0));
  }
  return mask;
}

/** The x-signature: grays along a line across the ridges; from top to top is a period. The middle one of all blocks. */
function periodOf({ width, height, pixels }: GrayImage, field: Omit<RidgeField, 'period'>): number {
  const { columns, direction, mask } = field;
  const periods: number[] = [];
  const half = 20;
  const signature = new Float32Array(2 * half + 1);
  for (let at = 0; at < mask.length; at += 1) {
    if (mask[at] === 0) continue;
    const [x, y] = [((at % columns) + 0.5) * blockSide, (Math.floor(at / columns) + 0.5) * blockSide];
    const angle = direction[at] ?? 0;
    const [alongX, alongY] = [Math.cos(angle), Math.sin(angle)];
    for (let step = -half; step <= half; step += 1) {
      let sum = 0;
      for (let side = -4; side <= 4; side += 2) {
        const px = Math.min(width - 1, Math.max(0, Math.round(x - step * alongY + side * alongX)));
        const py = Math.min(height - 1, Math.max(0, Math.round(y + step * alongX + side * alongY)));
        sum += pixels[py * width + px] ?? 0;
      }
      signature[step + half] = sum;
    }
    let [first, last, tops] = [-1, -1, 0];
    for (let step = 2; step < signature.length - 2; step += 1) {
      const value = signature[step] ?? 0;
      const isTop =
        value > (signature[step - 1] ?? 0) &&
        value >= (signature[step + 1] ?? 0) &&
        value > (signature[step - 2] ?? 0) &&
        value >= (signature[step + 2] ?? 0);
      if (!isTop) continue;
      if (first < 0) first = step;
      last = step;
      tops += 1;
    }
    if (tops >= 3) periods.push((last - first) / (tops - 1));
  }
  periods.sort((a, b) => a - b);
  const middle = periods[Math.floor(periods.length / 2)] ?? usualPeriod;
  return Math.min(14, Math.max(6, middle));
}
