// An invented finger: its ridges grown from noise along the flow, as SFinGe does it (Cappelli, Maio and Maltoni, 2002). Where the flow
// forces ridges together or apart they end and fork by themselves. Never made from anybody's finger.
import { chanceOf } from './chance.ts';
import { ridgeFlow, type Pattern } from './ridge-flow.ts';

export interface MasterPrint {
  readonly person: number;
  /** 1 right thumb … 10 left little. */
  readonly finger: number;
  readonly pattern: Pattern;
  readonly width: number;
  readonly height: number;
  /** -1 in the middle of a valley to 1 on the top of a ridge. */
  readonly ridges: Float32Array;
}

/** At 500 ppi; larger than what a reader sees, so that a finger may lie otherwise each time. */
const width = 400;
const height = 480;
const directions = 32;
const radius = 8;
const side = 2 * radius + 1;
const rounds = 7;
/** Of the bell over the waves: three ridges. */
const spread = 3.6;

/** For each direction: waves across the ridges under a bell, without a mean. */
function kernels(period: number): Float32Array[] {
  return Array.from({ length: directions }, (_, at) => {
    const angle = (at * Math.PI) / directions;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const kernel = new Float32Array(side * side);
    let sum = 0;
    let bells = 0;
    const bellAt = (x: number, y: number): number => Math.exp(-(x * x + y * y) / (2 * spread * spread));
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) {
        const across = -x * sine + y * cosine;
        const value = bellAt(x, y) * Math.cos((2 * Math.PI * across) / period);
        kernel[(y + radius) * side + x + radius] = value;
        sum += value;
        bells += bellAt(x, y);
      }
    let power = 0;
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) {
        const place = (y + radius) * side + x + radius;
        const level = (kernel[place] ?? 0) - (sum * bellAt(x, y)) / bells;
        kernel[place] = level;
        power += level * level;
      }
    return kernel.map((value) => (2 * value) / power);
  });
}

/** One round of growing; the border stays as it is. */
function grow(from: Float32Array, to: Float32Array, flow: Uint8Array, waves: readonly Float32Array[]): void {
  for (let y = radius; y < height - radius; y += 1) {
    for (let x = radius; x < width - radius; x += 1) {
      const kernel = waves[flow[y * width + x] ?? 0] ?? new Float32Array(side * side);
      let sum = 0;
      for (let dy = 0; dy < side; dy += 1) {
        const row = (y + dy - radius) * width + x - radius;
        const line = dy * side;
        for (let dx = 0; dx < side; dx += 1) sum += (kernel[line + dx] ?? 0) * (from[row + dx] ?? 0);
      }
      to[y * width + x] = Math.max(-1, Math.min(1, sum));
    }
  }
}

/** The same for the same person and finger, on every machine. About half a second. */
export function masterPrint({ person, finger }: { readonly person: number; readonly finger: number }): MasterPrint {
  const chance = chanceOf(person, `finger ${finger}`);
  const flow = ridgeFlow(width, height, chance);
  const period = chance.within(8.2, 9.8);
  const waves = kernels(period);
  const steps = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const turns = flow.at(x, y) / Math.PI;
      steps[y * width + x] = Math.round((turns - Math.floor(turns)) * directions) % directions;
    }
  let [now, next] = [
    Float32Array.from({ length: width * height }, () => chance.within(-0.5, 0.5)),
    new Float32Array(width * height),
  ];
  for (let round = 0; round < rounds; round += 1) {
    grow(now, next, steps, waves);
    [now, next] = [next, now];
  }
  return { person, finger, pattern: flow.pattern, width, height, ridges: now };
}
