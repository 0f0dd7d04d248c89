// The keeper of prints: what it took is zeros after the purge, it tells how much that was, and it takes nothing afterwards.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AlreadyPurged, PrintKeeper } from '../../../main/biometrics/zeroise.ts';

const isZero = (buffer: ArrayBufferView): boolean =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).every((byte) => byte === 0);

test('a purge overwrites every buffer that was taken, and counts them', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 30 }), fc.integer(), (buffers, pick) => {
      const keeper = new PrintKeeper();
      for (const buffer of buffers) expect(keeper.take(buffer)).toBe(buffer);
      const early = buffers.at(pick % Math.max(buffers.length, 1));
      if (early !== undefined) keeper.discard(early);
      const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
      expect(keeper.purge()).toEqual({ buffers: buffers.length, bytes, outOfReach: 0 });
      expect(buffers.every(isZero)).toBe(true);
    }),
  );
});

test('a frame that is discarded is overwritten at once, the others are not', () => {
  const keeper = new PrintKeeper();
  const [first, second] = [keeper.take(Uint8Array.of(1, 2, 3)), keeper.take(Float32Array.of(4, 5))];
  keeper.discard(first);
  expect([isZero(first), isZero(second)]).toEqual([true, false]);
  keeper.discard(first);
  expect(keeper.purge()).toEqual({ buffers: 2, bytes: 11, outOfReach: 0 });
});

test('numbers of every width are overwritten, and nothing beside the part that was taken', () => {
  const keeper = new PrintKeeper();
  const memory = Uint8Array.from({ length: 40 }, () => 7);
  const taken = [new Int16Array(memory.buffer, 8, 2), new Float64Array(memory.buffer, 16, 1), memory.subarray(30, 32)];
  for (const buffer of taken) keeper.take(buffer);
  expect(keeper.purge()).toEqual({ buffers: 3, bytes: 14, outOfReach: 0 });
  expect(taken.every(isZero)).toBe(true);
  expect(memory.filter((byte) => byte === 7)).toHaveLength(40 - 14);
});

test('a buffer that is taken twice counts once', () => {
  const keeper = new PrintKeeper();
  const buffer = Uint8Array.of(1, 2, 3, 4);
  keeper.take(buffer);
  keeper.take(buffer);
  expect(keeper.purge()).toEqual({ buffers: 1, bytes: 4, outOfReach: 0 });
});

test('a second purge says what the first did, and that it was done', () => {
  const keeper = new PrintKeeper();
  keeper.take(Uint8Array.of(1));
  expect(keeper.isPurged).toBe(false);
  const first = keeper.purge();
  expect(keeper.isPurged).toBe(true);
  expect(keeper.purge()).toEqual(first);
});

test('what is offered after the purge is overwritten and refused', () => {
  const keeper = new PrintKeeper();
  const nothing = keeper.purge();
  const late = Uint8Array.of(9, 9);
  expect(() => keeper.take(late)).toThrow(AlreadyPurged);
  expect(isZero(late)).toBe(true);
  expect(keeper.purge()).toEqual(nothing);
});

test('a buffer that was handed to another thread is not counted as purged', () => {
  const keeper = new PrintKeeper();
  const [kept, handed] = [keeper.take(Uint8Array.of(1, 2)), keeper.take(Uint8Array.of(3, 4, 5))];
  structuredClone(handed, { transfer: [handed.buffer] });
  expect(keeper.purge()).toEqual({ buffers: 1, bytes: 2, outOfReach: 1 });
  expect(isZero(kept)).toBe(true);
});
