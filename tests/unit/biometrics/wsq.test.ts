// WSQ: published images decoded to the pixels of the published reference, our own round trip, and bytes that are no image.
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../main/biometrics/format-error.ts';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import { encodeWsq } from '../../../main/biometrics/wsq/encode-wsq.ts';
import { subbandTree } from '../../../main/biometrics/wsq/subbands.ts';
import { hasNistSamples, nistSample, nistSamplePath } from '../../support/nist-samples.ts';
import { createBelow } from '../../support/random.ts';

/** Ridges of a whorl, 9 pixels apart: what a fingerprint looks like to a wavelet. */
function ridges(width: number, height: number): GrayImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [(i % width) - width / 2, Math.floor(i / width) - height / 2];
    return 128 + 100 * Math.sin((Math.hypot(x, y * 1.2) * 2 * Math.PI) / 9);
  });
  return { width, height, pixels };
}

function signalToNoise(image: GrayImage, other: GrayImage): number {
  const squares = image.pixels.reduce((sum, pixel, i) => sum + (pixel - (other.pixels[i] ?? 0)) ** 2, 0);
  return 10 * Math.log10((255 * 255) / (squares / image.pixels.length));
}

/** Of bytes that may be anything. */
function outcomeOf(bytes: Uint8Array): string {
  try {
    const { width, height, pixels } = decodeWsq(bytes, { mostPixels: 1_000_000 });
    return pixels.length === width * height ? 'an image' : 'an image of another size';
  } catch (error) {
    return error instanceof FormatError ? error.name : String(error);
  }
}

describe.skipIf(!hasNistSamples)('published images', () => {
  it('are decoded to exactly the pixels of the published reference picture', () => {
    const { width, height, pixels } = decodeWsq(nistSample('sourceafis_wsq-original.wsq'));
    expect([width, height]).toEqual([832, 768]);
    const reference = execFileSync(
      'ffmpeg',
      ['-v', 'error', '-i', nistSamplePath('sourceafis_wsq-converted.png'), '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
      { maxBuffer: 10_000_000, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const different = pixels.reduce((count, pixel, i) => count + (pixel === reference[i * 3] ? 0 : 1), 0);
    expect(different).toBe(0);
  });

  it.each([
    ['biomeval_img.wsq', 256, 256],
    ['nodenist_Fingerprint_LeftPointer.wsq', 320, 480],
    ['nodenist_imageHeader_test.wsq', 320, 480],
  ])('%s is decoded, with its comments', (name, width, height) => {
    const image = decodeWsq(nistSample(name));
    expect([image.width, image.height]).toEqual([width, height]);
    expect(image.comments[0]).toContain('PPI 500');
  });

  it('raw pixels named .wsq are refused', () => {
    expect(() => decodeWsq(nistSample('nodenist_Fingerprint_Latent.wsq'))).toThrow('not a WSQ image');
  });

  it('a changed, shortened or lengthened file is an image or a format error, and nothing else', () => {
    const below = createBelow(5);
    const whole = nistSample('nodenist_Fingerprint_LeftPointer.wsq');
    for (let run = 0; run < 300; run += 1) {
      const bytes = whole.slice(0, below(4) === 0 ? below(whole.length) : whole.length);
      // Most of the damage where the headers and tables are.
      for (let i = 0; i <= below(4); i += 1) {
        const at = below(below(3) === 0 ? Math.max(bytes.length, 1) : Math.min(bytes.length, 900) || 1);
        if (at < bytes.length) bytes[at] = below(256);
      }
      expect(outcomeOf(bytes)).toMatch(/^(an image|FormatError)$/);
    }
  }, 120_000);

  it('our encoder makes of a published image a file as large as the published one, and nearly the same picture', () => {
    const published = nistSample('sourceafis_wsq-original.wsq');
    const image = decodeWsq(published);
    const encoded = encodeWsq(image);
    expect(encoded.length / published.length).toBeGreaterThan(0.97);
    expect(encoded.length / published.length).toBeLessThan(1.03);
    expect(signalToNoise(image, decodeWsq(encoded))).toBeGreaterThan(40);
  });
});

describe('subbands', () => {
  test('cover every image whole, each pixel once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (width, height) => {
        const seen = new Uint8Array(width * height);
        const { cuts, subbands } = subbandTree(width, height);
        const [whole] = cuts;
        // The four that are never coded are the lower right quarter.
        const uncoded = { x: Math.ceil(width / 2), y: Math.ceil(height / 2) };
        const regions = [...subbands, { ...uncoded, width: width - uncoded.x, height: height - uncoded.y }];
        for (const region of regions) {
          for (let y = region.y; y < region.y + region.height; y += 1)
            for (let x = region.x; x < region.x + region.width; x += 1)
              seen[y * width + x] = (seen[y * width + x] ?? 0) + 1;
        }
        expect(whole).toMatchObject({ width, height });
        expect(subbands).toHaveLength(60);
        expect(seen.every((times) => times === 1)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('an encoded image', () => {
  test('of any size comes back with its size, and finer the more bits it may have', () => {
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 130 }), fc.integer({ min: 16, max: 130 }), (width, height) => {
        const image = ridges(width, height);
        const [coarse, fine] = [0.75, 5].map((bitRate) => decodeWsq(encodeWsq(image, { bitRate })));
        expect([coarse?.width, coarse?.height]).toEqual([width, height]);
        expect(signalToNoise(image, fine ?? image)).toBeGreaterThan(signalToNoise(image, coarse ?? image));
        expect(signalToNoise(image, fine ?? image)).toBeGreaterThan(35);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test('of one pixel, of one line, and of one colour comes back', () => {
    for (const [width, height] of [
      [1, 1],
      [1, 40],
      [40, 1],
      [33, 65],
    ] as const) {
      const image = { width, height, pixels: new Uint8Array(width * height).fill(200) };
      expect(decodeWsq(encodeWsq(image))).toMatchObject(image);
    }
  });

  test('of nothing but noise, whose coefficients need every kind of code, is read back whole', () => {
    const below = createBelow(9);
    const image = { width: 150, height: 140, pixels: Uint8Array.from({ length: 21_000 }, () => below(256)) };
    const decoded = decodeWsq(encodeWsq(image, { bitRate: 14 }));
    expect(signalToNoise(image, decoded)).toBeGreaterThan(10);
  });

  test('an image without pixels is refused before anything is written', () => {
    expect(() => encodeWsq({ width: 0, height: 5, pixels: new Uint8Array() })).toThrow(RangeError);
    expect(() => encodeWsq({ width: 5, height: 5, pixels: new Uint8Array(24) })).toThrow(RangeError);
  });
});

test('a frame that claims more pixels than allowed is refused before they are allocated', () => {
  const bytes = Uint8Array.of(0xff, 0xa0, 0xff, 0xa2, 0, 17, 0, 255, 255, 255, 255, 255, 0, 0, 128, 0, 0, 1, 0, 0, 0);
  expect(() => decodeWsq(bytes)).toThrow('too large: 65535 × 65535');
});
