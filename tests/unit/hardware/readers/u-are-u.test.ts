// The driver of the U.are.U 4500 against firmware with a scrambling of its own: every pixel arrives, and whatever the reader does or
// sends, the driver ends with words for an officer and leaves nothing of a print behind.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../../../main/biometrics/gray-image.ts';
import { createScanners } from '../../../../main/hardware/readers/reader-registry.ts';
import { keyAfter, unscramble } from '../../../../main/hardware/readers/u-are-u/cipher.ts';
import { FrameError, readFrame } from '../../../../main/hardware/readers/u-are-u/frame.ts';
import { afterReaderEvent, IllegalReaderEvent } from '../../../../main/hardware/readers/u-are-u/reader-state.ts';
import { ScannerError, type Scanner, type ScannerImage } from '../../../../main/ports/scanner.ts';
import { VirtualReader } from '../../../../native-mocks/devices/virtual-reader.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { ridgeFrame } from '../../../support/ridge-frames.ts';

const finger = (height = 280, seed = 1): GrayImage => ridgeFrame({ width: 384, height, seed });

const stops: AbortController[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop.abort();
});

async function pluggedIn(): Promise<{
  bus: VirtualBus;
  reader: VirtualReader;
  scanner: Scanner;
  stop: AbortController;
}> {
  const [bus, reader, stop] = [new VirtualBus(), new VirtualReader(), new AbortController()];
  stops.push(stop);
  bus.plugIn('1-1', reader.options());
  const [scanner] = await createScanners(bus).list();
  if (scanner === undefined) throw new Error('it was not found');
  return { bus, reader, scanner, stop };
}

/** The first images that come, and how it ended. */
async function take(scanner: Scanner, stop: AbortController, count: number): Promise<ScannerImage[]> {
  const images: ScannerImage[] = [];
  for await (const image of scanner.frames(stop.signal, 2)) {
    if (image !== null) images.push(image);
    if (images.length === count) break;
  }
  return images;
}

const failure = async (work: Promise<unknown>): Promise<ScannerError> =>
  work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => {
      if (error instanceof ScannerError) return error;
      throw error;
    },
  );

/** The last pixel of a scrambled run is lost; the picture is turned, so it is the first. */
function withoutLost({ pixels }: { readonly pixels: Uint8Array }, at: readonly number[]): Uint8Array {
  const kept = Uint8Array.from(pixels);
  for (const place of at) kept[place] = 0;
  return kept;
}

test('the scrambling is that of the protocol: vectors made with a reimplementation of twelve lines in Python', () => {
  const block = Uint8Array.from({ length: 16 }, (_, at) => at * 15);
  const key = unscramble(block, 0x12345678);
  expect([Buffer.from(block).toString('hex'), key]).toEqual(['36593e28a15b624486d2b23c61d06c00', 0xbb021234]);
  expect(keyAfter(0x12345678, 1000)).toBe(0x130f58df);
});

describe('a picture', () => {
  test('arrives as it lay on the glass, upright and ridges black', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const image = finger();
    reader.place(() => image);
    const [taken] = await take(scanner, stop, 1);
    const lost = [0, 384 * 140];
    expect(taken).toMatchObject({ width: 384, height: 280 });
    expect(Buffer.compare(withoutLost(taken ?? image, lost), withoutLost(image, lost))).toBe(0);
    expect(reader.keyExchanges).toBe(1);
  });

  test('arrives through plain rows, new keys, kept keys and gaps', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const image = finger();
    reader.place(() => image);
    reader.runs = () => [
      { lines: 40, isScrambled: true },
      { lines: 30 },
      { lines: 50, isScrambled: true },
      { lines: 20, keepsKey: true },
      { lines: 60, isScrambled: true, hasNewKey: true },
      { lines: 10, isMissing: true },
      { lines: 70, isScrambled: true },
    ];
    const [taken] = await take(scanner, stop, 1);
    const gap = (pixels: Uint8Array): Uint8Array => pixels.fill(255, 384 * 70, 384 * 80);
    const lost = [0, 384 * 80, 384 * 160, 384 * 240];
    expect(reader.keyExchanges).toBe(2);
    expect(Buffer.compare(gap(withoutLost(taken ?? image, lost)), gap(withoutLost(image, lost)))).toBe(0);
  });

  test('that is not scrambled is taken as it is', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const image = ridgeFrame({ width: 384, height: 280, down: 110 });
    reader.place(() => image);
    reader.runs = () => [{ lines: 140 }, { lines: 140 }];
    const [taken] = await take(scanner, stop, 1);
    expect([Buffer.compare(taken?.pixels ?? image.pixels, image.pixels), reader.keyExchanges]).toEqual([0, 0]);
  });

  test('comes after picture while the finger lies, and the glass is told empty when it was lifted', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const seen: string[] = [];
    reader.place(() => finger(280, seen.length + 1));
    for await (const image of scanner.frames(stop.signal, 2)) {
      seen.push(image === null ? 'empty' : 'finger');
      if (seen.filter((one) => one === 'finger').length === 3) reader.lift();
      if (seen.length > 3 && image === null) break;
    }
    expect(seen).toEqual(['empty', 'finger', 'finger', 'finger', 'empty']);
    expect(reader.modes.at(-1)).toBe(0x70);
  });

  test('that the reader calls empty says nothing of the glass', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    reader.place(() => finger());
    const images: ScannerImage[] = [];
    for await (const image of scanner.frames(stop.signal, 2)) {
      if (image === null) continue;
      images.push(image);
      if (images.length === 1) reader.tellNextIsEmpty();
      if (images.length === 2) break;
    }
    expect(images.every(({ pixels }) => pixels.some((value) => value < 100))).toBe(true);
  });
});

describe('a reader', () => {
  test('that is pulled at any step of its start and its pictures ends with words for it', async () => {
    const steps = 26;
    for (let pulledAt = 1; pulledAt <= steps; pulledAt += 1) {
      const { bus, reader, scanner, stop } = await pluggedIn();
      reader.place(() => finger());
      reader.faults.beforeStep = (step) => {
        if (step === pulledAt) bus.unplug('1-1');
      };
      const error = await failure(take(scanner, stop, 100));
      expect([pulledAt, error.kind]).toEqual([pulledAt, 'unplugged']);
    }
  }, 60_000);

  test('that does not wake, refuses a register, or gives no pictures that can be read, fails in words', async () => {
    const bad: ((reader: VirtualReader) => void)[] = [
      (reader) => (reader.faults.staysDark = true),
      (reader) => (reader.faults.isRefusing = (register) => register === 0x34),
      (reader) => (reader.faults.isRefusing = (register, isWrite) => register === 0x4e && isWrite),
      (reader) => (reader.faults.picture = (bytes) => bytes.subarray(0, 100)),
    ];
    for (const [index, spoil] of bad.entries()) {
      const { reader, scanner, stop } = await pluggedIn();
      reader.place(() => finger());
      spoil(reader);
      const error = await failure(take(scanner, stop, 1));
      expect([index, error.kind]).toEqual([index, 'failed']);
    }
  }, 30_000);

  test('that sends without end is read no further than a picture', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    reader.place(() => finger());
    reader.faults.isEndless = true;
    const images = await take(scanner, stop, 1).catch(() => []);
    expect(images.length).toBeLessThanOrEqual(1);
  }, 30_000);

  test('rests when nobody wants pictures any more', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const ended = take(scanner, stop, 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    stop.abort();
    expect(await ended).toEqual([]);
    expect(reader.modes.at(-1)).toBe(0x70);
  });
});

describe('bytes of a picture', () => {
  const header = (
    lines: number,
    blocks: readonly (readonly [number, number])[],
    length = 64 + 384 * lines,
  ): Uint8Array => {
    const bytes = new Uint8Array(Math.max(64, length)).fill(77, 64);
    bytes.set([lines & 0xff, lines >> 8, 1], 4);
    for (const [index, [flags, rows]] of blocks.entries()) bytes.set([flags, rows], 16 + 2 * index);
    return bytes;
  };

  test.each<[string, Uint8Array]>([
    ['are too few', new Uint8Array(63)],
    ['have no rows', header(0, [])],
    [
      'claim more rows than a picture has',
      header(290, [
        [0, 250],
        [0, 40],
      ]),
    ],
    ['end before their rows do', header(10, [[0, 10]], 64 + 384 * 9)],
    ['tell of more rows in their blocks than came', header(10, [[0, 11]])],
    [
      'tell of gaps without end',
      header(1, [
        [0, 1],
        [1, 255],
        [1, 255],
      ]),
    ],
  ])('that %s are refused, and overwritten', async (_what, bytes) => {
    await expect(readFrame(bytes, false, () => Promise.resolve(0))).rejects.toBeInstanceOf(FrameError);
    expect(bytes.every((value) => value === 0)).toBe(true);
  });

  test('whatever they are, become a picture within its limits or are refused; what came is overwritten', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 0, maxLength: 3000 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 8 })), { maxLength: 15 }),
        fc.integer({ min: 0, max: 300 }),
        async (noise, blocks, lines) => {
          const bytes = Uint8Array.from({ length: 64 + 3000 }, (_, at) => noise[at] ?? at & 0xff);
          bytes.set([lines & 0xff, lines >> 8], 4);
          bytes.set(new Uint8Array(30), 16);
          for (const [index, block] of blocks.entries()) bytes.set(block, 16 + 2 * index);
          const image = await readFrame(bytes, true, () => Promise.resolve(12_345)).catch((error: unknown) => error);
          expect(bytes.every((value) => value === 0)).toBe(true);
          if (image instanceof FrameError) return;
          expect((image as ScannerImage).pixels.length).toBeLessThan(384 * 290);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('the life of a capture has its table, and nothing outside it happens', () => {
  expect(afterReaderEvent('starting', 'started')).toBe('awaiting-finger');
  expect(() => afterReaderEvent('starting', 'finger-on')).toThrow(IllegalReaderEvent);
  expect(() => afterReaderEvent('ended', 'started')).toThrow(IllegalReaderEvent);
});

test('what is no such reader is none, and a machine without USB has none', async () => {
  const bus = new VirtualBus();
  bus.plugIn('1-1', { ...new VirtualReader().options(), productId: 0x1234 });
  expect(await createScanners(bus).list()).toEqual([]);
  bus.plugIn('1-2', { ...new VirtualReader().options(), interfaceClass: 3 });
  const [scanner] = await createScanners(bus).list();
  if (scanner === undefined) throw new Error('it was not found');
  expect((await failure(take(scanner, new AbortController(), 1))).kind).toBe('failed');
});
