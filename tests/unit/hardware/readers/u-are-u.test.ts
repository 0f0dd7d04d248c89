// The U.are.U 4500 behind the port that the identify host uses, against firmware with a scrambling of its own: every pixel arrives, and
// whatever the reader does, the frames end with words for an officer.
import { afterEach, describe, expect, test } from 'vitest';
import type { GrayImage } from '../../../../main/biometrics/gray-image.ts';
import { createScanners } from '../../../../main/hardware/readers/reader-registry.ts';
import { advanceKeyBy, decryptInPlace } from '../../../../main/hardware/readers/uareu-4500/cipher.ts';
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
  const key = decryptInPlace(block, 0x12345678);
  expect([Buffer.from(block).toString('hex'), key]).toEqual(['36593e28a15b624486d2b23c61d06c00', 0xbb021234]);
  expect(advanceKeyBy(0x12345678, 1000)).toBe(0x130f58df);
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

  test('arrives behind a gap that is marked as scrambled: the key moved on by the rows that did not come', async () => {
    const { reader, scanner, stop } = await pluggedIn();
    const image = finger();
    reader.place(() => image);
    reader.runs = () => [
      { lines: 100, isScrambled: true },
      { lines: 60, isScrambled: true, isMissing: true },
      { lines: 120, isScrambled: true },
    ];
    const [taken] = await take(scanner, stop, 1);
    const gap = (pixels: Uint8Array): Uint8Array => pixels.fill(255, 384 * 120, 384 * 180);
    const lost = [0, 384 * 180];
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
      if (image === null) break;
    }
    expect(seen).toEqual(['finger', 'finger', 'finger', 'empty']);
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
  test('that is pulled in its start or its pictures ends with words for it', async () => {
    // Each single step is pulled at in the session's own tests; here a few, through the port.
    const steps = 26;
    for (let pulledAt = 1; pulledAt <= steps; pulledAt += 5) {
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

test('what is no such reader is none, and a machine without USB has none', async () => {
  const bus = new VirtualBus();
  bus.plugIn('1-1', { ...new VirtualReader().options(), productId: 0x1234 });
  expect(await createScanners(bus).list()).toEqual([]);
  bus.plugIn('1-2', { ...new VirtualReader().options(), interfaceClass: 3 });
  const [scanner] = await createScanners(bus).list();
  if (scanner === undefined) throw new Error('it was not found');
  expect((await failure(take(scanner, new AbortController(), 1))).kind).toBe('failed');
});

test('a reader that is pulled while nobody wants frames is told of, and is no longer there', async () => {
  const [bus, reader] = [new VirtualBus(), new VirtualReader()];
  const scanners = createScanners(bus);
  let told = 0;
  const stopWatching = scanners.watch(() => (told += 1));
  bus.plugIn('1-1', reader.options());
  expect([told, (await scanners.list()).length]).toEqual([1, 1]);
  bus.unplug('1-1');
  expect([told, (await scanners.list()).length]).toEqual([2, 0]);
  stopWatching();
  bus.plugIn('1-1', reader.options());
  expect(told).toBe(2);
});
