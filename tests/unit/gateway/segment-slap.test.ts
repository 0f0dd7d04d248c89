// The reference gateway cuts an image of several fingers into fingers, from left to right, or refuses it: never a finger under another's name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import {
  NotASlap,
  segmentSlap,
  slapFingers,
  type SlapPosition,
} from '../../../native-mocks/peers/gateway/segment-slap.ts';
import { errorOf } from '../../support/error-of.ts';

interface Laid {
  readonly x: number;
  readonly y: number;
  /** Half of what it is wide and high, in pixels. */
  readonly across: number;
  readonly down: number;
  /** Its darkest gray, by which it is known again. */
  readonly ink: number;
}

const [width, height] = [1600, 1500];

/** Stripes nine pixels wide in ellipses on a plate that is nearly white. */
function plate(fingers: readonly Laid[], { noise = 0 } = {}): GrayImage {
  const pixels = new Uint8Array(width * height).fill(248);
  if (noise > 0) for (let at = 0; at < pixels.length; at += 1) pixels[at] = 248 - ((at * 7919) % (noise + 1));
  for (const { x, y, across, down, ink } of fingers)
    for (let row = Math.max(0, Math.ceil(y - down)); row < Math.min(height, y + down); row += 1)
      for (let column = Math.max(0, Math.ceil(x - across)); column < Math.min(width, x + across); column += 1)
        if (((column - x) / across) ** 2 + ((row - y) / down) ** 2 <= 1)
          pixels[row * width + column] = Math.floor(row / 4.5) % 2 === 0 ? ink : 235;
  return { width, height, pixels };
}

const finger = (x: number, y: number, ink: number, part: Partial<Laid> = {}): Laid => ({
  x,
  y,
  across: 140,
  down: 210,
  ink,
  ...part,
});
const fourFingers = [finger(220, 760, 40), finger(590, 640, 50), finger(970, 660, 60), finger(1340, 820, 70)];
const darkest = ({ pixels }: GrayImage): number => pixels.reduce((least, value) => Math.min(least, value), 255);
const seen = (slap: GrayImage, position: SlapPosition): (readonly [number, number])[] =>
  segmentSlap(slap, position).map(({ position: at, image }) => [at, darkest(image)]);

test.each<[SlapPosition, readonly Laid[], (readonly [number, number])[]]>([
  [
    13,
    fourFingers,
    [
      [2, 40],
      [3, 50],
      [4, 60],
      [5, 70],
    ],
  ],
  [
    14,
    fourFingers,
    [
      [10, 40],
      [9, 50],
      [8, 60],
      [7, 70],
    ],
  ],
  [
    15,
    fourFingers.slice(1, 3),
    [
      [6, 50],
      [1, 60],
    ],
  ],
])('position %i gives its fingers from left to right, each its own', (position, laid, expected) => {
  expect(seen(plate(laid), position)).toEqual(expected);
});

test('a finger that is cut out is as it lay there, on white, and the slap is as it was', () => {
  const slap = plate(fourFingers);
  const before = Uint8Array.from(slap.pixels);
  const [index] = segmentSlap(slap, 13);
  expect(Buffer.compare(slap.pixels, before)).toBe(0);
  if (index === undefined) throw new Error('no finger');
  const { image } = index;
  expect(image.pixels).toHaveLength(image.width * image.height);
  expect(image.width).toBeGreaterThanOrEqual(280);
  expect(image.width).toBeLessThan(280 + 4 * 16);
  const ink = (pixels: Uint8Array): number => pixels.reduce((count, value) => count + (value === 40 ? 1 : 0), 0);
  // Every pixel of it, and none of the others.
  expect(ink(image.pixels)).toBe(ink(slap.pixels));
  // Of its own: overwriting it changes nothing of the slap.
  image.pixels.fill(0);
  expect(Buffer.compare(slap.pixels, before)).toBe(0);
});

test('a slanting neighbour that reaches over a finger is not in its image', () => {
  const slanting = [
    finger(270, 600, 40),
    finger(590, 640, 50, { across: 120, down: 190 }),
    // Its lower joint reaches below the first finger, as those of a turned hand do.
    finger(510, 1050, 50, { across: 120, down: 170 }),
    finger(940, 660, 60),
    finger(1340, 760, 70),
  ];
  const fingers = segmentSlap(plate(slanting), 13);
  const inks = (image: GrayImage): number[] => [40, 50, 60, 70].filter((ink) => image.pixels.includes(ink));
  expect(fingers.map(({ image }) => inks(image))).toEqual([[40], [50], [60], [70]]);
});

test('a crease, specks of dirt, noise and fingers at the rim of the plate change nothing', () => {
  const laid = [
    finger(130, 500, 40),
    // Parted by a crease.
    finger(590, 500, 50, { down: 150 }),
    finger(590, 800, 50, { down: 120 }),
    finger(970, 1400, 60),
    finger(1480, 820, 70),
    finger(780, 200, 20, { across: 30, down: 30 }),
    finger(1200, 1300, 20, { across: 20, down: 60 }),
  ];
  expect(seen(plate(laid, { noise: 12 }), 13)).toEqual([
    [2, 40],
    [3, 50],
    [4, 60],
    [5, 70],
  ]);
});

test.each<[string, SlapPosition, readonly Laid[], RegExp]>([
  ['nothing touches', 13, [], /four fingers of the right hand .* 4 fingers, and not 0$/],
  ['one is missing', 13, fourFingers.slice(1), /4 fingers, and not 3$/],
  [
    'one is too many',
    14,
    [...fourFingers.slice(0, 3), finger(1250, 700, 70, { across: 80 }), finger(1480, 700, 80, { across: 80 })],
    /left hand .* not 5$/,
  ],
  [
    'two run together',
    13,
    [finger(220, 760, 40), finger(480, 700, 50), ...fourFingers.slice(2)],
    /4 fingers, and not 3$/,
  ],
  ['a hand for thumbs', 15, fourFingers, /both thumbs .* 2 fingers, and not 4$/],
  [
    'two run together beside a stray one',
    15,
    [finger(400, 700, 40, { across: 200 }), finger(760, 700, 40, { across: 200 }), finger(1340, 700, 50)],
    /some run together$/,
  ],
])('%s: refused in words', (_name, position, laid, words) => {
  const refused = (): unknown => segmentSlap(plate(laid), position);
  expect(refused).toThrow(NotASlap);
  expect(refused).toThrow(words);
});

test('any picture of any size is cut into as many fingers as there should be, or refused, and nothing else', () => {
  const laid = fc.record({
    x: fc.constantFrom(-60, 0, 10, 250, 300, 420),
    y: fc.integer({ min: -50, max: 200 }),
    w: fc.integer({ min: 1, max: 220 }),
    h: fc.integer({ min: 1, max: 600 }),
  });
  const asked = fc.constantFrom<SlapPosition[]>(13, 14, 15);
  const pictures = fc.tuple(
    asked,
    fc.integer({ min: 1, max: 600 }),
    fc.integer({ min: 1, max: 400 }),
    fc.array(laid, { maxLength: 6 }),
  );
  let cut = 0;
  fc.assert(
    fc.property(pictures, ([position, across, down, all]) => {
      const pixels = new Uint8Array(across * down).fill(250);
      for (const { x, y, w, h } of all)
        for (let row = Math.max(0, y); row < Math.min(down, y + h); row += 1)
          for (let column = Math.max(0, x); column < Math.min(across, x + w); column += 1)
            pixels[row * across + column] = (row >> 2) % 2 === 0 ? 30 : 220;
      const slap = { width: across, height: down, pixels };
      const error = errorOf(() => {
        const fingers = segmentSlap(slap, position);
        cut += 1;
        expect(fingers.map((one) => one.position)).toEqual(slapFingers[position]);
        for (const { image } of fingers) expect(image.pixels).toHaveLength(image.width * image.height);
      });
      expect([NotASlap, null]).toContain(error);
    }),
    { numRuns: 300 },
  );
  expect(cut).toBeGreaterThan(0);
});
