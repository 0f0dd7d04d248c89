// The reference gateway reads the prints of a transaction strictly: what it searches with is what was sent, or nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { encodeWsq } from '../../../main/biometrics/wsq/encode-wsq.ts';
import {
  readSearchPrints,
  TransactionRefused,
  usualDecoders,
} from '../../../native-mocks/peers/gateway/search-prints.ts';
import type { FingerPrint } from '../../../native-mocks/peers/fingerprint-engine.ts';
import { errorOf } from '../../support/error-of.ts';
import { printsOf, searchTransaction } from '../../support/gateway-kit.ts';

const prints = printsOf('invented-1');
const read = (bytes: Uint8Array, decoders = usualDecoders) => readSearchPrints(bytes, decoders);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** Of the same length, so that the record stays whole. */
const changed = (from: string, to: string): Uint8Array =>
  Buffer.from(text(searchTransaction('TCN-1', prints)).replaceAll(from, to), 'latin1');

test('uncompressed images come out as they were sent, and are overwritten with the transaction', () => {
  const transaction = searchTransaction('TCN-1', prints);
  const { transactionControlNumber, prints: found } = read(transaction);
  expect(transactionControlNumber).toBe('TCN-1');
  expect(found.map(({ position }) => position)).toEqual([2, 7]);
  expect(found.map(({ image }) => Buffer.from(image.pixels).toString('hex'))).toEqual(
    prints.map(({ image }) => Buffer.from(image.pixels).toString('hex')),
  );
  transaction.fill(0);
  expect(found.every(({ image }) => image.pixels.every((byte) => byte === 0))).toBe(true);
});

test('images in WSQ are decoded to their size', () => {
  const compress = { name: 'WSQ20', encode: ({ image }: (typeof prints)[number]) => encodeWsq(image) };
  const { prints: found } = read(searchTransaction('TCN-1', prints, compress));
  expect(found.map(({ image }) => [image.width, image.height, image.pixels.length])).toEqual([
    [64, 80, 5120],
    [64, 80, 5120],
  ]);
});

test('PNG is read where a decoder is given, and refused where there is none', () => {
  const compress = { name: 'PNG', encode: () => Buffer.from('what a decoder understands') };
  const transaction = searchTransaction('TCN-1', prints, compress);
  expect(() => read(transaction)).toThrow('compressed in a way');
  const image = { width: 64, height: 80, pixels: new Uint8Array(5120).fill(9) };
  expect(read(transaction, { PNG: () => image }).prints[0]?.image).toBe(image);
});

test.each([
  ['a finger twice', changed('14.013:7', '14.013:2'), 'twice'],
  ['a finger that is none', changed('14.013:7', '14.013:0'), 'Only single fingers'],
  ['another resolution', changed('14.009:500', '14.009:250'), '500 ppi'],
  ['another width than the image has', changed('14.006:64', '14.006:65'), 'another size'],
  ['an unknown compression', changed('14.011:NONE', '14.011:JPEG'), 'compressed'],
  ['no image at all', searchTransaction('TCN-1', []), '1 to 10 fingers'],
  ['no transaction', Buffer.from('hello'), 'Type-1'],
])('%s is refused', (_name, bytes, words) => {
  expect(() => read(bytes)).toThrow(TransactionRefused);
  expect(() => read(bytes)).toThrow(words);
});

test('a transaction with bytes changed, cut or made up is read or refused, and nothing else', () => {
  const whole = searchTransaction('TCN-1', prints.slice(0, 1));
  const change = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 5 }), fc.nat(whole.length), (changes, length) => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) bytes[at] = value;
      for (const one of [bytes, bytes.subarray(0, length)]) {
        expect([TransactionRefused, null]).toContain(errorOf(() => read(one)));
      }
    }),
  );
});

/** Fingers side by side, each of its own gray. */
function slapOf(grays: readonly number[]): GrayImage {
  const [width, height] = [grays.length * 220 + 40, 320];
  const pixels = new Uint8Array(width * height).fill(250);
  for (const [at, gray] of grays.entries())
    for (let y = 40; y < 280; y += 1)
      if (y % 9 < 5) pixels.fill(gray, y * width + at * 220 + 40, y * width + at * 220 + 200);
  return { width, height, pixels };
}

interface Sent {
  readonly position: number;
  readonly image: GrayImage;
}
/** As it is sent, the positions of several fingers included. */
const sending = (sent: readonly Sent[], compress?: Parameters<typeof searchTransaction>[2]): Uint8Array =>
  searchTransaction('TCN-1', sent as readonly FingerPrint[], compress);
const darkest = ({ pixels }: GrayImage): number => pixels.reduce((least, value) => Math.min(least, value), 255);
const found = (bytes: Uint8Array): (readonly [number, number])[] =>
  read(bytes).prints.map(({ position, image }) => [position, darkest(image)]);

test('four fingers of a hand and both thumbs are searched as the fingers that they are', () => {
  const right = { position: 13, image: slapOf([20, 30, 40, 50]) };
  const left = { position: 14, image: slapOf([25, 35, 45, 55]) };
  const thumbs = { position: 15, image: slapOf([60, 70]) };
  const ten = found(sending([right, left, thumbs])).toSorted(([a], [b]) => a - b);
  expect(ten.map(([, gray]) => gray)).toEqual([70, 20, 30, 40, 50, 60, 55, 45, 35, 25]);
  expect(ten.map(([position]) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('a finger that is sent by itself as well as in a hand is searched as it came by itself', () => {
  const sent = [
    { position: 13, image: slapOf([20, 30, 40, 50]) },
    { position: 3, image: slapOf([99]) },
  ];
  expect(found(sending(sent)).toSorted(([a], [b]) => a - b)).toEqual([
    [2, 20],
    [3, 99],
    [4, 40],
    [5, 50],
  ]);
});

test.each([
  ['a finger too few', { position: 13, image: slapOf([20, 30, 40]) }, '4 fingers, and not 3'],
  ['a hand instead of thumbs', { position: 15, image: slapOf([20, 30, 40, 50]) }, '2 fingers, and not 4'],
  ['one finger instead of a hand', { position: 14, image: slapOf([20]) }, '4 fingers, and not 1'],
])('an image of %s is refused with the whole transaction', (_name, slap, words) => {
  const bytes = sending([{ position: 1, image: slapOf([20]) }, slap]);
  expect(() => read(bytes)).toThrow(TransactionRefused);
  expect(() => read(bytes)).toThrow(words);
});

test.each([
  ['taken', [20, 30, 40, 50], true],
  ['refused', [20, 30, 40], false],
] as const)(
  'nothing is left of an image of several fingers that was decoded and %s, but the fingers',
  (_name, grays, isTaken) => {
    const image = slapOf(grays);
    const given = { ...image, pixels: Uint8Array.from(image.pixels) };
    const transaction = sending([{ position: 13, image }], { name: 'PNG', encode: () => Buffer.from('any') });
    const took = errorOf(() => read(transaction, { PNG: () => given })) === null;
    expect(took).toBe(isTaken);
    expect(given.pixels.every((byte) => byte === 0)).toBe(true);
  },
);
