// The coarse grids of a frame: cells of 4 pixels and blocks of 8, about half a ridge and one ridge wide at 500 ppi.
import type { GrayImage } from '../gray-image.ts';

export const cellSide = 4;
export const blockSide = 2 * cellSide;

/** Whole blocks only; what is left over at the right and below is less than one and not looked at. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

export const gridOf = ({ width, height }: GrayImage): Grid => ({
  columns: Math.floor(width / blockSide),
  rows: Math.floor(height / blockSide),
});

/** Mean gray of each cell; two cells to a block in each direction, row by row. */
export function fillCells({ width, pixels }: GrayImage, { columns, rows }: Grid, cells: Float32Array): void {
  const across = columns * 2;
  for (let row = 0; row < rows * 2; row += 1) {
    for (let column = 0; column < across; column += 1) {
      let sum = 0;
      for (let y = 0; y < cellSide; y += 1) {
        const from = (row * cellSide + y) * width + column * cellSide;
        for (let x = 0; x < cellSide; x += 1) sum += pixels[from + x] ?? 0;
      }
      cells[row * across + column] = sum / (cellSide * cellSide);
    }
  }
}
