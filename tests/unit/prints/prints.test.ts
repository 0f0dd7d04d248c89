// Invented prints: the same from the same seed, with ridges as far apart as those of people, and each finger like itself alone.
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { CaptureGuide } from '../../../main/biometrics/quality/capture-guide.ts';
import { FrameMeter } from '../../../main/biometrics/quality/frame-meter.ts';
import { PrintKeeper } from '../../../main/biometrics/zeroise.ts';
import { impression } from '../../../native-mocks/prints/impression.ts';
import { masterPrint, type MasterPrint } from '../../../native-mocks/prints/master-print.ts';

let masters: readonly MasterPrint[];
beforeAll(() => {
  masters = [
    masterPrint({ person: 101, finger: 2 }),
    masterPrint({ person: 101, finger: 7 }),
    masterPrint({ person: 108, finger: 2 }),
  ];
});
const master = (at: number): MasterPrint => {
  const one = masters[at];
  if (one === undefined) throw new RangeError('there is none');
  return one;
};

const hashOf = ({ pixels }: GrayImage): string => createHash('sha256').update(pixels).digest('hex');

test('the same seeds give the same print, other seeds another', () => {
  const again = masterPrint({ person: 101, finger: 2 });
  expect(hashOf(impression(again, { seed: 5 }))).toBe(hashOf(impression(master(0), { seed: 5 })));
  const all = [
    impression(master(0), { seed: 5 }),
    impression(master(0), { seed: 6 }),
    impression(master(1), { seed: 5 }),
    impression(master(2), { seed: 5 }),
  ].map(hashOf);
  expect(new Set(all).size).toBe(4);
});

/** Mean length of a wave along rows and columns through the middle, as the ridges cross them; each is at least the true one. */
function crossings({ width, height, pixels }: GrayImage): number {
  const spans: number[] = [];
  const along = (length: number, at: (step: number) => number): void => {
    let ups = 0;
    for (let step = 1; step < length; step += 1) if (at(step - 1) < 128 && at(step) >= 128) ups += 1;
    if (ups > 0) spans.push(length / ups);
  };
  const inner = 160;
  for (let line = -60; line <= 60; line += 6) {
    along(inner, (step) => pixels[(height / 2 + line) * width + width / 2 - inner / 2 + step] ?? 0);
    along(inner, (step) => pixels[(height / 2 - inner / 2 + step) * width + width / 2 + line] ?? 0);
  }
  return Math.min(...spans);
}

test('ridges are as far apart as in a print at 500 ppi', () => {
  for (const at of [0, 1, 2]) {
    const period = crossings(impression(master(at), { seed: 3, strength: 0 }));
    expect(period).toBeGreaterThan(7);
    expect(period).toBeLessThan(12);
  }
});

/** How alike two images are where both are touched, at the shift at which they are most alike. */
function likeness(a: GrayImage, b: GrayImage): number {
  let best = -1;
  for (let dy = -24; dy <= 24; dy += 2)
    for (let dx = -24; dx <= 24; dx += 2) {
      let [sum, count] = [0, 0];
      for (let y = 120; y < 280; y += 3)
        for (let x = 90; x < 230; x += 3) {
          const other = b.pixels[(y + dy) * b.width + x + dx] ?? 255;
          sum += ((a.pixels[y * a.width + x] ?? 255) - 135) * (other - 135);
          count += 1;
        }
      best = Math.max(best, sum / count / 95 ** 2);
    }
  return best;
}

test('two impressions of one finger are alike, those of two fingers are not', () => {
  const wanted = { strength: 0.3 };
  const first = impression(master(0), { seed: 11, ...wanted });
  const same = likeness(first, impression(master(0), { seed: 12, ...wanted }));
  for (const at of [1, 2])
    expect(same).toBeGreaterThan(2 * likeness(first, impression(master(at), { seed: 12, ...wanted })));
});

test('a finger laid down well is accepted by the rules of capture, and what is sent is mostly ridges', () => {
  const keeper = new PrintKeeper();
  const [meter, guide] = [new FrameMeter(keeper), new CaptureGuide()];
  const image = impression(master(0), { seed: 21, strength: 0.3 });
  const states = Array.from({ length: 6 }, () => guide.see(meter.see(image).measure).state);
  expect(states.at(-1)).toBe('accepted');
  expect(meter.see(image).measure.clarity).toBeGreaterThan(0.7);
  keeper.purge();
});
