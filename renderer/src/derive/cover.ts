// Covers boxes in the planes of a picture. Blur and mosaic are drawn from what surrounds the box alone: nothing that lay in it,
// not its mean colour, is in what comes out. Pure.
import type { BoxEffect } from '#contract/recipe.ts';
import type { Area } from './boxes.ts';

/** One plane of a picture as WebCodecs lays it out. */
export interface Plane {
  readonly offset: number;
  readonly stride: number;
  readonly width: number;
  readonly height: number;
  /** Bytes a sample: 2 where two colours take turns, 4 for RGB. */
  readonly components: number;
  /** Pixels of the picture that one sample stands for, either way. */
  readonly subsampling: 1 | 2;
  /** What black is, by component. */
  readonly black: readonly number[];
}

/** Degrees clockwise by which a picture is turned when it is shown. */
export type Rotation = 0 | 90 | 180 | 270;

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface CoveredBox {
  readonly area: Area;
  readonly effect: BoxEffect;
}

/** @param rotation degrees clockwise by which the picture is turned when it is shown: boxes lie on what is seen */
export function coverBoxes(
  data: Uint8Array,
  planes: readonly Plane[],
  size: { readonly width: number; readonly height: number },
  rotation: Rotation,
  boxes: readonly CoveredBox[],
): void {
  const placed = boxes.map(({ area, effect }) => ({ effect, rectangle: pixelsOf(unturned(area, rotation), size) }));
  // All of them go first, so that one box never draws from what another is there to hide.
  for (const plane of planes) {
    for (const { rectangle } of placed) blacken(data, plane, samplesOf(rectangle, plane));
    for (const { effect, rectangle } of placed) {
      if (effect !== 'black') fillFromAround(data, plane, samplesOf(rectangle, plane), effect === 'pixelate');
    }
  }
}

/** From the picture as it is seen to the picture as it is stored. */
export function unturned({ x, y, width, height }: Area, rotation: Rotation): Area {
  switch (rotation) {
    case 0:
      return { x, y, width, height };
    case 90:
      return { x: y, y: 1 - x - width, width: height, height: width };
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height };
    case 270:
      return { x: 1 - y - height, y: x, width: height, height: width };
  }
}

/** Rounded outwards to whole blocks of colour: no pixel of the box is left at its edge. */
function pixelsOf(area: Area, { width, height }: { readonly width: number; readonly height: number }): Rectangle {
  const down = (value: number): number => Math.max(0, Math.floor(value / 2) * 2);
  const up = (value: number, most: number): number => Math.min(most, Math.ceil(value / 2) * 2);
  return {
    left: down(area.x * width),
    top: down(area.y * height),
    right: up((area.x + area.width) * width, width),
    bottom: up((area.y + area.height) * height, height),
  };
}

function samplesOf({ left, top, right, bottom }: Rectangle, { subsampling, width, height }: Plane): Rectangle {
  return {
    left: Math.floor(left / subsampling),
    top: Math.floor(top / subsampling),
    right: Math.min(width, Math.ceil(right / subsampling)),
    bottom: Math.min(height, Math.ceil(bottom / subsampling)),
  };
}

function blacken(data: Uint8Array, plane: Plane, { left, top, right, bottom }: Rectangle): void {
  for (let y = top; y < bottom; y++) {
    const row = plane.offset + y * plane.stride;
    for (let x = left; x < right; x++) {
      for (let c = 0; c < plane.components; c++) data[row + x * plane.components + c] = plane.black[c] ?? 0;
    }
  }
}

/** Blends the four edges outside the box into each other; in tiles for a mosaic. */
function fillFromAround(data: Uint8Array, plane: Plane, rectangle: Rectangle, inTiles: boolean): void {
  const { left, top, right, bottom } = rectangle;
  const [width, height] = [right - left, bottom - top];
  if (width <= 0 || height <= 0) return;
  const tile = inTiles ? Math.max(2, Math.round(Math.max(width, height) / 8)) : 1;
  for (let c = 0; c < plane.components; c++) {
    const edges = edgesAround(data, plane, rectangle, c);
    if (edges === null) continue;
    for (let y = 0; y < height; y++) {
      const row = plane.offset + (top + y) * plane.stride + left * plane.components + c;
      const sampleY = Math.min(height - 1, y - (y % tile) + (tile >> 1));
      const down = (sampleY + 0.5) / height;
      for (let x = 0; x < width; x++) {
        const sampleX = Math.min(width - 1, x - (x % tile) + (tile >> 1));
        const across = (sampleX + 0.5) / width;
        const fromTopAndBottom = at(edges.top, sampleX) * (1 - down) + at(edges.bottom, sampleX) * down;
        const fromSides = at(edges.left, sampleY) * (1 - across) + at(edges.right, sampleY) * across;
        data[row + x * plane.components] = (fromTopAndBottom + fromSides) / 2;
      }
    }
  }
}

const at = (values: Float32Array, index: number): number => values[index] ?? 0;

interface Edges {
  readonly top: Float32Array;
  readonly bottom: Float32Array;
  readonly left: Float32Array;
  readonly right: Float32Array;
}

/** The samples just outside the box, smoothed; an edge of the picture borrows from the others. Null where the box is all of it. */
function edgesAround(data: Uint8Array, plane: Plane, rectangle: Rectangle, component: number): Edges | null {
  const { left, top, right, bottom } = rectangle;
  const sample = (x: number, y: number): number =>
    data[plane.offset + y * plane.stride + x * plane.components + component] ?? 0;
  const line = (count: number, isThere: boolean, value: (index: number) => number): Float32Array | null =>
    isThere ? smoothed(Float32Array.from({ length: count }, (_, index) => value(index))) : null;
  const found = {
    top: line(right - left, top > 0, (index) => sample(left + index, top - 1)),
    bottom: line(right - left, bottom < plane.height, (index) => sample(left + index, bottom)),
    left: line(bottom - top, left > 0, (index) => sample(left - 1, top + index)),
    right: line(bottom - top, right < plane.width, (index) => sample(right, top + index)),
  };
  const lines = [found.top, found.bottom, found.left, found.right].filter((edge) => edge !== null);
  if (lines.length === 0) return null;
  const mean = lines.reduce((sum, edge) => sum + meanOf(edge), 0) / lines.length;
  const flat = (count: number): Float32Array => new Float32Array(count).fill(mean);
  return {
    top: found.top ?? found.bottom ?? flat(right - left),
    bottom: found.bottom ?? found.top ?? flat(right - left),
    left: found.left ?? found.right ?? flat(bottom - top),
    right: found.right ?? found.left ?? flat(bottom - top),
  };
}

const meanOf = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A running mean over a quarter of the edge. */
function smoothed(values: Float32Array): Float32Array {
  const reach = Math.max(1, Math.round(values.length / 8));
  const sums = new Float64Array(values.length + 1);
  for (const [index, value] of values.entries()) sums[index + 1] = (sums[index] ?? 0) + value;
  return values.map((_, index) => {
    const from = Math.max(0, index - reach);
    const until = Math.min(values.length, index + reach + 1);
    return ((sums[until] ?? 0) - (sums[from] ?? 0)) / (until - from);
  });
}
