// PNG: what we write another program reads to the same pixels, and the other way round, by every filter; bytes that are no image do no harm.
import { execFileSync } from 'node:child_process';
import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../main/biometrics/format-error.ts';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { decodePng } from '../../../main/biometrics/png/decode-png.ts';
import { encodePng } from '../../../main/biometrics/png/encode-png.ts';
import { createBelow } from '../../support/random.ts';

const below = createBelow(11);

/** Ridges and noise, so that every filter has something to do. */
function print(width: number, height: number): GrayImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return 128 + 90 * Math.sin((Math.hypot(x - width / 2, y * 1.3) * 2 * Math.PI) / 9) + below(24);
  });
  return { width, height, pixels };
}

function ffmpeg(options: readonly string[], input: Uint8Array): Uint8Array {
  const answer = execFileSync('ffmpeg', ['-v', 'error', ...options, '-'], { input, maxBuffer: 10_000_000 });
  return new Uint8Array(answer);
}

function chunk(name: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(name, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

interface Made {
  readonly width?: number;
  readonly height?: number;
  readonly kind?: readonly number[];
  readonly rows?: Uint8Array;
  readonly data?: Uint8Array;
  readonly between?: readonly Uint8Array[];
  readonly behind?: Uint8Array;
}

/** A valid image of 3 × 2 pixels but for what is asked. */
function made({ width = 3, height = 2, kind = [8, 0, 0, 0, 0], rows, data, between = [], behind }: Made): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header.set(kind, 8);
  const pixels = data ?? deflateSync(rows ?? Uint8Array.of(0, 10, 20, 30, 0, 40, 50, 60));
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return new Uint8Array(
    Buffer.concat([
      signature,
      chunk('IHDR', header),
      ...between,
      chunk('IDAT', pixels),
      chunk('IEND', new Uint8Array()),
      behind ?? new Uint8Array(),
    ]),
  );
}

/** Of bytes that may be anything. */
function outcomeOf(bytes: Uint8Array): string {
  try {
    const { width, height, pixels } = decodePng(bytes, { mostPixels: 100_000 });
    return pixels.length === width * height ? 'an image' : 'an image of another size';
  } catch (error) {
    return error instanceof FormatError ? error.name : String(error);
  }
}

describe('against another program', () => {
  it('what we write it reads to the same pixels', () => {
    for (const [width, height] of [
      [320, 400],
      [37, 1],
      [1, 51],
    ] as const) {
      const image = print(width, height);
      const read = ffmpeg(['-f', 'png_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'gray'], encodePng(image));
      expect(Buffer.compare(read, image.pixels)).toBe(0);
    }
  });

  it.each(['none', 'sub', 'up', 'avg', 'paeth', 'mixed'])('what it writes by the filter "%s" we read', (filter) => {
    const image = print(83, 61);
    const raw = ['-f', 'rawvideo', '-pix_fmt', 'gray', '-s', '83x61', '-i', '-'];
    const written = ffmpeg([...raw, '-pred', filter, '-f', 'image2pipe', '-c:v', 'png'], image.pixels);
    expect(decodePng(written)).toEqual(image);
  });
});

describe('a written image', () => {
  test('comes back with every pixel, whatever they are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, stream) => {
          const pixels = Uint8Array.from({ length: width * height }, () => stream.next().value);
          expect(decodePng(encodePng({ width, height, pixels }))).toEqual({ width, height, pixels });
        },
      ),
      { numRuns: 60 },
    );
  });

  test('of a print is smaller than its pixels', () => {
    const image = print(320, 400);
    expect(encodePng(image).length).toBeLessThan(image.pixels.length * 0.8);
  });

  test('leaves the image that was given as it was', () => {
    const image = print(20, 20);
    const before = image.pixels.slice();
    encodePng(image);
    expect(image.pixels).toEqual(before);
  });

  test('without pixels is refused before anything is written', () => {
    expect(() => encodePng({ width: 0, height: 5, pixels: new Uint8Array() })).toThrow(RangeError);
    expect(() => encodePng({ width: 5, height: 5, pixels: new Uint8Array(24) })).toThrow(RangeError);
  });
});

describe('an image that is read', () => {
  test('in several parts, with chunks that may be passed over, is one image', () => {
    const whole = deflateSync(Uint8Array.of(0, 10, 20, 30, 2, 1, 1, 1));
    const parts = [whole.subarray(0, 4), new Uint8Array(), whole.subarray(4, 5)].map((part) => chunk('IDAT', part));
    const between = [chunk('tEXt', Buffer.from('Comment\0nothing')), ...parts];
    expect(decodePng(made({ between, data: whole.subarray(5) })).pixels).toEqual(Uint8Array.of(10, 20, 30, 11, 21, 31));
  });

  test.each<[string, Made, RegExp]>([
    ['of 16 bits', { kind: [16, 0, 0, 0, 0] }, /gray with 16 bits, and not 8-bit gray \(at byte 8\)/],
    ['in colour', { kind: [8, 2, 0, 0, 0] }, /coloured with 8 bits/],
    ['with a palette', { kind: [8, 3, 0, 0, 0] }, /coloured by a palette/],
    ['with transparency', { kind: [8, 4, 0, 0, 0] }, /gray with transparency/],
    ['with a transparent colour', { between: [chunk('tRNS', Uint8Array.of(0, 5))] }, /transparent/],
    ['of an unknown colour type', { kind: [8, 1, 0, 0, 0] }, /unknown colour type 1/],
    ['that is interlaced', { kind: [8, 0, 0, 0, 1] }, /Interlaced/],
    ['that is compressed in another way', { kind: [8, 0, 1, 0, 0] }, /unknown way/],
    ['without size', { width: 0 }, /no size/],
    ['of a size that is not there', { width: 20_000, height: 2000 }, /as many pixels as the header says/],
    ['that is too large', { width: 0xffff_ffff, height: 0xffff_ffff }, /too large: 4294967295 × 4294967295/],
    ['with more pixels than it says', { rows: new Uint8Array(9) }, /cannot be decompressed/],
    ['with fewer pixels than it says', { rows: new Uint8Array(7) }, /as many pixels/],
    [
      'with something behind its pixels',
      { data: Buffer.concat([deflateSync(new Uint8Array(8)), Buffer.alloc(3)]) },
      /as many/,
    ],
    ['whose pixels are not compressed', { data: Uint8Array.of(1, 2, 3) }, /cannot be decompressed/],
    ['by an unknown filter', { rows: Uint8Array.of(0, 1, 2, 3, 9, 1, 2, 3) }, /Row 1 has the unknown filter 9/],
    ['with a chunk that must be known', { between: [chunk('ABCD', new Uint8Array())] }, /ABCD has no place/],
    ['with two headers', { between: [chunk('IHDR', new Uint8Array(13))] }, /IHDR has no place/],
    ['with a nameless chunk', { between: [chunk('a\0b2', new Uint8Array())] }, /no name/],
    ['torn apart', { between: [chunk('IDAT', new Uint8Array()), chunk('tIME', new Uint8Array(7))] }, /torn apart/],
    ['with something behind it', { behind: Uint8Array.of(1, 2) }, /2 bytes stand behind the image/],
  ])('%s is refused', (_name, what, words) => {
    expect(() => decodePng(made(what))).toThrow(FormatError);
    expect(() => decodePng(made(what))).toThrow(words);
  });

  test('that would become a thousand times as large as it may be is refused', () => {
    const bomb = deflateSync(new Uint8Array(20_000_000));
    expect(bomb.length).toBeLessThan(30_000);
    expect(() => decodePng(made({ data: bomb }))).toThrow('cannot be decompressed');
  });

  test('with one changed bit anywhere is refused: every byte is checked', () => {
    const whole = encodePng(print(9, 7));
    for (let at = 0; at < whole.length; at += 1) {
      const bytes = whole.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
      expect(outcomeOf(bytes)).toBe('FormatError');
    }
  });

  test('ends early at any byte: a format error', () => {
    const whole = encodePng(print(16, 12));
    for (let length = 0; length < whole.length; length += 1)
      expect(outcomeOf(whole.subarray(0, length))).toBe('FormatError');
  });

  test('changed where the check values do not tell is an image or a format error, and nothing else', () => {
    const rows = (): Uint8Array => Uint8Array.from({ length: 8 }, (_, i) => (i % 4 === 0 ? below(6) : below(256)));
    const damaged = (data: Uint8Array): Uint8Array => {
      const bytes = data.slice(0, below(4) === 0 ? below(data.length) : data.length);
      for (let i = below(4); i > 0 && bytes.length > 0; i -= 1) bytes[below(bytes.length)] = below(256);
      return bytes;
    };
    const seen = new Set<string>();
    for (let run = 0; run < 2000; run += 1) {
      const size = below(3) === 0 ? { width: below(7), height: below(0xffff_ffff) } : {};
      const kind = below(3) === 0 ? { kind: Array.from({ length: 5 }, () => below(5)) } : {};
      const outcome = outcomeOf(made({ ...size, ...kind, data: damaged(deflateSync(rows())) }));
      expect(outcome).toMatch(/^(an image|FormatError)$/);
      seen.add(outcome);
    }
    expect(seen.size).toBe(2);
  });

  test('is no image where it is anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(outcomeOf(bytes)).toBe('FormatError');
      }),
    );
  });
});
