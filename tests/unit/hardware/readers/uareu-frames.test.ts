// Frames of a U.are.U reader, from the sensor through the cipher and the virtual bus to the picture that the officer sees.
import { describe, expect, it } from 'vitest';
import type { GrayImage } from '../../../../main/biometrics/gray-image.ts';
import type { BlockPlan } from '../../../../native-mocks/devices/virtual-reader/frame-maker.ts';
import type { VirtualReaderOptions } from '../../../../native-mocks/devices/virtual-reader/virtual-reader.ts';
import { eventsUntil, isZero, openLab, waves } from './reader-lab.ts';

const e = (rows: number, more: Partial<BlockPlan> = {}): BlockPlan => ({ rows, encrypted: true, ...more });

/** What must arrive: gaps are white, and so is each encrypted block's last byte, which a reader never sends. */
function expected(image: GrayImage, blocks: readonly BlockPlan[], upsideDown: boolean): Uint8Array {
  const pixels = image.pixels.slice();
  if (upsideDown) pixels.reverse();
  let at = 0;
  for (const { rows, encrypted, absent, keepKey } of blocks) {
    const end = at + rows * image.width;
    if (absent === true) pixels.fill(255, at, end);
    else if (encrypted === true && keepKey !== true) pixels[end - 1] = 255;
    at = end;
  }
  return upsideDown ? pixels.toReversed() : pixels;
}

const plans: readonly [string, readonly BlockPlan[]][] = [
  ['one key', [e(145), e(144)]],
  ['a change of key in the middle', [e(100), e(100, { changeKey: true }), e(89)]],
  [
    'a change of key at every block',
    Array.from({ length: 15 }, (_, block) => e(block === 0 ? 23 : 19, { changeKey: true })),
  ],
  ['plain rows between, for which the key goes on', [e(80), { rows: 100 }, e(109)]],
  ['plain rows between, for which the key stands still', [e(80), { rows: 100, keepKey: true }, e(109)]],
  ['rows marked as encrypted and as keeping the key, which are neither', [e(80), e(100, { keepKey: true }), e(109)]],
  ['a gap, for which the key goes on', [e(100), { rows: 60, absent: true }, e(129)]],
  ['a gap marked as encrypted', [e(100), e(60, { absent: true }), e(129)]],
  ['a gap, for which the key stands still', [e(100), { rows: 60, absent: true, keepKey: true }, e(129)]],
  ['a gap at either end', [e(40, { absent: true }), e(209), e(40, { absent: true, changeKey: true })]],
  ['no encryption', [{ rows: 45 }, { rows: 244 }]],
  ['no encryption, though its flags say so', [{ rows: 145 }, { rows: 144, keepKey: true }]],
];

const readers: readonly [string, VirtualReaderOptions][] = [
  ['4500 with packets of 64 bytes', { productId: 0x000a }],
  ['4500 with packets of 512 bytes', { productId: 0x000a, bulkPacketBytes: 512 }],
  ['4000 with short frames', { productId: 0x0007, shortFrames: true }],
];

describe.each(readers)('a %s', (_name, options) => {
  it.each(plans)('gives every pixel of a frame with %s', async (_plan, blocks) => {
    const { virtual, reader, received } = await openLab({ ...options, blocks });
    const image = waves(1);
    virtual.place(() => image);
    const stop = new AbortController();
    const session = reader.capture({ wish: 'one-finger', framesPerTouch: 2 }, stop.signal);
    const events = session[Symbol.asyncIterator]();
    for (let frame = 0; frame < 2; frame++) {
      const event = (await eventsUntil(events, 'frame')).at(-1);
      if (event?.kind !== 'frame') throw new Error('no frame');
      expect(event).toMatchObject({ touch: 1, sequence: frame + 1, image: { width: 384, height: 289 } });
      const wanted = expected(image, blocks, options.productId === 0x000a);
      expect(Buffer.compare(event.image.pixels, wanted)).toBe(0);
    }
    expect(received.length).toBeGreaterThanOrEqual(2);
    expect(received.every(isZero)).toBe(true);
    stop.abort();
    await reader.close();
    expect(virtual.modes.at(-1)).toBe(0x70);
  });
});
