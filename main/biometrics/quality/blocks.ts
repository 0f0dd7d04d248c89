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
  /** The frame at half its size: slopes between its pixels are of ridges, and not of pores and noise. */
  readonly half: Float32Array;
}

/** Pixels of the half frame to a block. */
const halfSide = blockSide / 2;

export function emptyBlocks({ columns, rows }: Grid): Blocks {
  const one = (): Float32Array => new Float32Array(columns * rows);
  const half = new Float32Array(columns * rows * halfSide * halfSide);
  return { mean: one(), deviation: one(), coherence: one(), slopes: [one(), one(), one()], half };
}

export const arraysOf = ({ mean, deviation, coherence, slopes, half }: Blocks): readonly Float32Array[] => [
  mean,
  deviation,
  coherence,
  ...slopes,
  half,
];

export function fillBlocks(image: GrayImage, grid: Grid, blocks: Blocks): void {
  for (let row = 0; row < grid.rows; row += 1)
    for (let column = 0; column < grid.columns; column += 1) fillGrays(image, column, row, grid, blocks);
  fillHalf(image, grid, blocks.half);
  for (let row = 0; row < grid.rows; row += 1)
    for (let column = 0; column < grid.columns; column += 1) fillSlopes(column, row, grid, blocks);
  fillCoherence(grid, blocks);
}

function fillGrays(image: GrayImage, column: number, row: number, { columns }: Grid, blocks: Blocks): void {
  const { width, pixels } = image;
  let [sum, squares] = [0, 0];
  for (let y = row * blockSide; y < (row + 1) * blockSide; y += 1) {
    const from = y * width + column * blockSide;
    for (let at = from; at < from + blockSide; at += 1) {
      const pixel = pixels[at] ?? 0;
      sum += pixel;
      squares += pixel * pixel;
    }
  }
  const count = blockSide * blockSide;
  blocks.mean[row * columns + column] = sum / count;
  blocks.deviation[row * columns + column] = Math.sqrt(Math.max(squares / count - (sum / count) ** 2, 0));
}

function fillHalf({ width, pixels }: GrayImage, { columns, rows }: Grid, half: Float32Array): void {
  const across = columns * halfSide;
  for (let row = 0; row < rows * halfSide; row += 1) {
    for (let column = 0; column < across; column += 1) {
      const at = row * 2 * width + column * 2;
      const upper = (pixels[at] ?? 0) + (pixels[at + 1] ?? 0);
      half[row * across + column] = (upper + (pixels[at + width] ?? 0) + (pixels[at + width + 1] ?? 0)) / 4;
    }
  }
}

function fillSlopes(column: number, row: number, { columns, rows }: Grid, { slopes, half }: Blocks): void {
  const [sumsOfXx, sumsOfYy, sumsOfXy] = slopes;
  const [width, height] = [columns * halfSide, rows * halfSide];
  let [xx, yy, xy] = [0, 0, 0];
  for (let y = row * halfSide; y < (row + 1) * halfSide; y += 1) {
    const [above, below] = [y === 0 ? 0 : -width, y === height - 1 ? 0 : width];
    for (let x = column * halfSide; x < (column + 1) * halfSide; x += 1) {
      const at = y * width + x;
      const across = (half[x === width - 1 ? at : at + 1] ?? 0) - (half[x === 0 ? at : at - 1] ?? 0);
      const down = (half[at + below] ?? 0) - (half[at + above] ?? 0);
      xx += across * across;
      yy += down * down;
      xy += across * down;
    }
  }
  const at = row * columns + column;
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
