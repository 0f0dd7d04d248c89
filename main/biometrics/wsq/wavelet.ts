// The wavelet transform of WSQ (IAFIS-IC-0110 v3, 5.2): filters of odd length over symmetrically extended lines, in single
// precision and in the order of the reference decoder, so that the pixels are the same.
import type { Cut, Region } from './subbands.ts';

export interface Filters {
  /** Odd lengths, symmetric. */
  readonly low: Float32Array;
  readonly high: Float32Array;
}

/** For each output the inputs that it is a sum of, in the order in which they are added. */
interface Sums {
  /** Of output i the terms begin at starts[i] and end before starts[i + 1]. */
  readonly starts: Int32Array;
  readonly inputs: Int32Array;
  readonly weights: Float32Array;
}

type Edge = 'about-the-last' | 'about-the-edge';

/** Where the symmetric extension of a line of `length` has what stands at `index`. */
function mirrored(index: number, length: number, left: Edge, right: Edge): number {
  if (length === 1) return 0;
  let at = index;
  while (at < 0 || at >= length) {
    if (at < 0) at = left === 'about-the-last' ? -at : -1 - at;
    if (at >= length) at = 2 * length - (right === 'about-the-last' ? 2 : 1) - at;
  }
  return at;
}

class SumsBuilder {
  readonly #starts: number[] = [0];
  readonly #inputs: number[] = [];
  readonly #weights: number[] = [];

  add(input: number, weight: number): void {
    this.#inputs.push(input);
    this.#weights.push(weight);
  }

  endOutput(): void {
    this.#starts.push(this.#inputs.length);
  }

  build(): Sums {
    return {
      starts: Int32Array.from(this.#starts),
      inputs: Int32Array.from(this.#inputs),
      weights: Float32Array.from(this.#weights),
    };
  }
}

const halves = (length: number, highFirst: boolean) => {
  const lows = Math.ceil(length / 2);
  const highs = length - lows;
  return { lows, highs, lowAt: highFirst ? highs : 0, highAt: highFirst ? 0 : lows };
};

function synthesisSums(length: number, highFirst: boolean, { low, high }: Filters): Sums {
  const { lows, highs, lowAt, highAt } = halves(length, highFirst);
  const isOdd = length % 2 === 1;
  const sums = new SumsBuilder();
  for (let n = 0; n < length; n += 1) {
    const lowShift = n - (low.length - 1) / 2;
    for (let k = Math.ceil(lowShift / 2); 2 * k - lowShift < low.length; k += 1) {
      const right = isOdd ? 'about-the-last' : 'about-the-edge';
      sums.add(lowAt + mirrored(k, lows, 'about-the-last', right), low[2 * k - lowShift] ?? 0);
    }
    const highShift = n - 1 - (high.length - 1) / 2;
    // A line of one pixel has no high half.
    const highEnd = highs === 0 ? 0 : high.length;
    for (let k = Math.ceil(highShift / 2); 2 * k - highShift < highEnd; k += 1) {
      const right = isOdd ? 'about-the-edge' : 'about-the-last';
      sums.add(highAt + mirrored(k, highs, 'about-the-edge', right), high[2 * k - highShift] ?? 0);
    }
    sums.endOutput();
  }
  return sums.build();
}

function analysisSums(length: number, highFirst: boolean, { low, high }: Filters): Sums {
  const { lows, highs } = halves(length, highFirst);
  const sums = new SumsBuilder();
  const half = (filter: Float32Array, count: number, offset: number): void => {
    for (let k = 0; k < count; k += 1) {
      filter.forEach((weight, tap) => {
        const at = 2 * k + offset + tap - (filter.length - 1) / 2;
        sums.add(mirrored(at, length, 'about-the-last', 'about-the-last'), weight);
      });
      sums.endOutput();
    }
  };
  if (highFirst) half(high, highs, 1);
  half(low, lows, 0);
  if (!highFirst) half(high, highs, 1);
  return sums.build();
}

/** All lines of a region in one direction, in place. */
class Lines {
  readonly #plane: Float32Array;
  readonly #width: number;
  readonly #sumsOf: (length: number, highFirst: boolean) => Sums;
  readonly #sums = new Map<string, Sums>();
  readonly #line: Float32Array;

  constructor(plane: Float32Array, whole: Region, sumsOf: (length: number, highFirst: boolean) => Sums) {
    this.#plane = plane;
    this.#width = whole.width;
    this.#sumsOf = sumsOf;
    this.#line = new Float32Array(Math.max(whole.width, whole.height));
  }

  across({ x, y, width, height, highFirstAcross }: Cut): void {
    const sums = this.#sumsFor(width, highFirstAcross);
    for (let row = y; row < y + height; row += 1) this.#transform(row * this.#width + x, 1, width, sums);
  }

  down({ x, y, width, height, highFirstDown }: Cut): void {
    const sums = this.#sumsFor(height, highFirstDown);
    for (let column = x; column < x + width; column += 1)
      this.#transform(y * this.#width + column, this.#width, height, sums);
  }

  /** The last line is still in it. */
  overwrite(): void {
    this.#line.fill(0);
  }

  #transform(from: number, step: number, length: number, { starts, inputs, weights }: Sums): void {
    const line = this.#line;
    const plane = this.#plane;
    for (let i = 0, at = from; i < length; i += 1, at += step) line[i] = plane[at] ?? 0;
    for (let i = 0, at = from; i < length; i += 1, at += step) {
      const end = starts[i + 1] ?? 0;
      let sum = 0;
      for (let term = starts[i] ?? 0; term < end; term += 1) {
        sum = Math.fround(sum + Math.fround((line[inputs[term] ?? 0] ?? 0) * (weights[term] ?? 0)));
      }
      plane[at] = sum;
    }
  }

  #sumsFor(length: number, highFirst: boolean): Sums {
    const key = `${length} ${highFirst}`;
    const known = this.#sums.get(key) ?? this.#sumsOf(length, highFirst);
    this.#sums.set(key, known);
    return known;
  }
}

/** Subbands become an image, in place. */
export function synthesize(plane: Float32Array, cuts: readonly Cut[], filters: Filters): void {
  const [whole] = cuts;
  if (whole === undefined) return;
  const lines = new Lines(plane, whole, (length, highFirst) => synthesisSums(length, highFirst, filters));
  for (const cut of cuts.toReversed()) {
    lines.down(cut);
    lines.across(cut);
  }
  lines.overwrite();
}

/** An image becomes subbands, in place. */
export function analyze(plane: Float32Array, cuts: readonly Cut[], filters: Filters): void {
  const [whole] = cuts;
  if (whole === undefined) return;
  const lines = new Lines(plane, whole, (length, highFirst) => analysisSums(length, highFirst, filters));
  for (const cut of cuts) {
    lines.across(cut);
    lines.down(cut);
  }
  lines.overwrite();
}
