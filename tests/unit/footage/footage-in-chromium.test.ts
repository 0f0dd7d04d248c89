// Thumbnails and the player on real MP4 files in real Chromium, under the content security policy that the program has.
import { execFile } from 'node:child_process';
import { truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaFacts } from '#contract/media.ts';
import type { Thumbnail } from './browser-harness.ts';
import { makeCounter, onScreen } from './counter.ts';
import { openFootagePage, type FootagePage } from './footage-page.ts';
import { fileId, segmentOf } from './segment-of.ts';

const run = promisify(execFile);

const frameRate = 25;
const longSeconds = 60;
const counted = fileId(1);
const long = fileId(2);
const cut = fileId(3);
/** `long` by a camera that was worn on its side. */
const sideways = fileId(4);

let footage: FootagePage;
let page: Page;

async function makeFootage(file: FootagePage['file']): Promise<void> {
  await makeCounter(file(counted), { frames: 100 });
  const noisy = `testsrc2=size=640x360:rate=${frameRate}:duration=${longSeconds},noise=alls=40:allf=t`;
  const fast = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-g', '50', '-pix_fmt', 'yuv420p'];
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', noisy, ...fast, file(long)]);
  await run('ffmpeg', ['-v', 'error', '-i', file(long), '-c', 'copy', '-metadata:s:v:0', 'rotate=90', file(sideways)]);
  // The index is at the end: cutting the file takes it away, as a camera that loses power does.
  await run('cp', [file(long), file(cut)]);
  await truncate(file(cut), 2_000_000);
}

beforeAll(async () => {
  footage = await openFootagePage(makeFootage);
  page = footage.page;
}, 180_000);

afterAll(() => footage.close());

const media = (durationSeconds: number | null): MediaFacts => ({
  playability: 'playable',
  container: 'mp4',
  videoCodec: 'avc',
  audioCodec: null,
  width: 640,
  height: 360,
  frameRate,
  durationSeconds,
  startByMedia: null,
  remark: null,
});

describe('thumbnails', () => {
  it('is 320 wide, small enough for the records database, and made by reading little of the recording', async () => {
    const bytes = await footage.sizeOf(long);
    footage.bytesServed();
    const source = { id: long, bytes, media: media(longSeconds) };
    const thumbnail = await page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source);
    expect(thumbnail).toMatchObject({ width: 320, height: 180 });
    expect(thumbnail.bytes).toBeLessThanOrEqual(65_536);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(footage.bytesServed()).toBeLessThan(bytes / 4);
  }, 60_000);

  it('shows the frame a tenth in, not the black first one, where there is no key frame between', async () => {
    const source = { id: counted, bytes: await footage.sizeOf(counted), media: media(4) };
    const { luma }: Thumbnail = await page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source);
    expect(Math.abs(luma - onScreen(10))).toBeLessThanOrEqual(4);
  });

  it('stands upright where the camera was worn on its side, as the player and a snapshot do', async () => {
    const source = { id: sideways, bytes: await footage.sizeOf(sideways), media: media(longSeconds) };
    const thumbnail = await page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source);
    expect(thumbnail).toMatchObject({ width: 320, height: 569 });
    await page.evaluate(async (facts) => await window.harness.open(facts), {
      frameRate,
      segments: [segmentOf(sideways, longSeconds)],
    });
    expect(await page.evaluate(() => window.harness.grab())).toMatchObject({ width: 360, height: 640 });
  }, 60_000);

  it('gives up on a recording without an index instead of waiting for ever', async () => {
    const source = { id: cut, bytes: await footage.sizeOf(cut), media: media(longSeconds) };
    await expect(page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source)).rejects.toThrow(
      'cannot show this frame',
    );
  }, 60_000);

  it('needs nothing that the content security policy forbids: no eval, no worker from a blob', async () => {
    expect(await page.evaluate(() => window.harness.violations)).toEqual([]);
  });
});

describe('player', () => {
  const open = async (): Promise<void> => {
    await page.evaluate(async (facts) => await window.harness.open(facts), {
      frameRate,
      segments: [segmentOf(counted, 4)],
    });
  };
  const shown = async (): Promise<number> => await page.evaluate(async () => await window.harness.shown());
  const step = async (direction: 1 | -1): Promise<void> =>
    await page.evaluate((by) => window.harness.player().step(by), direction);
  it('a frame step shows exactly the next frame, and exactly the one before', async () => {
    // The picture may still be on its way when the step is done; which one it comes to rest on is the promise.
    const shows = (frame: number) =>
      expect.poll(async () => Math.abs((await shown()) - onScreen(frame)), { timeout: 10_000 }).toBeLessThanOrEqual(3);
    await open();
    for (let frame = 1; frame <= 12; frame += 1) {
      await step(1);
      await shows(frame);
    }
    await step(-1);
    await step(-1);
    await shows(10);
  }, 60_000);

  it('many seeks asked at once end on the last one', async () => {
    await open();
    await page.evaluate(() => {
      const player = window.harness.player();
      for (let to = 0; to <= 40; to += 1) player.seek((to + 0.5) / 25);
    });
    await page.waitForFunction(async () => {
      await window.harness.shown();
      return Math.abs((document.querySelector('video')?.currentTime ?? 0) - 40.5 / 25) < 0.001;
    });
    expect(Math.abs((await shown()) - onScreen(40))).toBeLessThanOrEqual(3);
  });

  it('plays at the speed asked, pauses at the end, and begins again from there', async () => {
    await open();
    const rate = await page.evaluate(() => {
      const player = window.harness.player();
      player.act({ do: 'set-speed', speed: 8 });
      player.act({ do: 'play' });
      return document.querySelector('video')?.playbackRate;
    });
    expect(rate).toBe(8);
    await page.waitForFunction(() => window.harness.player().playback().rate === 0);
    expect(await page.evaluate(() => window.harness.player().seconds())).toBeGreaterThan(3.9);
    await page.evaluate(() => window.harness.player().act({ do: 'play' }));
    expect(await page.evaluate(() => window.harness.player().seconds())).toBeLessThan(2);
    await page.evaluate(() => window.harness.player().act({ do: 'pause' }));
  }, 60_000);

  it('rewinds to the start and stops there', async () => {
    await open();
    await page.evaluate(() => {
      const player = window.harness.player();
      player.seek(3);
      for (let press = 0; press < 4; press += 1) player.act({ do: 'shuttle-back' });
    });
    expect(await page.evaluate(() => window.harness.player().playback().rate)).toBe(-8);
    await page.waitForFunction(() => window.harness.player().playback().rate === 0);
    expect(await page.evaluate(() => window.harness.player().seconds())).toBe(0);
  }, 60_000);

  it('says so when the browser gives up on a file', async () => {
    await page.evaluate((facts) => void window.harness.open(facts), {
      frameRate,
      segments: [segmentOf(cut, null)],
    });
    await page.waitForFunction(() => window.harness.player().failed());
    expect(await page.evaluate(() => window.harness.player().playback().rate)).toBe(0);
  }, 60_000);
});
