// Whoever stands before the simulated reader: lays the finger that is asked for on the glass, well or badly, and lifts it when it was read.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { personPattern, shownFinger } from '../prints/invented-fingers.ts';

/** What a file of the profile says of the person and the reader; read anew each time, so that it can be changed meanwhile. */
const glassFile = z.strictObject({
  isPluggedIn: z.boolean(),
  /** One of the reference gateway's people, or the stranger that no database has. */
  person: z.string().regex(personPattern),
  /** The one that is asked for, or always this one. */
  finger: z.union([z.literal('asked'), z.number().int().min(1).max(10)]).default('asked'),
  /** `learning`: off the middle first, then too lightly, then well. */
  manner: z.enum(['well', 'learning', 'off-centre', 'light', 'absent']).default('well'),
  /** Whether to say, beside this file, when the last picture of a finger was given: for whoever measures what follows it. */
  isTimed: z.boolean().optional(),
  /** Which simulated reader is plugged in; the U.are.U where nothing is said. The others take two and four fingers at once. */
  reader: z.enum(['u-are-u', 'fap-45', 'fap-60']).optional(),
});
export type GlassFile = z.infer<typeof glassFile>;

const nobody: GlassFile = { isPluggedIn: false, person: 'stranger', finger: 'asked', manner: 'absent' };

/** Reads it anew each time; what cannot be read, such as a file that is being written, is as it was before. */
export class Glass {
  readonly file: string;
  #last = nobody;

  constructor(file: string) {
    this.file = file;
  }

  /** Nothing is plugged in before there is a file. */
  now(): GlassFile {
    try {
      const parsed = glassFile.safeParse(JSON.parse(readFileSync(this.file, 'utf8')));
      if (parsed.success) this.#last = parsed.data;
    } catch {
      return this.#last;
    }
    return this.#last;
  }
}

/** Where it is said when the last picture of the finger before was given: milliseconds of the wall clock since 1970. */
export const glassTimes = (file: string): string => `${file}.seen`;

/** What a reader's glass can be told. */
interface Plate {
  place(glass: () => GrayImage): void;
  lift(): void;
}

/** Nobody is quicker than the reader is at seeing that its glass is empty. */
const untilLaidMilliseconds = 1000;
/** From then on, since the finger was laid. */
const learning = { light: 1200, well: 2400 } as const;
const size = { width: 384, height: 288 } as const;
const blank = 246;

export class PersonAtTheGlass {
  readonly #plate: Plate;
  readonly #glass: Glass;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #seenAt: number | null = null;
  #laid: GrayImage | null = null;

  constructor(plate: Plate, glass: Glass) {
    this.#plate = plate;
    this.#glass = glass;
  }

  asked(position: PrintPosition): void {
    const { finger } = this.#glass.now();
    const laid = finger === 'asked' ? position : finger;
    this.#timer = setTimeout(() => this.#lay(laid), untilLaidMilliseconds);
  }

  /** A picture of the glass is about to be given. */
  seen(): void {
    this.#seenAt = Date.now();
  }

  read(): void {
    this.#tellTime();
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#plate.lift();
    // What is left of a print in this process shall be the product's, so that it can be looked for.
    this.#laid?.pixels.fill(0);
    this.#laid = null;
  }

  #tellTime(): void {
    if (this.#seenAt === null || this.#glass.now().isTimed !== true) return;
    writeFileSync(glassTimes(this.#glass.file), String(this.#seenAt));
  }

  #lay(finger: number): void {
    const { person, manner } = this.#glass.now();
    if (manner === 'absent') return;
    const well = shownFinger(person, finger, size);
    this.#laid = well;
    const laidAt = performance.now();
    this.#plate.place(() => asLaid(well, manner, performance.now() - laidAt));
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
