// How coarsely each subband is kept so that the image has the bit rate that is wanted (IAFIS-IC-0110 v3, annex C).
import { blockStarts, subbandCount, type Region } from './subbands.ts';

/** Weights of the subbands of the third block: what an eye sees least is kept most coarsely. */
const finestWeights = [1.32, 1.08, 1.42, 1.08, 1.32, 1.42, 1.08, 1.08];
const leastVariance = 1.01;
const fewValues = 16;

/** Which part of the image's coefficients a subband is, about. */
const share = (subband: number): number => (subband < 4 ? 1 / 1024 : subband < blockStarts.third ? 1 / 256 : 1 / 16);

function varianceOf(plane: Float32Array, stride: number, { x, y, width, height }: Region): number {
  let sum = 0;
  let squares = 0;
  for (let row = y; row < y + height; row += 1) {
    for (let at = row * stride + x, end = at + width; at < end; at += 1) {
      const value = plane[at] ?? 0;
      sum += value;
      squares += value * value;
    }
  }
  const count = width * height;
  if (count === 0) return 0;
  // Of a few values their mean tells nothing, but what they are is to be kept.
  return count < fewValues ? squares / count : (squares - (sum * sum) / count) / (count - 1);
}

/** Without the edges, which are often empty; of a few pixels the whole: too few tell nothing. */
function innerPart(region: Region): Region {
  const { x, y, width, height } = region;
  const inner = {
    x: x + Math.floor(width / 8),
    y: y + Math.floor((9 * height) / 32),
    width: Math.floor((3 * width) / 4),
    height: Math.floor((7 * height) / 16),
  };
  return inner.width * inner.height < fewValues ? region : inner;
}

function variances(plane: Float32Array, stride: number, subbands: readonly Region[]): number[] {
  const inner = subbands.map((region) => varianceOf(plane, stride, innerPart(region)));
  const isFaint = inner.slice(0, 4).reduce((sum, variance) => sum + variance, 0) < 20_000;
  return isFaint ? subbands.map((region) => varianceOf(plane, stride, region)) : inner;
}

/**
 * The width of each subband's bins; 0: the subband is not kept.
 * @param bitRate bits a pixel, as of 0.75
 */
export function binWidths(
  plane: Float32Array,
  stride: number,
  subbands: readonly Region[],
  bitRate: number,
): readonly number[] {
  const variance = variances(plane, stride, subbands);
  const relative = variance.map((one, subband) => {
    if (one < leastVariance) return 0;
    if (subband < 4) return 1;
    return 10 / ((finestWeights[subband - blockStarts.third] ?? 1) * Math.log(one));
  });
  const deviation = (subband: number): number => Math.sqrt(variance[subband] ?? 0);
  const binOf = (subband: number): number => relative[subband] ?? 0;
  let kept = Array.from({ length: subbandCount }, (_, subband) => subband).filter((subband) => binOf(subband) > 0);
  let finest = 1;
  while (kept.length > 0) {
    const shares = kept.reduce((sum, subband) => sum + share(subband), 0);
    const product = kept.reduce((all, subband) => all * (deviation(subband) / binOf(subband)) ** share(subband), 1);
    finest = 2 ** (bitRate / shares - 1) / 2.5 / product ** (1 / shares);
    // Those whose bins would be wider than what they hold cost no bits: the rest shares theirs.
    const worth = kept.filter((subband) => binOf(subband) / finest < 5 * deviation(subband));
    if (worth.length === kept.length) break;
    kept = worth;
  }
  return relative.map((one, subband) => {
    const region = subbands[subband];
    if (one === 0 || region === undefined) return 0;
    return Math.max(one / finest, largest(plane, stride, region) / mostSteps);
  });
}

/** A coefficient has 16 bits, and the zero bin takes a little of them. */
const mostSteps = 32_000;

function largest(plane: Float32Array, stride: number, { x, y, width, height }: Region): number {
  let most = 0;
  for (let row = y; row < y + height; row += 1) {
    for (let at = row * stride + x, end = at + width; at < end; at += 1)
      most = Math.max(most, Math.abs(plane[at] ?? 0));
  }
  return most;
}

/** The coefficients of the kept subbands, one behind the other, and where the second and the third block begin. */
export function quantize(
  plane: Float32Array,
  stride: number,
  subbands: readonly Region[],
  bins: ArrayLike<number>,
  zeroBins: ArrayLike<number>,
): { readonly values: Int16Array; readonly blocks: readonly [number, number] } {
  const kept = (subband: number): boolean => (bins[subband] ?? 0) !== 0;
  const count = (to: number): number =>
    subbands.slice(0, to).reduce((sum, { width, height }, i) => sum + (kept(i) ? width * height : 0), 0);
  const values = new Int16Array(count(subbandCount));
  let next = 0;
  for (const [subband, { x, y, width, height }] of subbands.entries()) {
    if (!kept(subband)) continue;
    const bin = bins[subband] ?? 0;
    const half = (zeroBins[subband] ?? 0) / 2;
    for (let row = y; row < y + height; row += 1) {
      for (let at = row * stride + x, end = at + width; at < end; at += 1, next += 1) {
        const value = plane[at] ?? 0;
        if (value > half) values[next] = (value - half) / bin + 1;
        else if (value < -half) values[next] = (value + half) / bin - 1;
      }
    }
  }
  return { values, blocks: [count(blockStarts.second), count(blockStarts.third)] };
}
