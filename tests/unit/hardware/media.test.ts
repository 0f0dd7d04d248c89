// What a recording is said to be: against ffmpeg's and mediabunny's own reading of it, files of other makers, and any bytes at all.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { ALL_FORMATS, BufferSource, Input } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mediaFacts, type MediaFacts } from '#contract/media.ts';
import { examinationBudget, type ByteSource } from '../../../main/hardware/media/byte-source.ts';
import { examineMedia } from '../../../main/hardware/media/examine.ts';
import { readCreation } from '../../../main/hardware/media/movie.ts';
import { makePlainClip } from '../../../native-mocks/devices/plain-h264.ts';
import { aac, h264, makeMedia, measure } from '../../support/ffmpeg.ts';

/** Counts what is read of a file. */
function counting(bytes: Uint8Array, size = bytes.byteLength): ByteSource & { total: number; reads: number } {
  return {
    size,
    total: 0,
    reads: 0,
    async read(offset, length) {
      const piece = bytes.subarray(offset, offset + length);
      this.total += piece.byteLength;
      this.reads++;
      return piece;
    },
  };
}
const examine = (bytes: Uint8Array): Promise<MediaFacts> => examineMedia(counting(bytes));

let folder: string;
const made = new Map<string, Uint8Array>();
const file = (name: string): string => path.join(folder, name);
const bytesOf = (name: string): Uint8Array => made.get(name) ?? new Uint8Array();

const recipes: Readonly<Record<string, readonly string[]>> = {
  'plain.mp4': [...h264, ...aac, '-metadata', 'creation_time=2026-11-22T14:03:22Z'],
  'index-first.mp4': [...h264, ...aac, '-movflags', '+faststart'],
  'fragmented.mp4': [
    ...h264,
    ...aac,
    '-movflags',
    'frag_keyframe+empty_moov',
    '-metadata',
    'creation_time=2026-11-22T14:03:22Z',
  ],
  'fragmented-global.mp4': [...h264, ...aac, '-movflags', 'frag_keyframe+empty_moov+default_base_moof+global_sidx'],
  'picture-only.mp4': [...h264, '-an'],
  'sound-only.mp4': ['-vn', ...aac],
  'quicktime-pcm.mov': [...h264, '-c:a', 'pcm_s16le'],
  'mpeg4.mp4': ['-c:v', 'mpeg4', ...aac],
  'hevc.mp4': ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', 'log-level=error', '-tag:v', 'hvc1', '-an'],
  'studio.mp4': ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv422p', '-an'],
  'motion-jpeg.avi': ['-c:v', 'mjpeg', '-an'],
  'transport.ts': [...h264, ...aac],
  'matroska.mkv': [...h264, ...aac],
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-media-'));
  for (const [name, options] of Object.entries(recipes)) {
    await makeMedia(file(name), 3, options);
    made.set(name, await readFile(file(name)));
  }
});
afterAll(() => rm(folder, { recursive: true }));

describe('a file made by ffmpeg', () => {
  it.each([
    'plain.mp4',
    'index-first.mp4',
    'fragmented.mp4',
    'fragmented-global.mp4',
    'picture-only.mp4',
    'quicktime-pcm.mov',
  ])('%s has the numbers that ffprobe finds, and can be played', async (name) => {
    const facts = await examine(bytesOf(name));
    const measured = await measure(file(name));
    expect(facts).toMatchObject({ playability: 'playable', width: measured.width, height: measured.height });
    expect(facts.durationSeconds).toBeCloseTo(measured.durationSeconds, 1);
    expect(facts.frameRate).toBeCloseTo(25, 1);
    expect(facts.videoCodec).toMatch(/^avc1\.[0-9a-f]{6}$/);
    expect(facts.audioCodec === null).toBe(measured.audioCodec === null);
  });

  it.each(['plain.mp4', 'index-first.mp4', 'fragmented.mp4', 'picture-only.mp4', 'sound-only.mp4'])(
    '%s has the formats that mediabunny finds',
    async (name) => {
      const input = new Input({ source: new BufferSource(bytesOf(name).slice().buffer), formats: ALL_FORMATS });
      const facts = await examine(bytesOf(name));
      const video = await input.getPrimaryVideoTrack();
      const audio = await input.getPrimaryAudioTrack();
      expect(facts.audioCodec).toBe((await audio?.getCodecParameterString()) ?? null);
      expect(facts.videoCodec).toBe((await video?.getCodecParameterString()) ?? null);
      expect(facts.durationSeconds).toBeCloseTo(await input.computeDuration(), 1);
    },
  );

  it.each([
    [
      'plain.mp4',
      { container: 'mp4', audioCodec: 'mp4a.40.2', startByMedia: '2026-11-22T14:03:22.000Z', remark: null },
    ],
    ['fragmented.mp4', { container: 'fragmented mp4', startByMedia: '2026-11-22T14:03:22.000Z' }],
    ['quicktime-pcm.mov', { container: 'quicktime', remark: 'The sound is PCM: it plays silently.' }],
    ['sound-only.mp4', { playability: 'playable', remark: 'Sound only: there is no picture in it.' }],
    ['mpeg4.mp4', { playability: 'codec-not-supported', remark: 'The picture is MPEG-4 Part 2.' }],
    ['hevc.mp4', { playability: 'codec-not-supported', videoCodec: 'hvc1', remark: 'The picture is H.265 (HEVC).' }],
    ['studio.mp4', { playability: 'codec-not-supported', remark: 'The picture is H.264 for studios.' }],
    ['motion-jpeg.avi', { playability: 'codec-not-supported', container: 'avi' }],
    ['transport.ts', { playability: 'codec-not-supported', container: 'mpeg transport stream' }],
    ['matroska.mkv', { playability: 'codec-not-supported', container: 'matroska' }],
  ] as const)('%s is labelled honestly', async (name, expected) => {
    expect(await examine(bytesOf(name))).toMatchObject(expected);
  });

  it('is labelled honestly wherever it is cut', async () => {
    const cutAt = async (name: string, share: number): Promise<string> =>
      (await examine(bytesOf(name).subarray(0, Math.floor(bytesOf(name).byteLength * share)))).playability;
    for (const share of [0.1, 0.5, 0.9, 0.99]) expect(await cutAt('plain.mp4', share)).toBe('index-missing');
    for (const share of [0.3, 0.5, 0.9]) expect(await cutAt('index-first.mp4', share)).toBe('cut-short');
    for (const share of [0.6, 0.9]) expect(await cutAt('fragmented.mp4', share)).toBe('cut-short');
    const cut = await examine(bytesOf('index-first.mp4').subarray(0, bytesOf('index-first.mp4').byteLength / 2));
    expect(cut.remark).toMatch(/^About \d+ % of its picture and sound is there\.$/);
    expect(cut.durationSeconds).toBeCloseTo(3, 1);
  });

  it('without an encoder is a real one too', async () => {
    const clip = await makePlainClip({ seconds: 2, startedAt: new Date('2026-11-22T14:03:22Z'), seed: 1 });
    expect(await examine(clip)).toMatchObject({
      playability: 'playable',
      durationSeconds: 2,
      frameRate: 10,
      width: 320,
    });
  });
});

describe('odd files', () => {
  it.each([
    ['nothing', new Uint8Array(), 'empty'],
    ['one byte', Uint8Array.of(0), 'not-a-video'],
    ['zeros', new Uint8Array(100_000), 'not-a-video'],
    ['text', Buffer.from('#!/bin/sh\necho this is not a video at all\n'), 'not-a-video'],
    ['a JPEG', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46), 'not-a-video'],
    [
      'a bare ftyp',
      Uint8Array.of(0, 0, 0, 16, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d, 0, 0, 2, 0),
      'index-missing',
    ],
  ] as const)('%s', async (_name, bytes, playability) => {
    expect((await examine(bytes)).playability).toBe(playability);
  });

  it('dates of clocks that were never set are no dates', () => {
    expect(readCreation(0)).toEqual({ createdAt: null, createdRemark: null });
    expect(readCreation(1).createdRemark).toMatch(/in 1904/);
    expect(readCreation(2_082_844_800).createdRemark).toMatch(/in 1970/);
    expect(readCreation(2 ** 53)).toMatchObject({ createdAt: null });
    expect(readCreation(2_082_844_800 + 1_795_356_202)).toEqual({
      createdAt: '2026-11-22T14:03:22.000Z',
      createdRemark: null,
    });
  });

  it('a fault of the camera while it is read is told as that, not as a fault of the file', async () => {
    const failing: ByteSource = {
      size: 1000,
      read: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    };
    await expect(examineMedia(failing)).rejects.toMatchObject({ code: 'EIO' });
  });
});

describe('files of other makers', () => {
  const samples = fileURLToPath(new URL('../../../../shared/samples/video/', import.meta.url));
  const present = existsSync(samples);
  if (!present) console.warn(`SKIPPED: files of other makers (no folder ${samples} beside the checkout)`);
  const known: Readonly<Record<string, Partial<MediaFacts>>> = {
    'gopro_karma.mp4': {
      playability: 'playable',
      width: 854,
      height: 480,
      frameRate: 29.97,
      startByMedia: '2017-04-17T19:27:57.000Z',
    },
    'derived_gopro_karma_powerloss_60pct.mp4': { playability: 'index-missing' },
    'nist_test01.mp4': {
      playability: 'playable',
      videoCodec: 'avc1.42c01e',
      audioCodec: 'mp4a.40.2',
      durationSeconds: 8.035,
    },
    'derived_nist_test01_cut_mid_mdat.mp4': { playability: 'index-missing' },
    'nist_numbered_frames-r30.mp4': { playability: 'playable', width: 2016, frameRate: 30, audioCodec: null },
    'mp4ff_bbb_prog_10s.mp4': { playability: 'playable', frameRate: 24, durationSeconds: 9.917 },
    'mp4ff_bbb5s_aac_sidx.mp4': { playability: 'playable', container: 'fragmented mp4', videoCodec: null },
    'mp4ff_init_truncated.mp4': { playability: 'index-missing' },
  };
  it.skipIf(!present).each(Object.entries(known))('%s', async (name, expected) => {
    const source = counting(await readFile(path.join(samples, name)));
    expect(await examineMedia(source)).toMatchObject(expected);
    expect(source.total).toBeLessThan(64 * 1024);
  });
  it.skipIf(!present)('each is in the table above', async () => {
    expect((await readdir(samples)).toSorted()).toEqual(Object.keys(known).toSorted());
  });
});

describe('whatever the bytes', () => {
  /** Which of the promises were broken. */
  const broken = async (bytes: Uint8Array, size?: number): Promise<string[]> => {
    const source = counting(bytes, size);
    const facts = await examineMedia(source);
    const found: string[] = [];
    if (source.total > examinationBudget.bytes) found.push(`read ${source.total} bytes`);
    if (source.reads > examinationBudget.reads) found.push(`read ${source.reads} times`);
    if (!mediaFacts.safeParse(facts).success) found.push(`told ${JSON.stringify(facts)}`);
    return found;
  };

  it('noise is examined to an end, within its budget', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 4000 }), async (bytes) => {
        expect(await broken(bytes)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('real files with bytes changed, cut and repeated are examined to an end, within their budget', async () => {
    const originals = ['plain.mp4', 'index-first.mp4', 'fragmented.mp4', 'quicktime-pcm.mov'].map(bytesOf);
    const change = fc.record({
      original: fc.constantFrom(...originals),
      // Where indexes are: the first and the last bytes of a file.
      changes: fc.array(
        fc.record({ at: fc.integer({ min: -6000, max: 6000 }), value: fc.integer({ min: 0, max: 255 }) }),
        {
          minLength: 1,
          maxLength: 12,
        },
      ),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      cuts: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ original, changes, cut, cuts }) => {
        const bytes = original.slice(0, cuts ? Math.floor(original.byteLength * cut) : original.byteLength);
        for (const { at, value } of changes) {
          if (bytes.byteLength > 0) bytes[(at + bytes.byteLength * 2) % bytes.byteLength] = value;
        }
        expect(await broken(bytes)).toEqual([]);
      }),
      { numRuns: Number(process.env['KERBDESK_FUZZ_RUNS'] ?? 1500) },
    );
  });

  it('an index that claims billions of entries, in a file said to be a terabyte, is not believed', async () => {
    const bytes = bytesOf('index-first.mp4').slice();
    const text = Buffer.from(bytes.buffer);
    for (const table of ['stco', 'stsz', 'stts', 'stsc', 'stss']) {
      for (let at = text.indexOf(table); at > 0; at = text.indexOf(table, at + 4))
        text.writeUInt32BE(0xffff_fff0, at + 8);
    }
    expect(await broken(bytes, 2 ** 40)).toEqual([]);
  });

  it('a million tiny boxes end by the budget, with a word', async () => {
    const bytes = Buffer.alloc(800_000);
    for (let at = 0; at < bytes.length; at += 8) bytes.write('\0\0\0\x08free', at, 'latin1');
    expect(await broken(bytes)).toEqual([]);
    expect((await examine(bytes)).remark).toMatch(/laid out so oddly/);
  });
});
