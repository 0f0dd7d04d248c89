// What a frame from a reader is worth, from its blocks alone: cheap enough for every frame. Its numbers are this program's own and no
// standard's; they serve for advice at the glass and are never sent anywhere.
import type { GrayImage } from '../gray-image.ts';
import type { PrintKeeper } from '../zeroise.ts';
import { arraysOf, emptyBlocks, fillBlocks, type Blocks } from './blocks.ts';
import { blockSide, fillCells, gridOf, type Grid } from './cells.ts';
import { countFingers } from './count-fingers.ts';
import { livePicture, type LivePicture } from './live-picture.ts';

export interface FrameMeasure {
  /** Of the glass that is touched, in square millimetres. */
  readonly area: number;
  /** How much of it has clear ridges: 0 to 1. */
  readonly clarity: number;
  /** Mean standard deviation of the grays where it is touched. */
  readonly contrast: number;
  /** Mean gray where it is touched: low where a finger is wet or pressed hard, high where it is dry or hardly there. */
  readonly brightness: number;
  /** How many fingers lie there, apart from one another. */
  readonly fingers: number;
  /** Where the middle of what is touched lies, in millimetres from the middle of the frame: right and down are positive. */
  readonly offset: { readonly across: number; readonly down: number };
  /** How much changed since the frame before, as a share of the contrast; null for the first, and where nothing is touched. */
  readonly motion: number | null;
}

export interface SeenFrame {
  readonly measure: FrameMeasure;
  readonly picture: LivePicture;
}

/** A block is touched where its grays vary more than a sensor's noise, or where it is as dark as only skin is. */
const leastDeviation = 14;
const darkAsSkin = 100;
/** Of the nine blocks around each of a finger; fewer are specks and what the last finger left. */
const leastNeighbours = 5;
/** Square millimetres: a little finger that hardly touches has as many. */
const leastFinger = 40;
/** Noise alone comes to about 0.2 over nine blocks, ridges to 0.7 and more. */
const clearCoherence = 0.5;
const clearDeviation = 25;

interface Buffers {
  readonly grid: Grid;
  readonly blocks: Blocks;
  readonly cells: readonly [Float32Array, Float32Array];
  readonly touched: Uint8Array;
  readonly trial: Uint8Array;
}

/** Sees the frames of one capture, one behind the other, of one size. All that it remembers of them is the keeper's. */
/** Nothing lies there. */
export const emptyGlass: FrameMeasure = {
  area: 0,
  clarity: 0,
  contrast: 0,
  brightness: 255,
  fingers: 0,
  offset: { across: 0, down: 0 },
  motion: null,
};

export class FrameMeter {
  readonly #keeper: PrintKeeper;
  readonly #millimetres: number;
  #buffers: Buffers | null = null;
  #frames = 0;

  constructor(keeper: PrintKeeper, pixelsPerInch = 500) {
    this.#keeper = keeper;
    this.#millimetres = 25.4 / pixelsPerInch;
  }

  /**
   * The frame stays its owner's.
   * @throws RangeError for an image whose size is not its own, or another than that of the frames before; `AlreadyPurged` after a purge
   */
  see(frame: GrayImage): SeenFrame {
    const buffers = this.#buffersFor(frame);
    const { grid, blocks, cells, touched } = buffers;
    const [now, before] = this.#frames % 2 === 0 ? cells : [cells[1], cells[0]];
    fillCells(frame, grid, now);
    fillBlocks(frame, grid, blocks);
    findTouched(buffers);
    const motion = this.#frames === 0 ? null : changeOf(grid, touched, now, before);
    this.#frames += 1;
    return { measure: this.#measure(buffers, motion), picture: livePicture(grid, now) };
  }

  #buffersFor(frame: GrayImage): Buffers {
    const { width, height, pixels } = frame;
    if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || pixels.length !== width * height)
      throw new RangeError(`A frame of ${width} × ${height} pixels cannot be measured`);
    const grid = gridOf(frame);
    const known = this.#buffers;
    if (known !== null && !this.#keeper.isPurged) {
      if (known.grid.columns === grid.columns && known.grid.rows === grid.rows) return known;
      throw new RangeError('The frames of one capture have one size');
    }
    const count = grid.columns * grid.rows;
    const blocks = emptyBlocks(grid);
    const cells = [new Float32Array(count * 4), new Float32Array(count * 4)] as const;
    const [touched, trial] = [new Uint8Array(count), new Uint8Array(count)];
    for (const array of [...arraysOf(blocks), ...cells, touched, trial]) this.#keeper.take(array);
    this.#buffers = { grid, blocks, cells, touched, trial };
    return this.#buffers;
  }

  #measure({ grid, blocks, touched, trial }: Buffers, motion: number | null): FrameMeasure {
    let [count, clear, deviation, mean, across, down] = [0, 0, 0, 0, 0, 0];
    for (let at = 0; at < touched.length; at += 1) {
      if (touched[at] === 0) continue;
      count += 1;
      mean += blocks.mean[at] ?? 0;
      deviation += blocks.deviation[at] ?? 0;
      across += (at % grid.columns) + 0.5;
      down += Math.floor(at / grid.columns) + 0.5;
      if ((blocks.coherence[at] ?? 0) >= clearCoherence && (blocks.deviation[at] ?? 0) >= clearDeviation) clear += 1;
    }
    if (count === 0) return emptyGlass;
    const side = blockSide * this.#millimetres;
    const contrast = deviation / count;
    return {
      area: count * side * side,
      fingers: countFingers(grid, touched, trial, Math.round(leastFinger / (side * side))),
      clarity: clear / count,
      contrast,
      brightness: mean / count,
      offset: { across: (across / count - grid.columns / 2) * side, down: (down / count - grid.rows / 2) * side },
      motion: motion === null ? null : motion / Math.max(contrast, 1),
    };
  }
}

function findTouched({ grid: { columns, rows }, blocks, touched, trial }: Buffers): void {
  for (let at = 0; at < trial.length; at += 1) {
    const isSkin = (blocks.deviation[at] ?? 0) > leastDeviation || (blocks.mean[at] ?? 255) < darkAsSkin;
    trial[at] = isSkin ? 1 : 0;
  }
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      let count = 0;
      for (let y = Math.max(row - 1, 0); y <= Math.min(row + 1, rows - 1); y += 1)
        for (let x = Math.max(column - 1, 0); x <= Math.min(column + 1, columns - 1); x += 1)
          count += trial[y * columns + x] ?? 0;
      touched[row * columns + column] = count >= leastNeighbours ? 1 : 0;
    }
  }
}

/** Mean change of the cells that are touched; null where none is. */
function changeOf({ columns }: Grid, touched: Uint8Array, now: Float32Array, before: Float32Array): number | null {
  let [sum, count] = [0, 0];
  const across = columns * 2;
  for (let at = 0; at < now.length; at += 1) {
    const block = Math.floor(at / across / 2) * columns + Math.floor((at % across) / 2);
    if (touched[block] === 0) continue;
    sum += Math.abs((now[at] ?? 0) - (before[at] ?? 0));
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
