// An invented finger as it lies on the glass one time: turned, moved, pressed, stretched, dry or wet, each time otherwise.
import type { GrayImage } from '../../main/biometrics/gray-image.ts';
import { chanceOf, type PrintChance } from './chance.ts';
import type { MasterPrint } from './master-print.ts';

export interface ImpressionWanted {
  readonly seed: number;
  readonly width?: number;
  readonly height?: number;
  /** 0 as good as it can be, 1 as usual, 2 twice as bad: how far it is turned, moved and stretched, and how noisy it is. */
  readonly strength?: number;
}

interface Lay {
  readonly angle: number;
  readonly dx: number;
  readonly dy: number;
  /** Of the touched ellipse, in pixels. */
  readonly across: number;
  readonly down: number;
  /** Above 0 ridges are broad and run together, below they are thin and break. */
  readonly pressure: number;
  readonly noise: number;
}

interface Wave {
  readonly x: number;
  readonly y: number;
  readonly phase: number;
  readonly height: number;
}

const wavesOf = (chance: PrintChance, count: number, height: number, longest: number): readonly Wave[] =>
  Array.from({ length: count }, () => ({
    x: chance.within(-1, 1) / longest,
    y: chance.within(-1, 1) / longest,
    phase: chance.within(0, 2 * Math.PI),
    height: height * chance.within(0.5, 1),
  }));

const sumOf = (waves: readonly Wave[], x: number, y: number): number => {
  let sum = 0;
  for (const wave of waves) sum += wave.height * Math.sin(2 * Math.PI * (wave.x * x + wave.y * y) + wave.phase);
  return sum;
};

/** Between the four points around it; beyond the finger there is no ridge. */
function ridgeAt({ width, height, ridges }: MasterPrint, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) return -1;
  const [right, below] = [x - left, y - top];
  const at = top * width + left;
  const upper = (ridges[at] ?? 0) * (1 - right) + (ridges[at + 1] ?? 0) * right;
  const lower = (ridges[at + width] ?? 0) * (1 - right) + (ridges[at + width + 1] ?? 0) * right;
  return upper * (1 - below) + lower * below;
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** 8 bits at 500 ppi, 0 black (ridges), white where nothing touches. The same for the same finger and seed. */
export function impression(master: MasterPrint, wanted: ImpressionWanted): GrayImage {
  const { seed, width = 320, height = 400, strength = 1 } = wanted;
  const chance = chanceOf(seed, `impression of ${master.person} ${master.finger}`);
  const lay: Lay = {
    angle: chance.within(-0.22, 0.22) * strength,
    dx: chance.within(-18, 18) * strength,
    dy: chance.within(-22, 22) * strength,
    across: width * chance.within(0.38, 0.44),
    down: height * chance.within(0.4, 0.46),
    pressure: chance.within(-0.25, 0.25) * strength,
    noise: 10 * strength,
  };
  // Skin is soft: over a hundred pixels it is a few off. Dryness and the rim are of the same kind.
  const [bendX, bendY] = [wavesOf(chance, 3, 1.6 * strength, 260), wavesOf(chance, 3, 1.6 * strength, 260)];
  const dryness = wavesOf(chance, 6, 0.16 * strength, 60);
  const rim = wavesOf(chance, 4, 0.05, 90);
  const [cosine, sine] = [Math.cos(lay.angle), Math.sin(lay.angle)];
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [fromMiddleX, fromMiddleY] = [x - width / 2, y - height / 2];
      const edge = (fromMiddleX / lay.across) ** 2 + (fromMiddleY / lay.down) ** 2 + sumOf(rim, x, y);
      const touch = Math.max(0, Math.min(1, (1.05 - edge) * 6));
      const grain = (chance.next() + chance.next() - 1) * 2 * lay.noise;
      if (touch === 0) {
        pixels[y * width + x] = clamp(246 + grain / 4);
        continue;
      }
      const [toX, toY] = [fromMiddleX - lay.dx + sumOf(bendX, x, y), fromMiddleY - lay.dy + sumOf(bendY, x, y)];
      const ridge = ridgeAt(
        master,
        toX * cosine - toY * sine + master.width / 2,
        toX * sine + toY * cosine + master.height / 2,
      );
      const skin = Math.tanh(2.2 * (ridge + lay.pressure + sumOf(dryness, x, y)));
      pixels[y * width + x] = clamp(246 - touch * (110 + 95 * skin) + grain);
    }
  }
  return { width, height, pixels };
}
