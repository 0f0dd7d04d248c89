// What the page may see of a finger on the glass: where it lies and how dark it is, and none of its ridges. The only picture of a
// print that leaves the process that holds it.
import type { Grid } from './cells.ts';

/** One pixel for each block of 8 × 8, row by row; each a hexadecimal digit, 0 black to f white. */
export interface LivePicture {
  readonly columns: number;
  readonly rows: number;
  readonly grays: string;
}

/**
 * Averages of blocks would not do: ridges about as wide as a block come out of them as stripes that tell their course. These weights
 * reach over 32 pixels and leave a hundredth of ridges up to 12 pixels apart and a twentieth of those 15 apart, the widest there are
 * at 500 ppi; 16 grays hide what is left but for where one gray becomes the next.
 */
const weights = [1, 7, 21, 35, 35, 21, 7, 1].map((weight) => weight / 128);
/** The first weight's cell, from the first of a block's two. */
const firstCell = -3;
const grays = 16;

const inside = (at: number, length: number): number => Math.min(Math.max(at, 0), length - 1);

/** @param cells from `fillCells`, of the same grid */
export function livePicture({ columns, rows }: Grid, cells: Float32Array): LivePicture {
  const [cellColumns, cellRows] = [columns * 2, rows * 2];
  const narrow = new Float32Array(columns * cellRows);
  for (let row = 0; row < cellRows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (const [tap, weight] of weights.entries())
        sum += weight * (cells[row * cellColumns + inside(column * 2 + tap + firstCell, cellColumns)] ?? 0);
      narrow[row * columns + column] = sum;
    }
  }
  let picture = '';
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let sum = 0;
      for (const [tap, weight] of weights.entries())
        sum += weight * (narrow[inside(row * 2 + tap + firstCell, cellRows) * columns + column] ?? 0);
      picture += Math.round((sum * (grays - 1)) / 255).toString(grays);
    }
  }
  narrow.fill(0);
  return { columns, rows, grays: picture };
}
