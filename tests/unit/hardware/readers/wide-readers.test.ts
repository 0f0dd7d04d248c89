// The demonstration's wide readers: plugged in as the glass file says, with somebody before them who lays as many fingers as are asked for.
import { expect, test } from 'vitest';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { Scanner, ScannerImage, Scanners } from '../../../../main/ports/scanner.ts';
import type { GlassFile } from '../../../../native-mocks/devices/person-at-the-glass.ts';
import { createWideReaders } from '../../../../native-mocks/devices/wide-readers.ts';
import { segmentSlap } from '../../../../native-mocks/peers/gateway/segment-slap.ts';

const usual: GlassFile = { isPluggedIn: true, person: 'invented-3', finger: 'asked', manner: 'well', reader: 'fap-60' };

async function only(scanners: Scanners): Promise<Scanner> {
  const [scanner] = await scanners.list();
  if (scanner === undefined) throw new Error('no reader');
  return scanner;
}

/** What is seen up to the first image. */
async function seenBy(scanner: Scanner, position: PrintPosition): Promise<ScannerImage> {
  for await (const image of scanner.frames(new AbortController().signal, position)) if (image !== null) return image;
  throw new Error('no image');
}

const changeOf = (scanners: Scanners): Promise<void> =>
  new Promise((resolve) => {
    const stop = scanners.watch(() => {
      stop();
      resolve();
    });
  });

test('the reader that the file names is plugged in, another in its place, and none where the U.are.U is', async () => {
  let glass = usual;
  const scanners = createWideReaders(() => glass);
  expect(await scanners.list()).toMatchObject([{ fingersAtOnce: 4, acquisitionProfile: 60, isSimulated: true }]);
  for (const [reader, fingers] of [
    ['fap-45', [2]],
    ['u-are-u', []],
    ['fap-60', [4]],
  ] as const) {
    const changed = changeOf(scanners);
    glass = { ...usual, reader };
    await changed;
    expect((await scanners.list()).map(({ fingersAtOnce }) => fingersAtOnce)).toEqual(fingers);
  }
  const frames = (await only(scanners)).frames(new AbortController().signal, 13)[Symbol.asyncIterator]();
  expect(await frames.next()).toEqual({ done: false, value: null });
  const ended = (async () => {
    for (let came = await frames.next(); came.done !== true; came = await frames.next()) came.value?.pixels.fill(0);
  })();
  glass = { ...usual, isPluggedIn: false };
  await expect(ended).rejects.toMatchObject({ name: 'ScannerError', kind: 'unplugged' });
  expect(await scanners.list()).toEqual([]);
});

test('a hand is laid from its left to its right, the other the other way round', async () => {
  const scanner = await only(createWideReaders(() => usual));
  const right = segmentSlap(await seenBy(scanner, 13), 13);
  expect(right.map(({ position }) => position)).toEqual([2, 3, 4, 5]);
  const little = segmentSlap(await seenBy(scanner, 14), 14);
  expect(little.map(({ position }) => position)).toEqual([10, 9, 8, 7]);
  const single = await seenBy(scanner, 2);
  expect(() => segmentSlap(single, 13)).toThrow('4 fingers, and not 1');
});

test('somebody who is absent lays nothing, and the reader is given back all the same', async () => {
  let glass: GlassFile = { ...usual, manner: 'absent' };
  const scanner = await only(createWideReaders(() => glass));
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 700);
  for await (const image of scanner.frames(stop.signal, 15)) expect(image).toBeNull();
  glass = usual;
  expect(segmentSlap(await seenBy(scanner, 15), 15).map(({ position }) => position)).toEqual([6, 1]);
});
