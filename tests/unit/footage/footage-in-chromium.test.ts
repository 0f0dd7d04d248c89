// Thumbnails and the player on real MP4 files in real Chromium, under the content security policy that the program has.
import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rm, stat, truncate } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MediaFacts } from '#contract/media.ts';
import type { RecordingId } from '#contract/ids.ts';
import { contentSecurityPolicy } from '../../../main/shell/content-security-policy.ts';
import { findChromium } from '../../../native-mocks/electron/find-chromium.ts';
import type { Thumbnail } from './browser-harness.ts';

const run = promisify(execFile);

const frameRate = 25;
const longSeconds = 60;
const uuid = (n: number): RecordingId => `0000000${n}-0000-4000-8000-000000000000` as RecordingId;
const counted = uuid(1);
const long = uuid(2);
const cut = uuid(3);

let folder: string;
let browser: Browser;
let page: Page;
let server: Server;
let bytesServed = 0;

/** Every frame has its own brightness: frame n shows luma 16 + 8 (n mod 25). */
const brightness = (frame: number): number => 16 + 8 * (frame % 25);

async function makeFootage(): Promise<void> {
  const file = (id: RecordingId): string => join(folder, `${id}.mp4`);
  const counting = `color=black:size=64x64:rate=${frameRate}:duration=4,geq=lum='16+8*mod(N,25)':cb=128:cr=128`;
  const flat = ['-c:v', 'libx264', '-crf', '4', '-g', '25', '-pix_fmt', 'yuv420p', '-movflags', '+faststart'];
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', counting, ...flat, file(counted)]);
  const noisy = `testsrc2=size=640x360:rate=${frameRate}:duration=${longSeconds},noise=alls=40:allf=t`;
  const fast = ['-c:v', 'libx264', '-preset', 'ultrafast', '-crf', '24', '-g', '50', '-pix_fmt', 'yuv420p'];
  await run('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', noisy, ...fast, file(long)]);
  // The index is at the end: cutting the file takes it away, as a camera that loses power does.
  await run('cp', [file(long), file(cut)]);
  await truncate(file(cut), 2_000_000);
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  const evidence = /^\/evidence\/([0-9a-f-]+)\/media$/.exec(path)?.[1];
  if (evidence === undefined) {
    const script = path === '/harness.js';
    response.writeHead(path === '/' || script ? 200 : 404, {
      'content-type': script ? 'text/javascript' : 'text/html',
      'content-security-policy': contentSecurityPolicy,
    });
    const html = '<!doctype html><title>Footage</title><body><script type="module" src="/harness.js"></script>';
    response.end(script ? await readFile(join(folder, 'harness.js')) : html);
    return;
  }
  const file = join(folder, `${evidence}.mp4`);
  const { size } = await stat(file);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? 'bytes=0-');
  const start = Number(range?.[1]);
  const end = Math.min(size - 1, range?.[2] === '' ? size - 1 : Number(range?.[2]));
  const handle = await open(file);
  const bytes = await handle.read(Buffer.alloc(end - start + 1), 0, end - start + 1, start);
  await handle.close();
  bytesServed += bytes.bytesRead;
  response.writeHead(206, { 'content-type': 'video/mp4', 'content-range': `bytes ${start}-${end}/${size}` });
  response.end(bytes.buffer);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kerbdesk-footage-'));
  await makeFootage();
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      modulePreload: false,
      rollupOptions: {
        input: join(import.meta.dirname, 'browser-harness.ts'),
        output: { entryFileNames: 'harness.js' },
      },
    },
  });
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const executablePath = findChromium() ?? 'chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  page = await browser.newPage();
  const address = server.address();
  await page.goto(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`);
  await page.waitForFunction(() => 'harness' in window);
}, 180_000);

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

/** Limited to full range: what a decoder makes of a frame's luma. */
const onScreen = (frame: number): number => Math.round(((brightness(frame) - 16) * 255) / 219);

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

const sizeOf = async (id: RecordingId): Promise<number> => (await stat(join(folder, `${id}.mp4`))).size;

describe('thumbnails', () => {
  it('is 320 wide, small enough for the records database, and made by reading little of the recording', async () => {
    const bytes = await sizeOf(long);
    bytesServed = 0;
    const source = { id: long, bytes, media: media(longSeconds) };
    const thumbnail = await page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source);
    expect(thumbnail).toMatchObject({ width: 320, height: 180 });
    expect(thumbnail.bytes).toBeLessThanOrEqual(65_536);
    expect(bytes).toBeGreaterThan(10_000_000);
    expect(bytesServed).toBeLessThan(bytes / 4);
  }, 60_000);

  it('shows the frame a tenth in, not the black first one, where there is no key frame between', async () => {
    const source = { id: counted, bytes: await sizeOf(counted), media: media(4) };
    const { luma }: Thumbnail = await page.evaluate(async (wanted) => await window.harness.thumbnail(wanted), source);
    expect(Math.abs(luma - onScreen(10))).toBeLessThanOrEqual(4);
  });

  it('gives up on a recording without an index instead of waiting for ever', async () => {
    const source = { id: cut, bytes: await sizeOf(cut), media: media(longSeconds) };
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
    const facts = { frameRate, durationSeconds: 4 };
    await page.evaluate(async (known) => await window.harness.open(`/evidence/${known.id}/media`, known.facts), {
      id: counted,
      facts,
    });
  };
  const shown = async (): Promise<number> => await page.evaluate(async () => await window.harness.shown());
  const step = async (frames: number): Promise<void> =>
    await page.evaluate((by) => window.harness.player().step(by), frames);
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
    await page.evaluate(
      (address) => void window.harness.open(address, { frameRate: 25, durationSeconds: null }),
      `/evidence/${cut}/media`,
    );
    await page.waitForFunction(() => window.harness.player().failed());
    expect(await page.evaluate(() => window.harness.player().playback().rate)).toBe(0);
  }, 60_000);
});
