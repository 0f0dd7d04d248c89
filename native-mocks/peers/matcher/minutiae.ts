// Where ridges end and fork, and which way they go on from there: found by the crossing number of the thinned lines, each branch traced
// for its direction, and what borders, scars and noise make of it dropped.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { blockSide, ridgeField, type RidgeField } from './ridge-field.ts';
import { ridgesOf, thin } from './skeleton.ts';

/** Up to `count` minutiae, the x, y and direction of each; directions in radians, 0 to 2π, into the ridge. */
export interface Template {
  readonly count: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly angle: Float32Array;
}

interface Minutia {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
}

export class NoRidges extends Error {
  override readonly name = 'NoRidges';
}

const mostMinutiae = 90;
const leastMinutiae = 8;
const leastMasked = 250;
/** Pixels of a branch that its direction is taken from, and the fewest that a branch has. */
const traced = 12;
const shortest = 7;
const border = 2;
const facing = 9;
const crowded = 3;

/** Around a pixel, in order. */
const ring = (width: number): readonly number[] => [1, 1 - width, -width, -width - 1, -1, width - 1, width, width + 1];

class Lines {
  readonly #bits: Uint8Array;
  readonly #width: number;
  readonly #ring: readonly number[];

  constructor(bits: Uint8Array, width: number) {
    this.#bits = bits;
    this.#width = width;
    this.#ring = ring(width);
  }

  /** How often the way around it changes from no line to line: 1 at an end, 3 at a fork. */
  crossings(at: number): number {
    let count = 0;
    for (let step = 0; step < 8; step += 1) {
      const [one, next] = [
        this.#bits[at + (this.#ring[step] ?? 0)] ?? 0,
        this.#bits[at + (this.#ring[(step + 1) % 8] ?? 0)] ?? 0,
      ];
      if (one === 0 && next === 1) count += 1;
    }
    return count;
  }

  /** The first pixels of the branches that leave it. */
  branches(at: number): number[] {
    const starts: number[] = [];
    for (let step = 0; step < 8; step += 1) {
      const here = at + (this.#ring[step] ?? 0);
      const before = at + (this.#ring[(step + 7) % 8] ?? 0);
      if (this.#bits[here] === 1 && this.#bits[before] === 0) starts.push(here);
    }
    return starts;
  }

  /** Along the branch: where it is after so many pixels, and how many it has until it ends or forks. */
  trace(from: number, first: number): { readonly to: number; readonly length: number } {
    let [before, now, length] = [from, first, 1];
    const near = new Set([from, ...this.#ring.map((step) => from + step)]);
    while (length < traced) {
      let next = -1;
      for (const step of this.#ring) {
        const candidate = now + step;
        if (this.#bits[candidate] !== 1 || candidate === before || candidate === from) continue;
        if (length < 2 && near.has(candidate)) continue;
        if (this.#touches(candidate, before)) continue;
        next = candidate;
        break;
      }
      if (next < 0) break;
      [before, now] = [now, next];
      length += 1;
    }
    return { to: now, length };
  }

  #touches(a: number, b: number): boolean {
    const [dx, dy] = [
      Math.abs((a % this.#width) - (b % this.#width)),
      Math.abs(Math.floor(a / this.#width) - Math.floor(b / this.#width)),
    ];
    return dx <= 1 && dy <= 1;
  }
}

const turn = 2 * Math.PI;
const angleBetween = (a: number, b: number): number => {
  const apart = Math.abs(a - b) % turn;
  return apart > Math.PI ? turn - apart : apart;
};

/** @throws NoRidges where nothing can be found that a print has */
export function extract(image: GrayImage): Template {
  const field = ridgeField(image);
  if (field.mask.reduce((sum, one) => sum + one, 0) < leastMasked) throw new NoRidges('There are hardly any ridges.');
  const { width, height } = image;
  const bits = ridgesOf(image, field);
  thin(bits, width, height);
  const lines = new Lines(bits, width);
  const found: Minutia[] = [];
  for (let y = blockSide; y < height - blockSide; y += 1)
    for (let x = blockSide; x < width - blockSide; x += 1) {
      const at = y * width + x;
      if (bits[at] !== 1 || !isInside(field, x, y)) continue;
      const crossings = lines.crossings(at);
      if (crossings !== 1 && crossings !== 3) continue;
      const angle = directionAt(lines, at, width);
      if (angle !== null) found.push({ x, y, angle });
    }
  const kept = withoutCrowds(withoutFacing(found)).slice(0, mostMinutiae);
  if (kept.length < leastMinutiae) throw new NoRidges('There is too little in it to be known again.');
  return {
    count: kept.length,
    x: Float32Array.from(kept, ({ x }) => x),
    y: Float32Array.from(kept, ({ y }) => y),
    angle: Float32Array.from(kept, ({ angle }) => angle),
  };
}

/** With a margin: at the border of what was touched every ridge ends. */
function isInside({ columns, rows, mask }: RidgeField, x: number, y: number): boolean {
  const [column, row] = [Math.floor(x / blockSide), Math.floor(y / blockSide)];
  for (let dy = -border; dy <= border; dy += 1)
    for (let dx = -border; dx <= border; dx += 1) {
      const [one, other] = [column + dx, row + dy];
      if (one < 0 || other < 0 || one >= columns || other >= rows || mask[other * columns + one] === 0) return false;
    }
  return true;
}

/** Into the ridge at an end; at a fork into the stem: against the two that lie closest. Null where a branch is too short to tell. */
function directionAt(lines: Lines, at: number, width: number): number | null {
  const [x, y] = [at % width, Math.floor(at / width)];
  const angles: number[] = [];
  for (const first of lines.branches(at)) {
    const { to, length } = lines.trace(at, first);
    if (length < shortest) return null;
    angles.push((Math.atan2(Math.floor(to / width) - y, (to % width) - x) + turn) % turn);
  }
  const [a, b, c] = angles;
  if (a === undefined) return null;
  if (b === undefined || c === undefined) return angles.length === 1 ? a : null;
  const pairs = [
    { apart: angleBetween(a, b), stem: c },
    { apart: angleBetween(b, c), stem: a },
    { apart: angleBetween(a, c), stem: b },
  ].toSorted((one, other) => one.apart - other.apart);
  return pairs[0]?.stem ?? null;
}

/** Two that look at each other over a gap are one ridge that was broken. */
function withoutFacing(all: readonly Minutia[]): Minutia[] {
  const dropped = new Set<Minutia>();
  for (const [index, one] of all.entries())
    for (const other of all.slice(index + 1)) {
      if (Math.hypot(one.x - other.x, one.y - other.y) > facing) continue;
      if (angleBetween(one.angle, other.angle) > (3 * Math.PI) / 4) dropped.add(one).add(other);
    }
  return all.filter((one) => !dropped.has(one));
}

function withoutCrowds(all: readonly Minutia[]): Minutia[] {
  return all.filter(
    (one) => all.filter((other) => Math.hypot(one.x - other.x, one.y - other.y) < 2 * facing).length <= crowded,
  );
}
