// The fingerprints of a transaction that was received: Types 1, 2 and 14 (or 4), one image a finger, 500 ppi. Strict.
import { FormatError } from '../../../main/biometrics/format-error.ts';
import type { GrayImage } from '../../../main/biometrics/gray-image.ts';
import { readTransaction } from '../../../main/biometrics/nist/read-transaction.ts';
import {
  binaryImage,
  dataField,
  fieldText,
  type NistRecord,
  type TaggedRecord,
} from '../../../main/biometrics/nist/transaction.ts';
import { decodeWsq } from '../../../main/biometrics/wsq/decode-wsq.ts';
import type { FingerPosition, FingerPrint } from '../fingerprint-engine.ts';

/** Of images that need a decoder; what is missing is refused. */
export type ImageDecoders = Readonly<Partial<Record<'WSQ20' | 'PNG', (data: Uint8Array) => GrayImage>>>;

export interface SearchPrints {
  readonly transactionControlNumber: string;
  /** The images are the receiver's to overwrite; those that came uncompressed are views of the transaction. */
  readonly prints: readonly FingerPrint[];
}

/** What the sender is told; a transaction that is refused starts no search. */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
}

const mostPixels = 1_000_000;

export const usualDecoders: ImageDecoders = { WSQ20: (data) => decodeWsq(data, { mostPixels }) };

/** Throws `TransactionRefused`, and nothing else. */
export function readSearchPrints(bytes: Uint8Array, decoders: ImageDecoders): SearchPrints {
  try {
    const { records } = readTransaction(bytes);
    const [first, second, ...images] = records;
    if (first?.is !== 'tagged' || second?.is !== 'tagged' || second.type !== 2) {
      throw new TransactionRefused('A search begins with a Type-1 and a Type-2 record');
    }
    const prints = images.map((record) => printOf(record, decoders));
    if (prints.length < 1 || prints.length > 10) throw new TransactionRefused('A search has 1 to 10 fingers');
    if (new Set(prints.map(({ position }) => position)).size !== prints.length) {
      throw new TransactionRefused('A finger is sent twice');
    }
    return { transactionControlNumber: needed(first, 9, 'transaction control number'), prints };
  } catch (error) {
    if (error instanceof FormatError) throw new TransactionRefused(error.message);
    throw error;
  }
}

function needed(record: TaggedRecord, number: number, what: string): string {
  const value = fieldText(record, number);
  if (value === null || value === '') throw new TransactionRefused(`The ${what} is missing (${record.type}.${number})`);
  return value;
}

function wholeNumber(record: TaggedRecord, number: number, what: string): number {
  const value = needed(record, number, what);
  if (!/^\d{1,5}$/.test(value)) throw new TransactionRefused(`The ${what} is no number (${record.type}.${number})`);
  return Number(value);
}

function printOf(record: NistRecord, decoders: ImageDecoders): FingerPrint {
  if (record.is === 'binary' && record.type === 4) {
    const { fingers, compression, width, height, data } = binaryImage(record);
    if (fingers.length !== 1) throw new TransactionRefused('A Type-4 record must be of one finger');
    return {
      position: positionOf(fingers[0]),
      image: imageOf(compression === 1 ? 'WSQ20' : 'NONE', width, height, data, decoders),
    };
  }
  if (record.is !== 'tagged' || record.type !== 14) {
    throw new TransactionRefused(`A search has no Type-${record.type} record`);
  }
  checkResolution(record);
  const data = record.fields.find(({ number }) => number === dataField)?.value;
  if (data === undefined) throw new TransactionRefused('An image is missing (14.999)');
  const width = wholeNumber(record, 6, 'width');
  const height = wholeNumber(record, 7, 'height');
  return {
    position: positionOf(wholeNumber(record, 13, 'finger position')),
    image: imageOf(needed(record, 11, 'compression'), width, height, data, decoders),
  };
}

function positionOf(number: number | undefined): FingerPosition {
  if (number === undefined || number < 1 || number > 10)
    throw new TransactionRefused('Only single fingers are searched');
  return number as FingerPosition;
}

/** 500 ppi, or the same in pixels a centimetre. */
function checkResolution(record: TaggedRecord): void {
  const perCentimetre = needed(record, 8, 'unit of the resolution') === '2';
  for (const number of [9, 10]) {
    const value = wholeNumber(record, number, 'resolution') * (perCentimetre ? 2.54 : 1);
    if (Math.abs(value - 500) > 10) throw new TransactionRefused('Images must have 500 ppi');
  }
}

function imageOf(
  compression: string,
  width: number,
  height: number,
  data: Uint8Array,
  decoders: ImageDecoders,
): GrayImage {
  if (width * height > mostPixels) throw new TransactionRefused('An image is too large');
  const image = compression === 'NONE' ? { width, height, pixels: data } : decoded(compression, data, decoders);
  if (
    image.width !== width ||
    image.height !== height ||
    image.pixels.length !== width * height ||
    width * height === 0
  ) {
    throw new TransactionRefused('An image has another size than its record says');
  }
  return image;
}

function decoded(compression: string, data: Uint8Array, decoders: ImageDecoders): GrayImage {
  const decode = compression === 'WSQ20' || compression === 'PNG' ? decoders[compression] : undefined;
  if (decode === undefined)
    throw new TransactionRefused('An image is compressed in a way that is not read here (14.011)');
  return decode(data);
}
