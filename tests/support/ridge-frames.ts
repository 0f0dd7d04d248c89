// Frames as a reader gives them, of a finger that never was: straight or bent ridges within an ellipse. Enough to measure quality with.
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { createChance } from './random.ts';

export interface RidgeFrame {
  readonly width?: number;
  readonly height?: number;
  /** Of the ellipse, in pixels from the middle of the frame, and its half axes. */
  readonly x?: number;
  readonly y?: number;
  readonly across?: number;
  readonly down?: number;
  /** Pixels from ridge to ridge, their direction in degrees, and how far they are moved against the ellipse. */
  readonly period?: number;
  readonly angle?: number;
  readonly phase?: number;
  /** 0 straight; 1 bent so that at the edge a ridge is a third wider or narrower. */
  readonly bend?: number;
  /** Mean gray of the finger, and how far ridges and valleys are from it. */
  readonly gray?: number;
  readonly swing?: number;
  /** Standard deviation, about, of the sensor's noise. */
  readonly noise?: number;
  readonly seed?: number;
}

/** What a clean finger, held still in the middle, looks like. */
export function ridgeFrame({
  width = 320,
  height = 400,
  x = 0,
  y = 0,
  across = 110,
  down = 150,
  period = 9,
  angle = 30,
  phase = 0,
  bend = 1,
  gray = 135,
  swing = 85,
  noise = 4,
  seed = 1,
}: RidgeFrame = {}): GrayImage {
  const chance = createChance(seed);
  const [cosine, sine] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
  const pixels = new Uint8Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const [dx, dy] = [(at % width) - width / 2 - x, Math.floor(at / width) - height / 2 - y];
    const isTouched = (dx / across) ** 2 + (dy / down) ** 2 <= 1;
    const along = dx * cosine + dy * sine + ((dx * dx + dy * dy) * bend) / 900;
    const ridge = gray + swing * Math.sin(((along + phase) * 2 * Math.PI) / period);
    const value = (isTouched ? ridge : 245) + (chance.next() + chance.next() + chance.next() - 1.5) * 2 * noise;
    pixels[at] = Math.min(Math.max(Math.round(value), 0), 255);
  }
  return { width, height, pixels };
}
