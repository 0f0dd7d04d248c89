// Whoever stands before the simulated reader: lays the finger that is asked for on the glass, well or badly, and lifts it when it was read.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { shownFinger } from '../prints/invented-fingers.ts';

/** What a file of the profile says of the person and the reader; read anew each time, so that it can be changed meanwhile. */
export const glassFile = z.strictObject({
  isPluggedIn: z.boolean(),
  /** One of the reference gateway's people, or the stranger that no database has. */
  person: z.string(),
  /** The one that is asked for, or always this one. */
  finger: z.union([z.literal('asked'), z.number().int().min(1).max(10)]).default('asked'),
  /** `learning`: off the middle first, then too lightly, then well. */
  manner: z.enum(['well', 'learning', 'off-centre', 'light', 'absent']).default('well'),
  /** Which simulated reader is plugged in; the U.are.U where nothing is said. The others take two and four fingers at once. */
  reader: z.enum(['u-are-u', 'fap-45', 'fap-60']).optional(),
});
export type GlassFile = z.infer<typeof glassFile>;

export const nobody: GlassFile = { isPluggedIn: false, person: 'stranger', finger: 'asked', manner: 'absent' };

/** Nothing is plugged in where there is no file. */
export function readGlass(file: string | null): GlassFile {
  if (file === null) return nobody;
  try {
    const parsed = glassFile.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : nobody;
  } catch {
    return nobody;
  }
}

/** What a reader's glass can be told. */
interface Glass {
  place(glass: () => GrayImage): void;
  lift(): void;
}

const untilLaidMilliseconds = 400;
/** From then on, since the finger was laid. */
const learning = { light: 1200, well: 2400 } as const;
const size = { width: 384, height: 288 } as const;
const blank = 246;

export class PersonAtTheGlass {
  readonly #glass: Glass;
  readonly #file: string | null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(glass: Glass, file: string | null) {
    this.#glass = glass;
    this.#file = file;
  }

  asked(position: PrintPosition): void {
    const { finger } = readGlass(this.#file);
    const laid = finger === 'asked' ? position : finger;
    this.#timer = setTimeout(() => this.#lay(laid), untilLaidMilliseconds);
  }

  read(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#glass.lift();
  }

  #lay(finger: number): void {
    const { person, manner } = readGlass(this.#file);
    if (manner === 'absent') return;
    const well = shownFinger(person, finger, size);
    const laidAt = performance.now();
    this.#glass.place(() => asLaid(well, manner, performance.now() - laidAt));
  }
}

export function asLaid(well: GrayImage, manner: GlassFile['manner'], milliseconds: number): GrayImage {
  if (manner === 'off-centre' || (manner === 'learning' && milliseconds < learning.light)) return moved(well, 96);
  if (manner === 'light' || (manner === 'learning' && milliseconds < learning.well)) return lighter(well);
  return well;
}

function moved({ width, height, pixels }: GrayImage, across: number): GrayImage {
  const to = new Uint8Array(width * height).fill(blank);
  for (let row = 0; row < height; row += 1)
    to.set(pixels.subarray(row * width, (row + 1) * width - across), row * width + across);
  return { width, height, pixels: to };
}

const lighter = ({ width, height, pixels }: GrayImage): GrayImage => ({
  width,
  height,
  pixels: Uint8Array.from(pixels, (value) => blank - Math.round(Math.max(0, blank - value) * 0.22)),
});
