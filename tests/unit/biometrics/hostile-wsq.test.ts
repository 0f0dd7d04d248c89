// WSQ images that somebody made to do harm: refused before they cost what they claim; whatever becomes of a header, a table or a block.
import { describe, expect, it, test } from 'vitest';
import { FormatError } from '../../../main/biometrics/format-error.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import { encodeWsq } from '../../../main/biometrics/wsq/encode-wsq.ts';
import { hasNistSamples, nistSample, nistSamples } from '../../support/nist-samples.ts';
import { createBelow } from '../../support/random.ts';

const image = {
  width: 48,
  height: 40,
  pixels: Uint8Array.from({ length: 1920 }, (_, i) => 128 + 90 * Math.sin(((i % 48) + Math.floor(i / 48)) * 0.7)),
};
const whole = encodeWsq(image, { bitRate: 2 });

/** Of bytes that may be anything. */
function outcomeOf(bytes: Uint8Array): string {
  try {
    const { width, height, pixels } = decodeWsq(bytes, { mostPixels: 1_000_000 });
    return pixels.length === width * height ? 'an image' : 'an image of another size';
  } catch (error) {
    if (!(error instanceof FormatError)) return String(error);
    return error.offset >= 0 && error.offset <= bytes.length ? 'refused' : `refused at ${error.offset}`;
  }
}
const harmless = /^(an image|refused)$/;

/** Where the segments of each kind begin; blocks are followed by codes, in which 0xFF is never followed by a marker's second byte. */
function placesOf(bytes: Uint8Array, second: number): number[] {
  const places: number[] = [];
  for (let at = 2; at < bytes.length - 1; at += 1) if (bytes[at] === 0xff && bytes[at + 1] === second) places.push(at);
  return places;
}
const placeOf = (bytes: Uint8Array, second: number): number => placesOf(bytes, second)[0] ?? -1;

function withSize(bytes: Uint8Array, width: number, height: number): Uint8Array {
  const changed = bytes.slice();
  const view = new DataView(changed.buffer);
  view.setUint16(placeOf(bytes, 0xa2) + 6, height);
  view.setUint16(placeOf(bytes, 0xa2) + 8, width);
  return changed;
}

const inserted = (bytes: Uint8Array, at: number, more: Uint8Array, instead = 0): Uint8Array =>
  new Uint8Array(Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + instead)]));

describe('a small image', () => {
  test('ends early at any byte: refused', () => {
    expect(outcomeOf(whole)).toBe('an image');
    for (let length = 0; length < whole.length; length += 1)
      expect(outcomeOf(whole.subarray(0, length))).toBe('refused');
  });

  test('with any byte changed does no harm', () => {
    const below = createBelow(21);
    for (let at = 0; at < whole.length; at += 1) {
      for (const byte of [0, 255, (whole[at] ?? 0) ^ 1, below(256)]) {
        const bytes = whole.slice();
        bytes[at] = byte;
        expect(outcomeOf(bytes)).toMatch(harmless);
      }
    }
  });

  test('without one of its segments is refused', () => {
    for (const second of [0xa2, 0xa3, 0xa4, 0xa5, 0xa6]) {
      const at = placeOf(whole, second);
      const length = new DataView(whole.buffer).getUint16(at + 2) + 2;
      expect([second, outcomeOf(inserted(whole, at, new Uint8Array(), length))]).toEqual([second, 'refused']);
    }
  });
});

describe('a claim that is not kept', () => {
  test.each([
    [65_535, 65_535],
    [4000, 4000],
    [65_535, 153],
  ])('of %i × %i pixels is refused before they are allocated, unasked', (width, height) => {
    expect(() => decodeWsq(withSize(whole, width, height))).toThrow(`too large: ${width} × ${height}`);
  });

  test('of as many pixels as are allowed costs no more than they do', () => {
    expect(outcomeOf(withSize(whole, 1000, 1000))).toBe('refused');
  });

  test('of filters as long as a byte can say is refused', () => {
    const at = placeOf(whole, 0xa4);
    const table = new Uint8Array(4 + 2 + 128 * 6 * 2).fill(1);
    table.set([0xff, 0xa4, (table.length - 2) >> 8, (table.length - 2) & 255, 255, 255]);
    const length = new DataView(whole.buffer).getUint16(at + 2) + 2;
    expect(() => decodeWsq(inserted(whole, at, table, length))).toThrow('longer than the standard allows');
  });

  test('of more codes than their lengths can tell apart is refused', () => {
    const at = placeOf(whole, 0xa6) + 5;
    // The count of symbols stays, so that the segment does.
    const total = whole.subarray(at, at + 16).reduce((sum, count) => sum + count, 0);
    const refused: Uint8Array[] = [];
    for (let length = 1; length <= 16; length += 1) {
      const bytes = whole.slice().fill(0, at, at + 16);
      bytes[at + length - 1] = total;
      expect(outcomeOf(bytes)).toMatch(harmless);
      if (total > 2 ** length) refused.push(bytes);
    }
    expect(refused.length).toBeGreaterThan(3);
    for (const bytes of refused) expect(() => decodeWsq(bytes)).toThrow('more codes than fit into their length');
  });

  test('of runs of zeros beyond the image is refused', () => {
    // One table of one code, "0", for a run of which the length follows in 16 bits.
    const table = Uint8Array.of(0xff, 0xa6, 0, 20, 7, 1, ...Array.from({ length: 15 }, () => 0), 106);
    const block = Uint8Array.of(0xff, 0xa3, 0, 3, 7, 0x7f, 0xff, 0x00, 0xff, 0x00);
    const bytes = inserted(whole, placeOf(whole, 0xa3), Uint8Array.of(...table, ...block));
    expect(() => decodeWsq(bytes)).toThrow('more coefficients than the image has');
  });

  test.each([
    ['comments', Uint8Array.of(0xff, 0xa8, 0, 2)],
    ['empty blocks', Uint8Array.of(0xff, 0xa3, 0, 3, 0)],
    ['tables without codes', Uint8Array.of(0xff, 0xa6, 0, 2)],
  ])('of a million %s is refused', (_what, one) => {
    const many = Buffer.alloc(one.length * 1_000_000, one);
    expect(() => decodeWsq(inserted(whole, whole.length - 2, many))).toThrow('more than 1000 segments');
  });

  test('of a second frame or of tables behind the coefficients is refused', () => {
    for (const second of [0xa2, 0xa5]) {
      const at = placeOf(whole, second);
      const length = new DataView(whole.buffer).getUint16(at + 2) + 2;
      expect(outcomeOf(inserted(whole, whole.length - 2, whole.subarray(at, at + length)))).toBe('refused');
    }
  });
});

test('weights, shifts and scales beyond all numbers make some image, or are refused', () => {
  for (const second of [0xa2, 0xa4, 0xa5]) {
    const at = placeOf(whole, second);
    const length = new DataView(whole.buffer).getUint16(at + 2);
    for (const byte of [0, 127, 255]) {
      // Behind the sizes, which have their own tests.
      const bytes = whole.slice().fill(byte, at + (second === 0xa2 ? 10 : 6), at + 2 + length);
      expect(outcomeOf(bytes)).toMatch(harmless);
    }
  }
});

describe.skipIf(!hasNistSamples)('a published image', () => {
  it.each(nistSamples(/\.wsq$/).filter((name) => !name.includes('original')))('%s ends early: refused', (name) => {
    const published = nistSample(name);
    const lengths = Array.from({ length: 40 }, (_, i) => Math.floor((published.length * i) / 40));
    for (let length = 0; length < 700; length += 7) lengths.push(length);
    for (const length of lengths) expect(outcomeOf(published.subarray(0, length))).toBe('refused');
  });
});
