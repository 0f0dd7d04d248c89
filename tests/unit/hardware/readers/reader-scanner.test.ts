// Drivers behind the port that the identify host uses: what a session says becomes frames, an empty glass, or words for an officer.
import { expect, test } from 'vitest';
import type { GrayImage } from '../../../../main/biometrics/gray-image.ts';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { ReaderDriver } from '../../../../main/hardware/readers/reader-driver.ts';
import { createReaderScanner } from '../../../../main/hardware/readers/reader-scanner.ts';
import { createUareuDriver } from '../../../../main/hardware/readers/uareu-4500/uareu-driver.ts';
import { systemClock, type Clock } from '../../../../main/ports/clock.ts';
import type { Scanner, ScannerImage } from '../../../../main/ports/scanner.ts';
import {
  createSimulatedReaderDriver,
  SimulatedReader,
  type SimulatedFap,
} from '../../../../native-mocks/devices/simulated-readers/simulated-reader.ts';
import {
  VirtualReader,
  type VirtualReaderOptions,
} from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { VirtualBus } from '../../../../native-mocks/usb/virtual-bus.ts';
import { quickTimes, waves } from './reader-lab.ts';

/** White, but for what scrambling loses: the pixels at the ends of two runs of rows. */
const blank: GrayImage = { width: 384, height: 289, pixels: new Uint8Array(384 * 289).fill(255) };
for (const lost of [0, 144 * 384]) blank.pixels[lost] = 0;

function simulated(fap: SimulatedFap): { reader: SimulatedReader; scanner: Scanner } {
  const reader = new SimulatedReader(fap);
  return { reader, scanner: createReaderScanner(createSimulatedReaderDriver([reader]), reader.place) };
}

async function firstImage(scanner: Scanner, position: PrintPosition): Promise<ScannerImage> {
  for await (const image of scanner.frames(new AbortController().signal, position)) if (image !== null) return image;
  throw new Error('no image');
}

const columnsWithInk = ({ width, height, pixels }: ScannerImage, columns: number): number[] => {
  const column = width / columns;
  return Array.from({ length: columns }, (_, place) => place).filter((place) => {
    const x = place * column + Math.floor(column / 2) + 3;
    return Array.from({ length: height }, (_, y) => pixels[y * width + x] ?? 255).some((value) => value < 100);
  });
};

test.each<[SimulatedFap, PrintPosition, number, number]>([
  [30, 2, 1, 400],
  [45, 15, 2, 800],
  [60, 13, 4, 1600],
  [60, 14, 4, 1600],
  [60, 15, 2, 1600],
])(
  'a simulated reader of FAP %i that is asked for position %i shows %i fingers at once',
  async (fap, position, fingers, width) => {
    const { reader, scanner } = simulated(fap);
    expect(scanner).toMatchObject({ acquisitionProfile: fap, isSimulated: true });
    reader.placeFingers([1, 2, 3, 4].map((seed) => waves(seed, 300, 400)));
    const image = await firstImage(scanner, position);
    expect(image.width).toBe(width);
    expect(columnsWithInk(image, fingers)).toEqual(Array.from({ length: fingers }, (_, place) => place));
  },
);

test.each<[SimulatedFap, PrintPosition]>([
  [45, 2],
  [60, 7],
  [60, 1],
])(
  'a wide reader of FAP %i that is asked for position %i shows that one finger and no other',
  async (fap, position) => {
    const { reader, scanner } = simulated(fap);
    reader.placeFingers([waves(1, 160, 400), waves(2, 160, 400)]);
    const image = await firstImage(scanner, position);
    // The only one lies in the middle of the glass.
    expect(columnsWithInk(image, 5)).toEqual([2]);
  },
);

test.each<[SimulatedFap, PrintPosition, RegExp]>([
  [30, 13, /takes one finger at once, not “Four fingers of the right hand”\. Plug in a wider reader/],
  [30, 15, /takes one finger at once, not “Both thumbs”/],
  [45, 14, /takes 2 fingers at once, not “Four fingers of the left hand”/],
])('a reader of FAP %i refuses position %i in words, and opens nothing', async (fap, position, words) => {
  const reader = new SimulatedReader(fap);
  const driver = createSimulatedReaderDriver([reader]);
  let opened = 0;
  const counting: ReaderDriver = {
    ...driver,
    open(place, signal) {
      opened += 1;
      return driver.open(place, signal);
    },
  };
  reader.placeFingers([waves(1, 300, 400)]);
  const refused = firstImage(createReaderScanner(counting, reader.place), position);
  await expect(refused).rejects.toMatchObject({
    name: 'ScannerError',
    kind: 'failed',
    message: expect.stringMatching(words) as string,
  });
  expect(opened).toBe(0);
});

test('a finger that hardly touches a wide glass is shown, and not called an empty glass', async () => {
  const { reader, scanner } = simulated(60);
  const { width, height, pixels } = waves(1, 320, 400);
  reader.placeFingers([{ width, height, pixels: pixels.map((value) => 255 - Math.round((255 - value) * 0.22)) }]);
  const stop = new AbortController();
  const seen: boolean[] = [];
  for await (const image of scanner.frames(stop.signal, 2)) {
    seen.push(image !== null);
    if (seen.length === 3) break;
  }
  expect(seen).toEqual([true, true, true]);
});

test('a reader that is pulled while it waits ends the frames, and says what to do', async () => {
  const { reader, scanner } = simulated(60);
  const frames = scanner.frames(new AbortController().signal, 2)[Symbol.asyncIterator]();
  expect(await frames.next()).toEqual({ done: false, value: null });
  const next = frames.next();
  reader.unplug();
  await expect(next).rejects.toMatchObject({
    name: 'ScannerError',
    kind: 'unplugged',
    message: expect.stringContaining('Plug it in and begin again') as string,
  });
});

function real(times = quickTimes, options: VirtualReaderOptions = {}, clock: Clock = systemClock) {
  const bus = new VirtualBus();
  const reader = new VirtualReader(options);
  const device = bus.plugIn('1-1', reader.device);
  const driver = createUareuDriver({ times, clock });
  return { reader, scanner: createReaderScanner(driver, { kind: 'usb', device }) };
}

test('a white glass is an empty one, though the reader never said that the finger was lifted', async () => {
  const { reader, scanner } = real();
  reader.place(() => waves(1));
  const seen: string[] = [];
  for await (const image of scanner.frames(new AbortController().signal, 2)) {
    seen.push(image === null ? 'empty' : 'finger');
    if (seen.length === 2) reader.place(() => blank);
    if (image === null) break;
  }
  expect(seen).toEqual(['finger', 'finger', 'empty']);
});

test('a reader that is warm from the capture before rests in the next one, and goes on by itself', async () => {
  let now = 0;
  let modes: readonly number[] = [];
  const rests = (): number => modes.filter((mode, at) => mode === 0x20 && modes[at + 1] === 0x70).length;
  let cooled = 0;
  const clock = {
    ...systemClock,
    // It cools once it was told to rest: seen from the next look at the clock on.
    monotonic: () => {
      const time = now + cooled;
      cooled = rests() * 10_000;
      return time;
    },
  };
  const { reader, scanner } = real({ ...quickTimes, workBeforeRest: 150, rest: 20 }, {}, clock);
  modes = reader.modes;
  reader.place(() => waves(1));
  const seen: string[] = [];
  for (let capture = 0; capture < 2; capture += 1) {
    let images = 0;
    for await (const image of scanner.frames(new AbortController().signal, 2)) {
      seen.push(image === null ? 'empty' : 'finger');
      // Work of 100 milliseconds in each capture: neither alone is enough to be warm.
      now += 20;
      if (image !== null && ++images === 5) break;
    }
  }
  expect(rests()).toBe(1);
  // The finger lay there all the time: nothing is said of an empty glass, through the rest neither.
  expect(seen).toEqual(Array.from({ length: 10 }, () => 'finger'));
});

test('nothing is opened where the frames are not wanted any more', async () => {
  const { reader, scanner } = real();
  for await (const image of scanner.frames(AbortSignal.abort(), 2)) throw new Error(`${image === null}`);
  expect(reader.modes).toEqual([]);
});
