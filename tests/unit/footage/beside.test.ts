// Two recordings side by side, in real Chromium: the second follows the first, moment by moment.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  adjustmentWords,
  clockOffset,
  overlapSeconds,
} from '../../../renderer/src/features/footage/player/beside-offset.ts';
import { trimFor } from '../../../renderer/src/features/footage/player/sync-pair.ts';
import { frameOf, makeCounter } from './counter.ts';
import { openFootagePage, type FootagePage } from './footage-page.ts';
import { fileId, segmentOf } from './segment-of.ts';

const frameRate = 25;
const [mine, theirs] = [fileId(1), fileId(2)];
const frames = 300;
const seconds = frames / frameRate;
/** The other camera began so many frames earlier: its frame n + 40 is our frame n. */
const earlier = 40;

let footage: FootagePage;
let page: Page;

beforeAll(async () => {
  footage = await openFootagePage(async (file) => {
    await makeCounter(file(mine), { frames, tone: 440 });
    await makeCounter(file(theirs), { frames, from: -earlier + 50, tone: 660 });
  });
  page = footage.page;
}, 180_000);
afterAll(() => footage.close());

async function openPair(): Promise<void> {
  const facts = (id: typeof mine) => ({ frameRate, segments: [segmentOf(id, seconds)] });
  await page.evaluate((known) => window.harness.open(known), facts(mine));
  await page.evaluate(([known, offset]) => window.harness.pair(known, offset), [
    facts(theirs),
    earlier / frameRate,
  ] as const);
}

/** How far apart the two are, sample by sample while they play, in frames. */
const watchedApart = (milliseconds: number): Promise<number[]> =>
  page.evaluate(
    async ([long, rate]) => {
      const apart: number[] = [];
      const until = performance.now() + long;
      while (performance.now() < until) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        apart.push(Math.abs(window.harness.syncPair().drift() * rate));
      }
      return apart;
    },
    [milliseconds, frameRate] as const,
  );

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 99;

describe('two recordings side by side', () => {
  it('show the same moment wherever the first one is taken', async () => {
    await openPair();
    for (const frame of [10, 200, 77]) {
      await page.evaluate((to) => window.harness.player().seek(to), (frame + 0.5) / frameRate);
      const one = await page.evaluate(() => window.harness.grab());
      await page.waitForFunction(() => window.harness.follower().settled());
      const other = await page.evaluate(async () => (await window.harness.follower().grabFrame()).fileSeconds);
      expect(frameOf(one.luma)).toBe(frame % 25);
      expect(Math.floor(other * frameRate + 1e-6)).toBe(frame + earlier);
    }
  }, 60_000);

  it.each([1, 2])(
    'play a frame or so apart at most, at %d×',
    async (speed) => {
      await openPair();
      await page.evaluate((to) => {
        window.harness.player().act({ do: 'set-speed', speed: to });
        window.harness.player().act({ do: 'play' });
      }, speed);
      await watchedApart(1500);
      expect(middle(await watchedApart(1500))).toBeLessThanOrEqual(1.5);
      await page.evaluate(() => window.harness.player().act({ do: 'pause' }));
      await page.waitForFunction(() => window.harness.follower().playback().rate === 0);
      await expect
        .poll(() => page.evaluate(() => Math.abs(window.harness.syncPair().drift())))
        .toBeLessThan(1 / frameRate);
    },
    60_000,
  );

  it('come together again when one of them was held up', async () => {
    await openPair();
    await page.evaluate(() => window.harness.player().act({ do: 'play' }));
    await watchedApart(800);
    await page.evaluate(() => {
      const videos = document.querySelectorAll('video');
      const last = videos[videos.length - 1];
      if (last !== undefined) last.currentTime -= 0.25;
    });
    await expect.poll(async () => middle(await watchedApart(300)), { timeout: 8000 }).toBeLessThanOrEqual(1.5);
    await page.evaluate(() => window.harness.player().act({ do: 'pause' }));
  }, 60_000);

  it('leave the second one standing where it was not recording', async () => {
    await openPair();
    await page.evaluate((to) => window.harness.player().seek(to), seconds - 0.2);
    expect(await page.evaluate(() => window.harness.syncPair().overlaps())).toBe(false);
    await page.evaluate(() => window.harness.player().act({ do: 'play' }));
    expect(await page.evaluate(() => window.harness.follower().playback().rate)).toBe(0);
  }, 60_000);
});

describe('the moment that two recordings share', () => {
  const at = (startedAt: string | null, durationSeconds: number) => ({ startedAt, durationSeconds });

  it('is told by their clocks', () => {
    const first = at('2026-11-22T14:00:10Z', 60);
    const second = at('2026-11-22T14:00:00Z', 30);
    expect(clockOffset(first, second)).toBe(10);
    expect(clockOffset(second, first)).toBe(-10);
    expect(overlapSeconds(first, second)).toBe(20);
    expect(overlapSeconds(second, first)).toBe(20);
    expect(overlapSeconds(first, at('2026-11-22T15:00:00Z', 30))).toBeLessThan(0);
    expect(clockOffset(first, at(null, 30))).toBe(0);
    expect([0, 0.04, -1].map(adjustmentWords)).toEqual(['by their clocks', '+0.04 s', '−1.00 s']);
  });

  it('is kept by playing a little faster or slower, never so that it is heard as wrong', () => {
    expect(trimFor(0.001)).toBe(1);
    expect(trimFor(0.04)).toBeCloseTo(0.92);
    expect(trimFor(-0.3)).toBe(1.1);
    expect(trimFor(0.3)).toBe(0.9);
  });
});
