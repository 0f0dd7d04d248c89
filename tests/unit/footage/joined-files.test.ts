// A recording that the camera split into files, played as one, in real Chromium on real H.264 with sound.
import { truncate } from 'node:fs/promises';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Segment } from '#contract/footage.ts';
import { frameOf, makeCounter, onScreen } from './counter.ts';
import { openFootagePage, type FootagePage } from './footage-page.ts';
import { fileId, segmentOf } from './segment-of.ts';

const frameRate = 25;
const framesEach = 60;
const [first, second, third, broken] = [fileId(1), fileId(2), fileId(3), fileId(4)];
/** The same three, with two digits to each frame. */
const numbered = [fileId(5), fileId(6), fileId(7)];

let footage: FootagePage;
let page: Page;

beforeAll(async () => {
  footage = await openFootagePage(async (file) => {
    for (const [at, id] of [first, second, third].entries()) {
      await makeCounter(file(id), { frames: framesEach, from: at * framesEach, tone: 440 });
      await makeCounter(file(numbered[at] ?? id), {
        frames: framesEach,
        from: at * framesEach,
        tone: 440,
        twoDigits: true,
      });
    }
    await makeCounter(file(broken), { frames: framesEach });
    await truncate(file(broken), 300);
  });
  page = footage.page;
}, 180_000);
afterAll(() => footage.close());

const each = framesEach / frameRate;
const whole: Segment[] = [first, second, third].map((id, at) => segmentOf(id, each, { index: at + 1 }));

const openFiles = (segments: readonly Segment[]): Promise<void> =>
  page.evaluate((facts) => window.harness.open(facts), { frameRate, segments: [...segments] });
const seek = (seconds: number): Promise<void> => page.evaluate((to) => window.harness.player().seek(to), seconds);
const step = (direction: 1 | -1): Promise<void> => page.evaluate((by) => window.harness.player().step(by), direction);
const seconds = (): Promise<number> => page.evaluate(() => window.harness.player().seconds());
const rests = (): Promise<unknown> => page.waitForFunction(() => window.harness.player().playback().rate === 0);
/** The number, modulo 25, of the frame that the player stands on. */
const frameShown = async (): Promise<number> => frameOf((await page.evaluate(() => window.harness.grab())).luma);

describe('a recording of several files', () => {
  it('is as long as all of them, and is sought in as one', async () => {
    await openFiles(whole);
    expect(await page.evaluate(() => window.harness.player().duration())).toBeCloseTo(3 * each, 3);
    for (const frame of [130, 5, 61, 179, 59, 60, 119]) {
      await seek((frame + 0.5) / frameRate);
      expect(await frameShown()).toBe(frame % 25);
    }
  }, 60_000);

  it('is stepped through frame by frame over its borders, in both directions', async () => {
    await openFiles(whole);
    await seek((framesEach - 2.5) / frameRate);
    expect(await frameShown()).toBe((framesEach - 3) % 25);
    for (let frame = framesEach - 2; frame < framesEach + 3; frame += 1) {
      await step(1);
      expect(await frameShown()).toBe(frame % 25);
    }
    for (let frame = framesEach + 1; frame >= framesEach - 3; frame -= 1) {
      await step(-1);
      expect(await frameShown()).toBe(frame % 25);
    }
  }, 60_000);

  it('plays over its borders without losing the last picture of one file or the first of the next', async () => {
    await openFiles(numbered.map((id, at) => segmentOf(id, each, { index: at + 1 })));
    await seek((framesEach - 15.5) / frameRate);
    const seen = await page.evaluate(() => window.harness.watch());
    const frames = seen.map(({ halves: [units, more] }) => frameOf(units) + 25 * frameOf(more));
    // A busy machine skips pictures, but none beside a border: the player waits there.
    for (const border of [framesEach, 2 * framesEach]) expect(frames.join(' ')).toContain(`${border - 1} ${border}`);
    expect(frames).toEqual(frames.toSorted((a, b) => a - b));
    expect(await seconds()).toBeGreaterThan(3 * each - 0.1);
  }, 60_000);

  it('rewinds over a border', async () => {
    await openFiles(whole);
    await seek(each + 0.5);
    expect(await frameShown()).toBe((framesEach + 12) % 25);
    await page.evaluate(() => {
      for (let press = 0; press < 3; press += 1) window.harness.player().act({ do: 'shuttle-back' });
    });
    await rests();
    expect(await seconds()).toBe(0);
    expect(await frameShown()).toBe(0);
  }, 60_000);

  it('loops a range that lies over a border', async () => {
    await openFiles(whole);
    await page.evaluate((at) => {
      const player = window.harness.player();
      player.setLoop({ startSeconds: at - 0.3, endSeconds: at + 0.3 });
      player.act({ do: 'play' });
    }, each);
    const passes = await page.evaluate(async (border) => {
      const player = window.harness.player();
      let passes = 0;
      let before = player.seconds();
      while (passes < 3) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const now = player.seconds();
        if (now > border + 0.45) throw new Error(`left the loop at ${now}`);
        if (now < before - 0.2) passes += 1;
        before = now;
      }
      return passes;
    }, each);
    expect(passes).toBe(3);
    await page.evaluate(() => {
      window.harness.player().setLoop(null);
      window.harness.player().act({ do: 'pause' });
    });
  }, 60_000);

  it('plays one range and stops at its end', async () => {
    await openFiles(whole);
    await page.evaluate((at) => {
      window.harness.player().playRange({ startSeconds: at - 0.4, endSeconds: at + 0.4 });
    }, each);
    await rests();
    expect(Math.abs((await seconds()) - (each + 0.4))).toBeLessThan(0.2);
  }, 60_000);

  it('learns how long a file is that does not say so', async () => {
    await openFiles(whole.map((segment) => ({ ...segment, durationSeconds: null })));
    await page.waitForFunction((all) => Math.abs(window.harness.player().duration() - all) < 0.1, 3 * each);
    await seek(2 * each + 0.5);
    expect(await frameShown()).toBe((2 * framesEach + 12) % 25);
  }, 60_000);
});

describe('a hole in a recording', () => {
  const startedAt = (after: number): string =>
    new Date(Date.parse('2026-11-22T14:00:00Z') + after * 1000).toISOString();
  const withHole = [
    segmentOf(first, each, { index: 1, startedAt: startedAt(0) }),
    segmentOf(third, each, { index: 3, startedAt: startedAt(each + 10) }),
  ];

  it('is as long as the clocks of its neighbours say, and is told instead of a picture', async () => {
    await openFiles(withHole);
    expect(await page.evaluate(() => window.harness.player().duration())).toBeCloseTo(2 * each + 10, 3);
    await seek(each + 4);
    expect(await page.evaluate(() => window.harness.player().hole()?.place)).toBe(2);
    await seek(each + 10.5);
    expect(await page.evaluate(() => window.harness.player().hole())).toBeNull();
    expect(await frameShown()).toBe((2 * framesEach + 12) % 25);
  }, 60_000);

  it('is shown for a moment while playing, and playing goes on behind it', async () => {
    await openFiles(withHole);
    await seek(each - 0.3);
    await page.evaluate(() => window.harness.player().act({ do: 'play' }));
    await page.waitForFunction(() => window.harness.player().hole() !== null);
    await rests();
    expect(await seconds()).toBeGreaterThan(2 * each + 9.9);
  }, 60_000);

  it('is what a file becomes that the browser gives up on; the others play', async () => {
    await openFiles([segmentOf(first, each), segmentOf(broken, each), segmentOf(third, each)]);
    await seek(each + 1);
    await page.waitForFunction(() => window.harness.player().hole() !== null);
    expect(await page.evaluate(() => window.harness.player().failed())).toBe(false);
    await seek(2 * each + 0.5);
    expect(await frameShown()).toBe((2 * framesEach + 12) % 25);
  }, 60_000);

  it('is all there is where no file can be played', async () => {
    await openFiles([segmentOf(broken, each)]);
    expect(await page.evaluate(() => window.harness.player().failed())).toBe(true);
  }, 60_000);
});

describe('the picture on screen', () => {
  it('is taken in full size, as it is shown, and says which file it is from', async () => {
    await openFiles(whole);
    await seek((framesEach + 7.5) / frameRate);
    const taken = await page.evaluate(() => window.harness.grab());
    expect(taken).toMatchObject({ width: 64, height: 64, fileId: second });
    expect(taken.seconds).toBeCloseTo((framesEach + 7.5) / frameRate, 3);
    expect(taken.fileSeconds).toBeCloseTo(7.5 / frameRate, 3);
    expect(Math.abs(taken.luma - onScreen(framesEach + 7))).toBeLessThanOrEqual(3);
  }, 60_000);
});
