// From a print to the thin lines of its ridges: waves along the ridges pick them out, and Guo and Hall's thinning leaves one pixel of each.
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { blockSide, type RidgeField } from './ridge-field.ts';

const directions = 24;
const radius = 6;
const side = 2 * radius + 1;
const spread = 3.2;

const known = new Map<number, readonly Float32Array[]>();

function kernelsFor(period: number): readonly Float32Array[] {
  const steps = Math.round(period * 2);
  const found = known.get(steps);
  if (found !== undefined) return found;
  const kernels = Array.from({ length: directions }, (_, at) => {
    const angle = (at * Math.PI) / directions;
    const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
    const kernel = new Float32Array(side * side);
    let sum = 0;
    for (let y = -radius; y <= radius; y += 1)
      for (let x = -radius; x <= radius; x += 1) {
        const across = -x * sine + y * cosine;
        const value = Math.exp(-(x * x + y * y) / (2 * spread * spread)) * Math.cos((4 * Math.PI * across) / steps);
        kernel[(y + radius) * side + x + radius] = value;
        sum += value;
      }
    return kernel.map((value) => value - sum / kernel.length);
  });
  known.set(steps, kernels);
  return kernels;
}

/** 1 on ridges. */
export function ridgesOf({ width, height, pixels }: GrayImage, field: RidgeField): Uint8Array {
  const kernels = kernelsFor(field.period);
  const ridges = new Uint8Array(width * height);
  for (let block = 0; block < field.mask.length; block += 1) {
    if (field.mask[block] === 0) continue;
    const kernel = kernels[Math.round(((field.direction[block] ?? 0) / Math.PI) * directions) % directions];
    if (kernel === undefined) continue;
    const [left, top] = [(block % field.columns) * blockSide, Math.floor(block / field.columns) * blockSide];
    for (let y = Math.max(radius, top); y < Math.min(height - radius, top + blockSide); y += 1)
      for (let x = Math.max(radius, left); x < Math.min(width - radius, left + blockSide); x += 1) {
        let sum = 0;
        for (let dy = 0; dy < side; dy += 1) {
          const row = (y + dy - radius) * width + x - radius;
          const line = dy * side;
          for (let dx = 0; dx < side; dx += 1) sum += (kernel[line + dx] ?? 0) * (pixels[row + dx] ?? 0);
        }
        if (sum < 0) ridges[y * width + x] = 1;
      }
  }
  return ridges;
}

/** Guo and Hall, 1989, in place: one pixel of each line is left, and what hangs together stays so. */
export function thin(bits: Uint8Array, width: number, height: number): void {
  let points: number[] = [];
  for (let y = 1; y < height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) if (bits[y * width + x] === 1) points.push(y * width + x);
  const gone: number[] = [];
  for (let unchanged = 0, half = 0; unchanged < 2; half = 1 - half) {
    gone.length = 0;
    for (const at of points) {
      const p2 = bits[at - width] ?? 0;
      const p3 = bits[at - width + 1] ?? 0;
      const p4 = bits[at + 1] ?? 0;
      const p5 = bits[at + width + 1] ?? 0;
      const p6 = bits[at + width] ?? 0;
      const p7 = bits[at + width - 1] ?? 0;
      const p8 = bits[at - 1] ?? 0;
      const p9 = bits[at - width - 1] ?? 0;
      const parts = ((p2 ^ 1) & (p3 | p4)) + ((p4 ^ 1) & (p5 | p6)) + ((p6 ^ 1) & (p7 | p8)) + ((p8 ^ 1) & (p9 | p2));
      if (parts !== 1) continue;
      const one = (p9 | p2) + (p3 | p4) + (p5 | p6) + (p7 | p8);
      const other = (p2 | p3) + (p4 | p5) + (p6 | p7) + (p8 | p9);
      const least = Math.min(one, other);
      if (least < 2 || least > 3) continue;
      const stays = half === 0 ? (p6 | p7 | (p9 ^ 1)) & p8 : (p2 | p3 | (p5 ^ 1)) & p4;
      if (stays === 0) gone.push(at);
    }
    for (const at of gone) bits[at] = 0;
    unchanged = gone.length === 0 ? unchanged + 1 : 0;
    if (gone.length > 0) points = points.filter((at) => bits[at] === 1);
  }
}
