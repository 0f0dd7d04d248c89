// Clips and redactions of real footage in real Chromium, measured by ffmpeg, which shares no code with what made them.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { boxKey, type RecipeBox, type RecipeDraft } from '#contract/recipe.ts';
import type { RecordingFile } from '../../../renderer/src/derive/recording-files.ts';
import { measure } from '../../support/ffmpeg.ts';
import { makeCounter } from '../footage/counter.ts';
import { openFootagePage, type FootagePage } from '../footage/footage-page.ts';
import { fileId } from '../footage/segment-of.ts';
import type { Rendering } from './render-harness.ts';

const run = promisify(execFile);
const binary = { encoding: 'buffer', maxBuffer: 1 << 28 } as const;

const counted = fileId(1);
const second = fileId(2);
const another = fileId(3);
const [witness, other] = [fileId(4), fileId(5)];
const outcome = fileId(9);
const [moving, turned] = [fileId(6), fileId(7)];
const [edge, sudden] = ['0000000a-0000-4000-8000-000000000000', '0000000b-0000-4000-8000-000000000000'].map(
  (id) => id as RecordingId,
) as [RecordingId, RecordingId];

let footage: FootagePage;

const counting = { frameRate: 25, size: '64x64' } as const;
/** What two witnesses have in common; only what lies in the box and what is said from 1.5 s to 2.5 s differs. */
async function makeWitness(file: string, pattern: string, pitch: number): Promise<void> {
  const picture = `testsrc2=size=320x240:rate=25[base];${pattern}=size=80x60:rate=25[face];[base][face]overlay=x='60+20*t':y=80`;
  const sound = `aevalsrc='0.4*sin(2*PI*330*t)+between(t,1.5,2.5)*0.4*sin(2*PI*${pitch}*t)':s=48000`;
  const video = ['-c:v', 'libx264', '-qp', '0', '-g', '25', '-pix_fmt', 'yuv420p', '-t', '4'];
  const graph = ['-filter_complex', `${picture}[v];${sound}[a]`, '-map', '[v]', '-map', '[a]'];
  const tags = ['-metadata', 'location=+51.5074-000.1278/', '-metadata', 'comment=serial X60-118842'];
  // Uncompressed sound and lossless pictures: what the two have in common is the same to the last bit.
  await run('ffmpeg', ['-v', 'error', '-y', ...graph, ...video, '-c:a', 'pcm_s16le', ...tags, '-f', 'mov', file]);
}

beforeAll(async () => {
  const harness = path.join(import.meta.dirname, 'render-harness.ts');
  footage = await openFootagePage(async (file) => {
    const b = ['-bf', '2', '-b_strategy', '0'];
    await makeCounter(file(counted), { frames: 100, tone: 440, ...counting, options: b });
    await makeCounter(file(second), { frames: 75, from: 100, tone: 440, ...counting, options: b });
    await makeCounter(file(another), { frames: 50, tone: 440, frameRate: 25, size: '96x96' });
    await makeWitness(file(witness), 'mandelbrot', 900);
    await makeWitness(file(other), 'smptebars', 2100);
    const square = `color=gray:size=320x240:rate=25,noise=alls=20[base];testsrc=size=48x48:rate=25[face];[base][face]overlay=x='40+30*t':y='60+60*sin(t)':enable='lt(t,3.2)'`;
    const coded = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-g', '50', '-t', '5'];
    await run('ffmpeg', ['-v', 'error', '-y', '-filter_complex', square, ...coded, file(moving)]);
    const quarter = ['-c', 'copy', '-metadata:s:v', 'rotate=90'];
    await run('ffmpeg', ['-v', 'error', '-y', '-i', file(moving), ...quarter, file(turned)]);
    const toTheEdge = `color=gray:size=320x240:rate=25,noise=alls=20[base];testsrc=size=48x48:rate=25[face];[base][face]overlay=x=100:y='min(197,150+40*t)'`;
    const turnedBack = ['-c', 'copy', '-metadata:s:v', 'rotate=270'];
    const upright = file(fileId(8));
    await run('ffmpeg', ['-v', 'error', '-y', '-filter_complex', toTheEdge, ...coded, upright]);
    await run('ffmpeg', ['-v', 'error', '-y', '-i', upright, ...turnedBack, file(edge)]);
    const appears = `color=gray:size=320x240:rate=25,noise=alls=20[base];testsrc=size=48x48:rate=25[face];[base][face]overlay=x='40+30*t':y=60:enable='gte(n,3)'`;
    await run('ffmpeg', ['-v', 'error', '-y', '-filter_complex', appears, ...coded, file(sudden)]);
  }, harness);
}, 120_000);

afterAll(() => footage.close());

async function fileOf(id: RecordingId, offset: number, seconds: number): Promise<RecordingFile> {
  return {
    recordingId: id,
    fileName: `${id}.MP4`,
    sha256: 'a'.repeat(64),
    bytes: await footage.sizeOf(id),
    offset,
    seconds,
  };
}

const draftOf = (startSeconds: number, endSeconds: number, more: Partial<RecipeDraft> = {}): RecipeDraft => ({
  startSeconds,
  endSeconds,
  cut: 'key-frame',
  boxes: [],
  mutes: [],
  reason: '',
  ...more,
});

const render = (
  files: readonly RecordingFile[],
  draft: RecipeDraft,
  result: RecordingId = outcome,
): Promise<Rendering> =>
  footage.page.evaluate((given) => window.renderHarness.render(...given), [files, draft, result] as const);

/** Number, modulo 25, of every picture: as its brightness says. Fails where ffmpeg finds a fault in the file. */
async function numbersOf(id: RecordingId): Promise<number[]> {
  const raw = [
    '-v',
    'error',
    '-xerror',
    '-i',
    footage.file(id),
    '-fps_mode',
    'passthrough',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    '-s',
    '1x1',
    '-',
  ];
  const { stdout, stderr } = await run('ffmpeg', raw, binary);
  expect(stderr.toString()).toBe('');
  return [...stdout].map((luma) => Math.round(((luma / 255) * 219) / 8) % 25);
}

async function framesOf(id: RecordingId, filter: string): Promise<string[]> {
  const wanted = ['-v', 'error', '-i', footage.file(id), '-an', '-vf', filter, '-f', 'framemd5', '-'];
  const { stdout } = await run('ffmpeg', wanted);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

async function soundOf(id: RecordingId): Promise<Float32Array> {
  const wanted = ['-v', 'error', '-i', footage.file(id), '-f', 'f32le', '-ac', '1', '-ar', '48000', '-'];
  const { stdout } = await run('ffmpeg', wanted, binary);
  return new Float32Array(Uint8Array.from(stdout).buffer);
}

const upTo = (from: number, until: number): number[] => Array.from({ length: until - from }, (_, n) => (from + n) % 25);
const loudest = (sound: Float32Array, from: number, until: number): number =>
  sound
    .subarray(Math.round(from * 48_000), Math.round(until * 48_000))
    .reduce((most, value) => Math.max(most, Math.abs(value)), 0);

describe('a clip without encoding again', () => {
  it('starts at the key picture before, ends with the last picture asked for, and says exactly so', async () => {
    const before = createHash('sha256')
      .update(await readFile(footage.file(counted)))
      .digest('hex');
    const { rendered, progress } = await render([await fileOf(counted, 0, 4)], draftOf(1.84, 3.2));
    expect(rendered.included.startSeconds).toBeCloseTo(1, 3);
    expect(rendered.included.firstFrame).toBe(25);
    expect(rendered.video).toMatchObject({ how: 'copied' });
    expect(rendered.audio).toMatchObject({ how: 'copied', codec: 'mp4a.40.2' });
    const numbers = await numbersOf(outcome);
    // A few more may come at the end: those that the last ones are compressed against.
    expect(numbers.length).toBe((rendered.included.lastFrame ?? 0) - 25 + 1);
    expect(numbers).toEqual(upTo(25, 25 + numbers.length));
    expect(rendered.included.lastFrame).toBeGreaterThanOrEqual(79);
    expect(rendered.included.lastFrame).toBeLessThan(83);
    expect(rendered.included.endSeconds).toBeCloseTo(((rendered.included.lastFrame ?? 0) + 1) / 25, 3);
    const { durationSeconds, audioCodec, videoCodec } = await measure(footage.file(outcome));
    expect([videoCodec, audioCodec]).toEqual(['h264', 'aac']);
    expect(durationSeconds).toBeCloseTo(rendered.durationSeconds, 1);
    expect(progress.at(-1)).toBe(1);
    expect(
      createHash('sha256')
        .update(await readFile(footage.file(counted)))
        .digest('hex'),
    ).toBe(before);
  });

  it('runs on over the files of one recording, where they are compressed alike', async () => {
    const files = [await fileOf(counted, 0, 4), await fileOf(second, 4, 3)];
    const { rendered } = await render(files, draftOf(3, 5.4));
    const numbers = await numbersOf(outcome);
    expect(numbers).toEqual(upTo(75, 75 + numbers.length));
    expect(numbers.length).toBeGreaterThanOrEqual(60);
    expect(numbers.length).toBeLessThan(64);
    expect(rendered.included.startSeconds).toBeCloseTo(3, 3);
    expect(loudest(await soundOf(outcome), 0.1, 2.3)).toBeGreaterThan(0.05);
  });

  it('refuses to join what is compressed differently, and names the file', async () => {
    const files = [await fileOf(counted, 0, 4), await fileOf(another, 4, 2)];
    await expect(render(files, draftOf(3, 5))).rejects.toThrow(`${another}.MP4 are stored in another way`);
  });

  it('needs nothing that the content security policy forbids', async () => {
    expect(await footage.page.evaluate(() => window.renderHarness.violations)).toEqual([]);
  });
});

describe('an exact clip', () => {
  it('holds the pictures of the range and no other, in H.264', async () => {
    const { rendered } = await render([await fileOf(counted, 0, 4)], draftOf(1.84, 3.2, { cut: 'exact' }));
    expect(await numbersOf(outcome)).toEqual(upTo(46, 80));
    expect(rendered.included).toMatchObject({ firstFrame: 46, lastFrame: 79 });
    expect(rendered.video).toMatchObject({ how: 'encoded' });
    expect((await measure(footage.file(outcome))).videoCodec).toBe('h264');
  });

  it('stops at once when it is cancelled', async () => {
    const files = [await fileOf(counted, 0, 4)];
    const ended = await footage.page.evaluate((given) => window.renderHarness.cancelled(...given), [
      files,
      draftOf(0, 4, { cut: 'exact' }),
      0.2,
    ] as const);
    expect(ended).toBe('AbortError');
  });
});

describe('a redaction', () => {
  const box = (effect: RecipeBox['effect'], more: Partial<RecipeBox> = {}): RecipeBox => ({
    id: 'b1',
    label: 'Face',
    effect,
    startSeconds: 0,
    endSeconds: 4,
    keys: [
      { atSeconds: 0, x: 58 / 320, y: 78 / 240, width: 86 / 320, height: 66 / 240, by: 'officer' },
      { atSeconds: 4, x: 138 / 320, y: 78 / 240, width: 86 / 320, height: 66 / 240, by: 'tracker' },
    ],
    ...more,
  });
  const mute = { id: 'm1', startSeconds: 1.5, endSeconds: 2.5 };

  it.each(['black', 'blur', 'pixelate'] as const)(
    'by %s leaves nothing of what lay in the box, in any picture: another original gives the same pictures',
    async (effect) => {
      const made: string[][] = [];
      for (const [index, id] of [witness, other].entries()) {
        await render(
          [await fileOf(id, 0, 4)],
          draftOf(0, 4, { boxes: [box(effect)], mutes: [mute] }),
          fileId(8 + index),
        );
        made.push(await framesOf(fileId(8 + index), 'null'));
      }
      const [one, two] = made;
      expect(one).toHaveLength(100);
      expect(one?.every((frame, index) => frame === two?.[index])).toBe(true);
      // And the originals do differ, in every picture.
      const originals = await Promise.all([framesOf(witness, 'null'), framesOf(other, 'null')]);
      expect(originals[0]?.every((frame, index) => frame !== originals[1]?.[index])).toBe(true);
    },
    60_000,
  );

  it('covers the first and the last picture of its time, those in between, and no others', async () => {
    const timed = box('black', { startSeconds: 1, endSeconds: 2 });
    await render([await fileOf(witness, 0, 4)], draftOf(0, 4, { boxes: [timed] }), fileId(8));
    await render([await fileOf(other, 0, 4)], draftOf(0, 4, { boxes: [timed] }), fileId(9));
    // The inside of the box, by its mean: black while covered.
    const raw = [
      '-v',
      'error',
      '-i',
      footage.file(fileId(8)),
      '-an',
      '-vf',
      `crop=60:40:'70+20*t':90,scale=1:1:flags=area,format=gray`,
      '-f',
      'rawvideo',
      '-',
    ];
    const { stdout } = await run('ffmpeg', raw, binary);
    const dark = [...stdout].flatMap((luma, index) => (luma <= 2 ? [index] : []));
    expect(dark).toEqual(Array.from({ length: 26 }, (_, n) => 25 + n));
  });

  it('mutes to digital silence, and leaves the sound beside it bit for bit', async () => {
    await render([await fileOf(witness, 0, 4)], draftOf(0, 4, { boxes: [box('black')], mutes: [mute] }), fileId(8));
    const [before, after] = [await soundOf(witness), await soundOf(fileId(8))];
    expect(loudest(after, 1.5, 2.5)).toBe(0);
    expect(loudest(before, 1.5, 2.5)).toBeGreaterThan(0.5);
    expect(after.slice(0, 1.45 * 48_000)).toEqual(before.slice(0, 1.45 * 48_000));
    expect(loudest(after, 2.6, 3.9)).toBeGreaterThan(0.2);
  });

  it('mutes AAC without encoding it again: silence in the range, the same packets outside', async () => {
    const { rendered } = await render([await fileOf(counted, 0, 4)], draftOf(0, 4, { mutes: [mute] }), fileId(8));
    expect(rendered.video).toMatchObject({ how: 'copied' });
    expect(rendered.audio).toMatchObject({ how: 'silenced' });
    const sound = await soundOf(fileId(8));
    expect(loudest(sound, 1.5, 2.5)).toBe(0);
    expect(loudest(sound, 0.2, 1.4)).toBeGreaterThan(0.05);
    expect(loudest(sound, 2.7, 3.8)).toBeGreaterThan(0.05);
  });

  it('has no sound at all where all of it is muted', async () => {
    const all = { ...mute, startSeconds: 0, endSeconds: 4 };
    await render([await fileOf(counted, 0, 4)], draftOf(0, 4, { mutes: [all] }), fileId(8));
    expect((await measure(footage.file(fileId(8)))).audioCodec).toBeNull();
  });

  it('carries none of the words that the camera put into the file', async () => {
    await render([await fileOf(witness, 0, 4)], draftOf(0, 4, { boxes: [box('black')] }), fileId(8));
    const bytes = await readFile(footage.file(fileId(8)));
    expect((await readFile(footage.file(witness))).includes('+51.5074')).toBe(true);
    for (const word of ['+51.5074', 'X60-118842']) expect(bytes.includes(word)).toBe(false);
  });

  it('lies where it was drawn on a picture that is turned when it is shown', async () => {
    const keys = [{ atSeconds: 0, x: 0.1, y: 0.05, width: 0.3, height: 0.2, by: 'officer' as const }];
    await render([await fileOf(turned, 0, 5)], draftOf(0, 1, { boxes: [box('black', { keys })] }), fileId(8));
    // As it is shown, 240 by 320: ffmpeg turns it as a player does.
    const inside = `crop=60:52:30:20,scale=1:1:flags=area,format=gray`;
    const raw = ['-v', 'error', '-i', footage.file(fileId(8)), '-an', '-vf', inside, '-f', 'rawvideo', '-'];
    const { stdout } = await run('ffmpeg', raw, binary);
    expect(Math.max(...stdout)).toBeLessThanOrEqual(2);
    expect(stdout.byteLength).toBe(25);
  });
});

describe('the tracker', () => {
  it('follows what lies in the box, says where it was lost, and leaves the box there', async () => {
    const key = { atSeconds: 0, x: 40 / 320, y: 60 / 240, width: 48 / 320, height: 48 / 240, by: 'officer' as const };
    const { keys, lostAt } = await footage.page.evaluate((given) => window.renderHarness.track(...given), [
      [await fileOf(moving, 0, 5)],
      key,
      5,
    ] as const);
    for (const { atSeconds, x, y } of keys) {
      expect(Math.abs(x * 320 - (40 + 30 * atSeconds))).toBeLessThan(5);
      expect(Math.abs(y * 240 - (60 + 60 * Math.sin(atSeconds)))).toBeLessThan(5);
    }
    expect(lostAt).toBeGreaterThanOrEqual(3.16);
    expect(lostAt).toBeLessThan(3.4);
    expect(keys.length).toBeLessThan(60);
  }, 60_000);

  it('writes only places that a recipe takes, also at the edge of a picture that is turned', async () => {
    // As it is stored 100 to 148 across, 150 to 198 down; as it is seen, down is towards the left edge.
    const face = { x: 1 - (150 + 48) / 240, y: 100 / 320, width: 48 / 240, height: 48 / 320 };
    const { keys } = await footage.page.evaluate((given) => window.renderHarness.track(...given), [
      [await fileOf(edge, 0, 5)],
      { atSeconds: 0, ...face, by: 'officer' as const },
      5,
    ] as const);
    for (const key of keys) expect(boxKey.safeParse(key).success).toBe(true);
    expect(keys.at(-1)?.atSeconds).toBeGreaterThan(4);
    expect(keys.at(-1)?.x).toBeCloseTo(0, 6);
  }, 60_000);

  it('learns what lies in the box from the picture it was placed on, in whatever file of a recording', async () => {
    // Taken from one another, these come out before the picture that begins at 0.12 s of the file.
    const offset = Array.from({ length: 200 }, (_, at) => 2 + at / 30).find((each) => each + 0.12 - each < 0.12) ?? 0;
    expect(offset).toBeGreaterThan(0);
    const files = [await fileOf(sudden, offset, 5)];
    const key = {
      atSeconds: offset + 0.12,
      x: 43.6 / 320,
      y: 60 / 240,
      width: 48 / 320,
      height: 48 / 240,
      by: 'officer' as const,
    };
    const { keys, lostAt } = await footage.page.evaluate((given) => window.renderHarness.track(...given), [
      files,
      key,
      offset + 2,
    ] as const);
    expect(lostAt).toBeNull();
    expect(Math.abs((keys.at(-1)?.x ?? 0) * 320 - (40 + 30 * 1.96))).toBeLessThan(5);
  }, 60_000);
});
