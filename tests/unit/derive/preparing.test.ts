// Preparing a redaction on the program's own player and overlay, in real Chromium on real H.264: what was covered on screen is
// covered in what is made, measured by ffmpeg.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Segment } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { DraftKind, Recipe, RecipeDraft } from '#contract/recipe.ts';
import type { Area } from '../../../renderer/src/derive/boxes.ts';
import { openFootagePage, type FootagePage } from '../footage/footage-page.ts';
import { fileId, segmentOf } from '../footage/segment-of.ts';
import type { DeriveHarness } from './derive-harness.ts';

const run = promisify(execFile);
const binary = { encoding: 'buffer', maxBuffer: 1 << 28 } as const;

const [uneven, first, second, third, moving, slow, plain] = [1, 2, 3, 4, 5, 6, 7].map(fileId) as [
  RecordingId,
  RecordingId,
  RecordingId,
  RecordingId,
  RecordingId,
  RecordingId,
  RecordingId,
];
const outcome = fileId(9);

const [width, height] = [320, 240];
const pictures = 60;
/** Four pictures 30 ms apart, then none for 150 ms: the camera saw little move. */
const startOf = (picture: number): number => (picture * 30 + 120 * Math.floor(picture / 5)) / 1000;
const unevenly = [
  '-vf',
  "settb=1/1000,setpts='N*30+120*floor(N/5)'",
  '-fps_mode',
  'passthrough',
  '-enc_time_base',
  '1/1000',
];

/** 31 pictures at 30 a second: neither their length nor that of two of them is a whole number of pictures at 29.97. */
const [eachFile, joinedRate] = [31, 30];
const joinedSeconds = eachFile / joinedRate;

let footage: FootagePage;
let page: Page;

/** Picture n is all of one brightness, far from black, that tells its number modulo 25. */
async function makeBright(file: string, from: number, count: number, rate: number, options: readonly string[] = []) {
  const picture = `color=black:size=${width}x${height}:rate=${rate},geq=lum='120+4*mod(N+${from},25)':cb=128:cr=128`;
  const coded = ['-c:v', 'libx264', '-crf', '4', '-g', '25', '-pix_fmt', 'yuv420p', '-frames:v', String(count)];
  await run('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', picture, ...coded, ...options, file]);
}
const numberOf = (luma: number): number => Math.abs(Math.round(((luma * 219) / 255 + 16 - 120) / 4));

beforeAll(async () => {
  const harness = path.join(import.meta.dirname, 'derive-harness.ts');
  footage = await openFootagePage(async (file) => {
    await makeBright(file(uneven), 0, pictures, 25, unevenly);
    for (const [at, id] of [first, second, third].entries()) {
      await makeBright(file(id), at * eachFile, eachFile, joinedRate);
    }
    const square = `color=gray:size=${width}x${height}:rate=25,noise=alls=20[base];testsrc=size=48x48:rate=25[face];[base][face]overlay=x='40+30*t':y=60`;
    const coded = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-t', '6'];
    await run('ffmpeg', ['-v', 'error', '-y', '-filter_complex', square, ...coded, file(moving)]);
    // One picture a second, and a voice that ends at 1.5 s.
    const said = `color=gray:size=64x64:rate=1[v];aevalsrc='lt(t,1.5)*0.5*sin(2*PI*440*t)':s=48000[a]`;
    const heard = ['-map', '[v]', '-map', '[a]', '-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-t', '4'];
    const spoken = ['-v', 'error', '-y', '-filter_complex', said, ...heard];
    await run('ffmpeg', [...spoken, '-c:a', 'aac', file(slow)]);
    await run('ffmpeg', [...spoken, '-c:a', 'pcm_s16le', '-f', 'mov', file(plain)]);
  }, harness);
  page = footage.page;
}, 180_000);
afterAll(() => footage.close());

const file = async (id: RecordingId, seconds: number | null, index: number | null = null): Promise<Segment> =>
  segmentOf(id, seconds, { index, bytes: await footage.sizeOf(id) });

const open = (segments: readonly Segment[], frameRate: number): Promise<void> =>
  page.evaluate((given) => window.deriveHarness.open(...given), [segments, frameRate] as const);

async function begin(seconds: number): Promise<void> {
  await page.waitForFunction((all) => Math.abs(window.deriveHarness.player().duration() - all) < 0.2, seconds);
  await page.waitForFunction(() => window.deriveHarness.player().ready());
  await page.evaluate(() => window.deriveHarness.derive().begin('redaction'));
  await page.waitForFunction(() => window.deriveHarness.derive().kind === 'redaction');
}

const show = (seconds: number): Promise<void> => page.evaluate((to) => window.deriveHarness.show(to), seconds);
const step = (): Promise<void> => page.evaluate(() => window.deriveHarness.step(1));
const press = (...keys: Parameters<DeriveHarness['press']>): Promise<void> =>
  page.evaluate((given) => window.deriveHarness.press(...given), keys);
const boxOnScreen = (): Promise<Area> => page.evaluate(() => window.deriveHarness.boxOnScreen());
const numberOnScreen = async (): Promise<number> => numberOf(await page.evaluate(() => window.deriveHarness.corner()));
/** The same, of all pictures of the uneven file: the one of that brightness that lies nearest. */
async function countOnScreen(): Promise<number> {
  const seconds = await page.evaluate(() => window.deriveHarness.player().seconds());
  const number = await numberOnScreen();
  const off = (picture: number): number => Math.abs(startOf(picture) - seconds);
  return [number, number + 25, number + 50].toSorted((a, b) => off(a) - off(b))[0] ?? number;
}
const draft = (): Promise<RecipeDraft> => page.evaluate(() => window.deriveHarness.derive().draft);
const make = (kind: DraftKind, of: RecipeDraft): Promise<Recipe> =>
  page.evaluate((given) => window.deriveHarness.make(...given), [kind, of, outcome] as const);

/** Every picture of what was made, in full size, brightness alone. */
async function picturesMade(): Promise<Buffer[]> {
  const wanted = ['-v', 'error', '-xerror', '-i', footage.file(outcome), '-an', '-fps_mode', 'passthrough'];
  const { stdout } = await run('ffmpeg', [...wanted, '-f', 'rawvideo', '-pix_fmt', 'gray', '-'], binary);
  const size = width * height;
  return Array.from({ length: stdout.byteLength / size }, (_, at) => stdout.subarray(at * size, (at + 1) * size));
}

/** The brightest that is left in the box. */
function brightestIn(picture: Buffer, area: Area): number {
  let most = 0;
  for (let y = Math.ceil(area.y * height); y < Math.floor((area.y + area.height) * height); y += 1) {
    for (let x = Math.ceil(area.x * width); x < Math.floor((area.x + area.width) * width); x += 1) {
      most = Math.max(most, picture[y * width + x] ?? 0);
    }
  }
  return most;
}
/** Black as it comes out of a lossy encoder. */
const black = 40;
/** By the row below the lower edge of every box: an encoder does not hit every sample. */
function numberMade(picture: Buffer): number {
  const row = picture.subarray((height - 1) * width);
  return numberOf(row.reduce((sum, luma) => sum + luma, 0) / row.length);
}

interface Seen {
  /** As its brightness tells it. */
  readonly number: number;
  readonly area: Area;
}

/** Goes from the picture on screen to `count` in all, moves the box on each, and tells where the overlay then shows it. */
async function placeOnEach(count: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let at = 0; at < count; at += 1) {
    if (at > 0) await step();
    await press(at % 2 === 0 ? 'ArrowRight' : 'ArrowLeft', 22);
    await press('ArrowDown', 1);
    seen.push({ number: await numberOnScreen(), area: await boxOnScreen() });
  }
  return seen;
}

describe('a redaction of unevenly spaced pictures', () => {
  it('covers every picture where the overlay showed the box on it', async () => {
    await open([await file(uneven, startOf(pictures))], pictures / startOf(pictures));
    await begin(startOf(pictures));
    await show(0);
    await page.evaluate(() => window.deriveHarness.addBox({ x: 0.2, y: 0.1, width: 0.15, height: 0.15 }));
    const seen = await placeOnEach(pictures);
    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: pictures }, (_, n) => n % 25));
    const { boxes } = await draft();
    expect(boxes[0]?.keys).toHaveLength(pictures);
    for (const [at, { area }] of seen.entries()) {
      await show(startOf(at) + 0.004);
      expect(await boxOnScreen()).toEqual(area);
    }
    const recipe = await make('redaction', await draft());
    expect(recipe).toMatchObject({ cut: 'exact', included: { firstFrame: 0, lastFrame: pictures - 1 } });
    const made = await picturesMade();
    expect(made.map(numberMade)).toEqual(seen.map(({ number }) => number));
    for (const [at, picture] of made.entries()) {
      const { area } = seen[at] ?? { area: { x: 0, y: 0, width: 1, height: 1 } };
      expect(brightestIn(picture, area), `picture ${at}`).toBeLessThan(black);
      const beside = { ...area, x: area.x < 0.3 ? area.x + 0.2 : area.x - 0.2 };
      expect(brightestIn(picture, beside), `beside, in picture ${at}`).toBeGreaterThan(100);
    }
  }, 180_000);

  it('covers the picture on screen also where playing stopped late in its time, or the browser shows it early', async () => {
    await open([await file(uneven, startOf(pictures))], pictures / startOf(pictures));
    await begin(startOf(pictures));
    await show(0);
    await page.evaluate(() => window.deriveHarness.addBox({ x: 0.05, y: 0.1, width: 0.15, height: 0.15 }));
    const seen: Seen[] = [];
    // Late in the pictures that last long; the last of them is one before a key picture, which Chromium shows early.
    for (const picture of [4, 9, 14, 19, 24]) {
      await show(startOf(picture) + 0.14);
      await press('ArrowRight', 12);
      seen.push({ number: await countOnScreen(), area: await boxOnScreen() });
    }
    expect(seen.map(({ number }) => number).slice(0, 4)).toEqual([4, 9, 14, 19]);
    for (const play of [310, 450, 590]) {
      await page.evaluate(async (milliseconds) => {
        const { player } = window.deriveHarness;
        await window.deriveHarness.show(1.51);
        player().act({ do: 'play' });
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        player().act({ do: 'pause' });
        await new Promise((resolve) => setTimeout(resolve, 300));
      }, play);
      await press('ArrowDown', 12);
      seen.push({ number: await countOnScreen(), area: await boxOnScreen() });
    }
    await make('redaction', await draft());
    const made = await picturesMade();
    // What was placed twice on one picture lies where it was placed last.
    const last = new Map(seen.map(({ number, area }) => [number, area]));
    for (const [number, area] of last) {
      expect(brightestIn(made[number] ?? Buffer.alloc(0), area), `picture ${number}`).toBeLessThan(black);
    }
  }, 120_000);
});

describe('a redaction of joined files whose length nobody told', () => {
  const joined = async (): Promise<Segment[]> =>
    await Promise.all([first, second, third].map((id, at) => file(id, null, at + 1)));

  it('is not begun before it is known where its files lie', async () => {
    const segments = await joined();
    const kind = await page.evaluate(async (given) => {
      window.deriveHarness.open(given, 29.97);
      window.deriveHarness.derive().begin('redaction');
      await new Promise((resolve) => setTimeout(resolve, 0));
      return window.deriveHarness.derive().kind;
    }, segments);
    expect(kind).toBeNull();
  });

  it('is not made before it is known where its files lie, and nothing is sent to the vault', async () => {
    const segments = await joined();
    const refused = await page.evaluate(
      async ([given, result]) => {
        window.deriveHarness.open(given, 29.97);
        const before = window.deriveHarness.uploadsBegun();
        const asked = { startSeconds: 0, endSeconds: 1, cut: 'exact', boxes: [], mutes: [], reason: '' } as const;
        const problem = await window.deriveHarness.make('redaction', { ...asked, boxes: [], mutes: [] }, result).then(
          () => '',
          (error: unknown) => String(error),
        );
        return { problem, begun: window.deriveHarness.uploadsBegun() - before };
      },
      [segments, outcome] as const,
    );
    expect(refused.problem).toContain(`It is not known yet how long ${first}.MP4 is`);
    expect(refused.begun).toBe(0);
  });

  it('covers the pictures of the file that was on screen, each where the overlay showed the box', async () => {
    await open(await joined(), 29.97);
    await begin(3 * joinedSeconds);
    // From the third picture before the end of the first file well into the second.
    await show(joinedSeconds - 2.5 / joinedRate);
    await page.evaluate(() => window.deriveHarness.addBox({ x: 0.2, y: 0.1, width: 0.15, height: 0.15 }));
    const seen = await placeOnEach(16);
    const from = eachFile - 3;
    expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: 16 }, (_, at) => (from + at) % 25));
    const whole = await draft();
    const recipe = await make('redaction', { ...whole, startSeconds: 0, endSeconds: 3 * joinedSeconds });
    if (recipe.kind === 'snapshot') throw new Error('A snapshot was made');
    expect(recipe.sources.map(({ recordingId }) => recordingId)).toEqual([first, second, third]);
    const made = await picturesMade();
    expect(made.map(numberMade)).toEqual(Array.from({ length: 3 * eachFile }, (_, n) => n % 25));
    for (const [at, { area }] of seen.entries()) {
      expect(brightestIn(made[from + at] ?? Buffer.alloc(0), area), `picture ${from + at}`).toBeLessThan(black);
    }
    expect(brightestIn(made[from - 1] ?? Buffer.alloc(0), { x: 0, y: 0, width: 1, height: 1 })).toBeGreaterThan(100);
  }, 120_000);

  it('takes a stretch within the second file from the second file, and names that one alone', async () => {
    await open(await joined(), 29.97);
    await begin(3 * joinedSeconds);
    const asked = { startSeconds: joinedSeconds + 5 / joinedRate, endSeconds: joinedSeconds + 15 / joinedRate };
    const mutes = [{ id: 'mute1', ...asked }];
    const recipe = await make('redaction', { ...asked, cut: 'key-frame', boxes: [], mutes, reason: '' });
    if (recipe.kind === 'snapshot') throw new Error('A snapshot was made');
    expect(recipe.sources.map(({ recordingId }) => recordingId)).toEqual([second]);
    const made = await picturesMade();
    expect(made.map(numberMade)).toEqual(Array.from({ length: 10 }, (_, at) => (eachFile + 5 + at) % 25));
  }, 60_000);
});

it('is still there on a new screen where the disk was full, and is saved once it is not', async () => {
  await open([await file(uneven, startOf(pictures))], pictures / startOf(pictures));
  await begin(startOf(pictures));
  await page.evaluate(() => {
    window.deriveHarness.refuseDrafts(true);
    window.deriveHarness.addBox();
  });
  await page.evaluate(() => window.deriveHarness.derive().leave());
  await page.waitForFunction(() => window.deriveHarness.derive().kind === null);
  await page.evaluate(() => window.deriveHarness.reopen());
  await begin(startOf(pictures));
  expect((await draft()).boxes).toHaveLength(1);
  expect(await page.evaluate(() => window.deriveHarness.saved())).toBeNull();
  await page.evaluate(() => window.deriveHarness.refuseDrafts(false));
  await page.evaluate(() => window.deriveHarness.derive().change((before) => ({ ...before, reason: 'Bystander' })));
  await page.waitForFunction(() => window.deriveHarness.saved()?.boxes.length === 1);
  await page.evaluate(() => window.deriveHarness.derive().discard());
}, 60_000);

describe('a redaction that mutes only', () => {
  it.each([
    ['compressed', slow, 0.05],
    // In pieces of a second, as the file stores it.
    ['plain', plain, 0.001],
  ])(
    'starts where it was asked to, without a picture or a word from before, of %s sound',
    async (_, id, off) => {
      await open([await file(id, 4)], 25);
      await begin(4);
      const prepared = await draft();
      expect(prepared.cut).toBe('exact');
      // As it was kept by a version that copied pictures, from the key picture before.
      const asked = { startSeconds: 1.6, endSeconds: 3.5 };
      const mutes = [{ id: 'mute1', startSeconds: 3, endSeconds: 3.4 }];
      const recipe = await make('redaction', { ...prepared, ...asked, cut: 'key-frame', mutes });
      expect(recipe).toMatchObject({
        cut: 'exact',
        video: { how: 'encoded' },
        asked,
        included: { startSeconds: 1.6, endSeconds: 3.5 },
      });
      const wanted = ['-v', 'error', '-i', footage.file(outcome), '-f', 'f32le', '-ac', '1', '-ar', '48000', '-'];
      const { stdout } = await run('ffmpeg', wanted, binary);
      const sound = new Float32Array(Uint8Array.from(stdout).buffer);
      expect(Math.abs(sound.length / 48_000 - 1.9)).toBeLessThan(off);
      expect(sound.reduce((most, value) => Math.max(most, Math.abs(value)), 0)).toBeLessThan(0.01);
    },
    60_000,
  );
});

describe('following what lies in a box', () => {
  const face = { x: 40 / width, y: 60 / height, width: 48 / width, height: 48 / height };

  const follow = async (): Promise<void> => {
    await open([await file(moving, 6)], 25);
    await begin(6);
    await show(0);
    await page.evaluate((area) => window.deriveHarness.addBox(area), face);
    await page.evaluate(() => {
      const {
        draft: { boxes },
        track,
      } = window.deriveHarness.derive();
      if (boxes[0] !== undefined) track(boxes[0]);
    });
  };
  const isMoved = (): Promise<unknown> =>
    page.waitForFunction((x) => window.deriveHarness.boxOnScreen().x > x + 0.05, face.x, { polling: 20 });

  it('moves the box on screen as it is followed, and keeps what was followed when it is stopped', async () => {
    await follow();
    await isMoved();
    expect((await draft()).boxes[0]?.keys).toHaveLength(1);
    await page.evaluate(() => window.deriveHarness.derive().stopTracking());
    await page.waitForFunction(() => window.deriveHarness.derive().tracking === null);
    const keys = (await draft()).boxes[0]?.keys ?? [];
    const last = keys.at(-1);
    expect(last?.by).toBe('tracker');
    expect(last?.atSeconds).toBeGreaterThan(0.5);
    expect(last?.atSeconds).toBeLessThan(5.9);
    expect(Math.abs((last?.x ?? 0) * width - (40 + 30 * (last?.atSeconds ?? 0)))).toBeLessThan(5);
    expect(await page.evaluate(() => window.deriveHarness.derive().lost)).toBeNull();
  }, 60_000);

  it('leaves what was prepared as it was where the screen is left meanwhile', async () => {
    await follow();
    await isMoved();
    await page.evaluate(() => window.deriveHarness.derive().leave());
    await page.waitForFunction(() => window.deriveHarness.derive().tracking === null);
    expect((await draft()).boxes[0]?.keys).toHaveLength(1);
  }, 60_000);
});

it('needs nothing that the content security policy forbids', async () => {
  expect(await page.evaluate(() => window.deriveHarness.violations)).toEqual([]);
});
