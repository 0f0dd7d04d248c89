// The reference gateway reads the prints of a transaction strictly: what it searches with is what was sent, or nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeWsq } from '../../../main/biometrics/wsq/encode-wsq.ts';
import {
  readSearchPrints,
  TransactionRefused,
  usualDecoders,
} from '../../../native-mocks/peers/gateway/search-prints.ts';
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
  ['a finger that is none', changed('14.013:7', '14.013:0'), 'single fingers'],
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
