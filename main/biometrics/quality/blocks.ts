// What each block of 8 × 8 pixels of a frame says: how bright it is, how much it varies, and whether its edges run one way, as ridges do.
import type { GrayImage } from '../gray-image.ts';
import { blockSide, type Grid } from './cells.ts';

/** One number for each block, row by row. */
export interface Blocks {
  readonly mean: Float32Array;
  /** Standard deviation of the grays. */
  readonly deviation: Float32Array;
  /** 0 edges in every direction, 1 all in one; over the block and its neighbours, since a block is hardly wider than a ridge. */
  readonly coherence: Float32Array;
  /** Sums of products of the slopes across and down: xx, yy, xy. */
  readonly slopes: readonly [Float32Array, Float32Array, Float32Array];
}

export function emptyBlocks({ columns, rows }: Grid): Blocks {
  const one = (): Float32Array => new Float32Array(columns * rows);
  return { mean: one(), deviation: one(), coherence: one(), slopes: [one(), one(), one()] };
}

export const arraysOf = ({ mean, deviation, coherence, slopes }: Blocks): readonly Float32Array[] => [
  mean,
  deviation,
  coherence,
  ...slopes,
];

export function fillBlocks(image: GrayImage, grid: Grid, blocks: Blocks): void {
  for (let row = 0; row < grid.rows; row += 1)
    for (let column = 0; column < grid.columns; column += 1) fillBlock(image, column, row, grid, blocks);
  fillCoherence(grid, blocks);
}

function fillBlock(image: GrayImage, column: number, row: number, { columns }: Grid, blocks: Blocks): void {
  const { width, height, pixels } = image;
  const [sumsOfXx, sumsOfYy, sumsOfXy] = blocks.slopes;
  let [sum, squares, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let y = row * blockSide; y < (row + 1) * blockSide; y += 1) {
    const [above, below] = [y === 0 ? 0 : -width, y === height - 1 ? 0 : width];
    for (let x = column * blockSide; x < (column + 1) * blockSide; x += 1) {
      const at = y * width + x;
      const pixel = pixels[at] ?? 0;
      sum += pixel;
      squares += pixel * pixel;
      const across = (pixels[x === width - 1 ? at : at + 1] ?? 0) - (pixels[x === 0 ? at : at - 1] ?? 0);
      const down = (pixels[at + below] ?? 0) - (pixels[at + above] ?? 0);
      xx += across * across;
      yy += down * down;
      xy += across * down;
    }
  }
  const count = blockSide * blockSide;
  const at = row * columns + column;
  blocks.mean[at] = sum / count;
  blocks.deviation[at] = Math.sqrt(Math.max(squares / count - (sum / count) ** 2, 0));
  sumsOfXx[at] = xx;
  sumsOfYy[at] = yy;
  sumsOfXy[at] = xy;
}

function fillCoherence({ columns, rows }: Grid, { coherence, slopes }: Blocks): void {
  const [sumsOfXx, sumsOfYy, sumsOfXy] = slopes;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let [xx, yy, xy] = [0, 0, 0];
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y += 1) {
        for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x += 1) {
          const at = y * columns + x;
          xx += sumsOfXx[at] ?? 0;
          yy += sumsOfYy[at] ?? 0;
          xy += sumsOfXy[at] ?? 0;
        }
      }
      coherence[row * columns + column] = xx + yy === 0 ? 0 : Math.hypot(xx - yy, 2 * xy) / (xx + yy);
    }
  }
}
