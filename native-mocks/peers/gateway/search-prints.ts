// The fingerprints of a transaction that was received: Types 1, 2 and 14 (or 4), an image for a finger or for several at once (Type 14
// alone), 500 ppi. Strict.
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
import { NotASlap, segmentSlap, slapFingers, type SlapPosition } from './segment-slap.ts';

/** Of images that need a decoder; what is missing is refused. */
export type ImageDecoders = Readonly<Partial<Record<'WSQ20' | 'PNG', (data: Uint8Array) => GrayImage>>>;

interface SentImage {
  readonly position: FingerPosition | SlapPosition;
  readonly image: GrayImage;
}

export interface SearchPrints {
  readonly transactionControlNumber: string;
  /** The images are the receiver's to overwrite; those that came uncompressed are views of the transaction. */
  readonly prints: readonly FingerPrint[];
}

/** What the sender is told; a transaction that is refused starts no search. */
export class TransactionRefused extends Error {
  override readonly name = 'TransactionRefused';
}

/** A plate of 1600 by 1500 pixels, the widest there are (FAP 60), and a little more. */
const mostPixels = 2_600_000;

export const usualDecoders: ImageDecoders = { WSQ20: (data) => decodeWsq(data, { mostPixels }) };

/** Throws `TransactionRefused`, and nothing else; of what it decoded until then nothing is left. */
export function readSearchPrints(bytes: Uint8Array, decoders: ImageDecoders): SearchPrints {
  const made: Uint8Array[] = [];
  try {
    const { records } = readTransaction(bytes);
    const [first, second, ...images] = records;
    if (first?.is !== 'tagged' || second?.is !== 'tagged' || second.type !== 2) {
      throw new TransactionRefused('A search begins with a Type-1 and a Type-2 record');
    }
    const sent = images.map((record) => sentImageOf(record, decoders, made));
    if (new Set(sent.map(({ position }) => position)).size !== sent.length) {
      throw new TransactionRefused('A finger is sent twice');
    }
    const prints = fingersOf(sent, made);
    if (prints.length < 1 || prints.length > 10) throw new TransactionRefused('A search has 1 to 10 fingers');
    return { transactionControlNumber: needed(first, 9, 'transaction control number'), prints };
  } catch (error) {
    for (const pixels of made) pixels.fill(0);
    if (error instanceof FormatError || error instanceof NotASlap) throw new TransactionRefused(error.message);
    throw error;
  }
}

/** A finger that came by itself as well is searched as it came by itself. @param made what is to be overwritten is added to it */
function fingersOf(sent: readonly SentImage[], made: Uint8Array[]): readonly FingerPrint[] {
  const byFinger = new Map<FingerPosition, FingerPrint>();
  for (const { position, image } of sent) if (isFinger(position)) byFinger.set(position, { position, image });
  for (const { position, image } of sent) {
    if (isFinger(position)) continue;
    const fingers = segmentSlap(image, position);
    made.push(...fingers.map((finger) => finger.image.pixels));
    for (const finger of fingers) {
      if (byFinger.has(finger.position)) finger.image.pixels.fill(0);
      else byFinger.set(finger.position, finger);
    }
    // The whole is needed no more; what came uncompressed is the transaction's own.
    if (made.includes(image.pixels)) image.pixels.fill(0);
  }
  return [...byFinger.values()];
}

const isFinger = (position: FingerPosition | SlapPosition): position is FingerPosition => position <= 10;

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

function sentImageOf(record: NistRecord, decoders: ImageDecoders, made: Uint8Array[]): SentImage {
  if (record.is === 'binary' && record.type === 4) {
    const { fingers, compression, width, height, data } = binaryImage(record);
    if (fingers.length !== 1) throw new TransactionRefused('A Type-4 record must be of one finger');
    return {
      position: fingerOf(fingers[0]),
      image: imageOf({ compression: compression === 1 ? 'WSQ20' : 'NONE', width, height, data }, decoders, made),
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
    image: imageOf({ compression: needed(record, 11, 'compression'), width, height, data }, decoders, made),
  };
}

function positionOf(number: number): FingerPosition | SlapPosition {
  return Object.hasOwn(slapFingers, number) ? (number as SlapPosition) : fingerOf(number);
}

function fingerOf(number: number | undefined): FingerPosition {
  if (number === undefined || number < 1 || number > 10)
    throw new TransactionRefused('Only single fingers, four of a hand and both thumbs are searched');
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

interface Coded {
  readonly compression: string;
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

function imageOf(coded: Coded, decoders: ImageDecoders, made: Uint8Array[]): GrayImage {
  const { compression, width, height, data } = coded;
  if (width * height > mostPixels) throw new TransactionRefused('An image is too large');
  const isWhole = compression === 'NONE';
  const image = isWhole ? { width, height, pixels: data } : decoded(compression, data, decoders);
  if (!isWhole) made.push(image.pixels);
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
