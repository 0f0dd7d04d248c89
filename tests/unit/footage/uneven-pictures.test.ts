// Recordings whose pictures are unevenly apart, as phones and cameras that save power make them, in real Chromium on real H.264.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Segment } from '#contract/footage.ts';
import { frameOf, makeCounter } from './counter.ts';
import { openFootagePage, type FootagePage } from './footage-page.ts';
import { fileId, segmentOf } from './segment-of.ts';

const frames = 60;
/** Four pictures 30 ms apart, then none for 150 ms: the camera saw little move. */
const startOf = (frame: number): number => (frame * 30 + 120 * Math.floor(frame / 5)) / 1000;
const seconds = startOf(frames);
const uneven = [
  '-vf',
  "settb=1/1000,setpts='N*30+120*floor(N/5)'",
  '-fps_mode',
  'passthrough',
  '-enc_time_base',
  '1/1000',
];
const [first, second] = [fileId(1), fileId(2)];

let footage: FootagePage;
let page: Page;
let files: readonly Segment[];

beforeAll(async () => {
  footage = await openFootagePage(async (file) => {
    await makeCounter(file(first), { frames, options: uneven });
    await makeCounter(file(second), { frames, from: frames, options: [...uneven, '-bf', '0'] });
  });
  page = footage.page;
  files = await Promise.all(
    [first, second].map(async (id, at) => segmentOf(id, seconds, { index: at + 1, bytes: await footage.sizeOf(id) })),
  );
}, 180_000);
afterAll(() => footage.close());

const open = (segments: readonly Segment[]): Promise<void> =>
  page.evaluate((facts) => window.harness.open(facts), { frameRate: frames / seconds, segments: [...segments] });
const step = (direction: 1 | -1): Promise<void> => page.evaluate((by) => window.harness.player().step(by), direction);
/** Modulo 25. */
const frameShown = async (): Promise<number> => frameOf((await page.evaluate(() => window.harness.grab())).luma);

async function shownBySteps(direction: 1 | -1, times: number): Promise<number[]> {
  const shown: number[] = [];
  while (shown.length < times) {
    await step(direction);
    shown.push(await frameShown());
  }
  return shown;
}

/** From one picture up or down to another, both with it; what is seen of their numbers. */
const seen = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => (from + Math.sign(to - from) * at) % 25);
const seek = (to: number): Promise<void> => page.evaluate((at) => window.harness.player().seek(at), to);

describe('a recording whose pictures are unevenly apart', () => {
  it('is stepped through picture by picture: none is skipped, none is shown twice', async () => {
    await open(files.slice(0, 1));
    expect(await shownBySteps(1, frames - 1)).toEqual(seen(1, frames - 1));
    expect(await shownBySteps(-1, frames - 1)).toEqual(seen(frames - 2, 0));
  }, 120_000);

  it('stays on its last picture, and on its first', async () => {
    await open(files.slice(0, 1));
    await seek(startOf(frames - 1) + 0.01);
    expect(await shownBySteps(1, 2)).toEqual([(frames - 1) % 25, (frames - 1) % 25]);
    await seek(0);
    expect(await shownBySteps(-1, 2)).toEqual([0, 0]);
  }, 60_000);

  it('is stepped through over the border of its files, in both directions', async () => {
    await open(files);
    await seek(startOf(frames - 3) + 0.01);
    expect(await shownBySteps(1, 6)).toEqual(seen(frames - 2, frames + 3));
    expect(await shownBySteps(-1, 7)).toEqual(seen(frames + 2, frames - 4));
  }, 60_000);

  it('is stepped as fast as the key repeats, one picture for each press', async () => {
    await open(files);
    await page.evaluate(async () => {
      const player = window.harness.player();
      await Promise.all(Array.from({ length: 40 }, () => player.step(1)));
    });
    expect(await frameShown()).toBe(40 % 25);
  }, 60_000);

  it('gives a snapshot of the picture that was asked for, not of the one 30 ms before it that is still on screen', async () => {
    await page.evaluate(() => {
      const announce = Reflect.get<HTMLVideoElement, 'requestVideoFrameCallback'>(
        HTMLVideoElement.prototype,
        'requestVideoFrameCallback',
      );
      const waiting = new WeakMap<HTMLVideoElement, VideoFrameRequestCallback[]>();
      // As on a busy machine: the seek is done, and its picture comes later.
      HTMLVideoElement.prototype.requestVideoFrameCallback = function late(told) {
        const before = waiting.get(this);
        waiting.set(this, [...(before ?? []), told]);
        const listen = (): number =>
          announce.call(this, (now, frame) => {
            listen();
            setTimeout(() => {
              const due = waiting.get(this) ?? [];
              waiting.set(this, []);
              Reflect.set(window, 'announced', frame.mediaTime);
              for (const each of due) each(now, frame);
            }, 150);
          });
        return before === undefined ? listen() : 0;
      };
    });
    await open(files.slice(0, 1));
    for (const frame of [11, 12, 13]) {
      await seek(startOf(frame) + 0.005);
      await page.evaluate(() => window.harness.grab());
      expect(await page.evaluate(() => Reflect.get(window, 'announced') as number)).toBeCloseTo(startOf(frame), 3);
    }
  }, 60_000);
});
