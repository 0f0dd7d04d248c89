// Follows what lies in a box from picture to picture: the place where its pattern fits best, near where it was. When nothing
// fits well enough it says so, and the box stays where it was last seen. Pure.
import type { Area } from './boxes.ts';

/** Brightness only, made small: rows of bytes. */
export interface Luma {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

export interface Step {
  readonly area: Area;
  /** 1 for the same pattern, 0 for no likeness. */
  readonly likeness: number;
  readonly lost: boolean;
}

/** The longer side of the pattern in samples: enough to tell a face from a wall, few enough to be quick. */
const patternSamples = 24;
/** How far from its last place the box is looked for, in its own widths or heights. */
const reach = 0.6;
const lostBelow = 0.55;
/** How much of a good find goes into the pattern: faces turn. */
const learning = 0.12;
const learnsAbove = 0.8;

export class Tracker {
  #area: Area;
  readonly #scale: number;
  readonly #pattern: Float32Array;
  readonly #columns: number;
  readonly #rows: number;
  #velocity = { x: 0, y: 0 };

  constructor(first: Luma, area: Area) {
    this.#area = area;
    const longer = Math.max(area.width * first.width, area.height * first.height);
    this.#scale = Math.max(1, longer / patternSamples);
    this.#columns = Math.max(4, Math.round((area.width * first.width) / this.#scale));
    this.#rows = Math.max(4, Math.round((area.height * first.height) / this.#scale));
    this.#pattern = this.#patternAt(first, area.x * first.width, area.y * first.height);
  }

  step(picture: Luma): Step {
    const { width, height } = picture;
    const last = { x: this.#area.x * width, y: this.#area.y * height };
    const around = { x: last.x + this.#velocity.x, y: last.y + this.#velocity.y };
    const range = { x: this.#area.width * width * reach, y: this.#area.height * height * reach };
    let best = this.#search(picture, around, range, this.#scale);
    for (let spacing = this.#scale / 2; spacing >= 0.5; spacing /= 2) {
      best = this.#search(picture, best, { x: spacing, y: spacing }, spacing);
    }
    if (best.likeness < lostBelow) return { area: this.#area, likeness: best.likeness, lost: true };
    if (best.likeness > learnsAbove) this.#learn(this.#patternAt(picture, best.x, best.y));
    this.#velocity = { x: best.x - last.x, y: best.y - last.y };
    const inside = (value: number, size: number): number => Math.min(Math.max(value, 0), 1 - size);
    this.#area = {
      ...this.#area,
      x: inside(best.x / width, this.#area.width),
      y: inside(best.y / height, this.#area.height),
    };
    return { area: this.#area, likeness: best.likeness, lost: false };
  }

  #search(
    picture: Luma,
    around: { readonly x: number; readonly y: number },
    range: { readonly x: number; readonly y: number },
    spacing: number,
  ): { x: number; y: number; likeness: number } {
    let best = { x: around.x, y: around.y, likeness: -1 };
    const most = { x: picture.width * (1 - this.#area.width), y: picture.height * (1 - this.#area.height) };
    for (let dy = -range.y; dy <= range.y + 1e-6; dy += spacing) {
      for (let dx = -range.x; dx <= range.x + 1e-6; dx += spacing) {
        const x = Math.min(Math.max(around.x + dx, 0), most.x);
        const y = Math.min(Math.max(around.y + dy, 0), most.y);
        const likeness = correlation(this.#pattern, this.#patternAt(picture, x, y));
        if (likeness > best.likeness) best = { x, y, likeness };
      }
    }
    return best;
  }

  #patternAt(picture: Luma, left: number, top: number): Float32Array {
    const pattern = new Float32Array(this.#columns * this.#rows);
    for (let row = 0; row < this.#rows; row++) {
      const y = Math.min(picture.height - 1, Math.max(0, Math.round(top + (row + 0.5) * this.#scale - 0.5)));
      for (let column = 0; column < this.#columns; column++) {
        const x = Math.min(picture.width - 1, Math.max(0, Math.round(left + (column + 0.5) * this.#scale - 0.5)));
        pattern[row * this.#columns + column] = picture.data[y * picture.width + x] ?? 0;
      }
    }
    return pattern;
  }

  #learn(found: Float32Array): void {
    for (const [index, value] of found.entries()) {
      this.#pattern[index] = (this.#pattern[index] ?? 0) * (1 - learning) + value * learning;
    }
  }
}

/** −1 to 1, whatever the brightness and contrast of the two. Flat patterns are like nothing. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const count = a.length;
  let [sumA, sumB, sumAB, sumAA, sumBB] = [0, 0, 0, 0, 0];
  for (let index = 0; index < count; index++) {
    const [p, q] = [a[index] ?? 0, b[index] ?? 0];
    sumA += p;
    sumB += q;
    sumAB += p * q;
    sumAA += p * p;
    sumBB += q * q;
  }
  const spread = (sumAA - (sumA * sumA) / count) * (sumBB - (sumB * sumB) / count);
  return spread <= 0 ? 0 : (sumAB - (sumA * sumB) / count) / Math.sqrt(spread);
}

/** Averages blocks of `factor` pixels: quick to search, and a little noise goes. */
export function shrunk(data: Uint8Array, width: number, height: number, stride: number, factor: number): Luma {
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  const out = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let y = 0; y < factor; y++) {
        const start = (row * factor + y) * stride + column * factor;
        for (let x = 0; x < factor; x++) sum += data[start + x] ?? 0;
      }
      out[row * columns + column] = sum / (factor * factor);
    }
  }
  return { width: columns, height: rows, data: out };
}
