// The marked segments of a WSQ file (IAFIS-IC-0110 v3, 6): headers and tables as they are written, each checked.
import { ByteReader } from '../byte-reader.ts';
import { FormatError } from '../format-error.ts';
import { subbandCount } from './subbands.ts';
import type { Filters } from './wavelet.ts';

export const marker = {
  startOfImage: 0xffa0,
  endOfImage: 0xffa1,
  startOfFrame: 0xffa2,
  startOfBlock: 0xffa3,
  transformTable: 0xffa4,
  quantizationTable: 0xffa5,
  huffmanTable: 0xffa6,
  restartInterval: 0xffa7,
  comment: 0xffa8,
} as const;

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Pixels were (pixel - shift) / scale before they were transformed. */
  readonly shift: number;
  readonly scale: number;
  /** Which encoder made it, as numbered by the FBI; 0 unknown. */
  readonly encoder: number;
}

export interface Quantization {
  /** Where in its bin a value lies, 0 to 1. */
  readonly binCenter: number;
  /** Widths of the bins and of the zero bin, by subband; a bin of 0: the subband is not coded. */
  readonly bins: Float32Array;
  readonly zeroBins: Float32Array;
}

export interface HuffmanTable {
  readonly id: number;
  /** How many codes there are of each length, 1 to 16. */
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** A decimal as WSQ writes it: a number and how often it is divided by ten, each time in single precision as others do. */
function scaled(value: number, exponent: number): number {
  let result = Math.fround(value);
  for (let i = 0; i < exponent && result !== 0; i += 1) result = Math.fround(result / 10);
  return result;
}

const scaled16 = (reader: ByteReader): number => {
  const exponent = reader.byte();
  return scaled(reader.uint16(), exponent);
};

/** The next segment's own reader; its length counts itself. */
export function segment(reader: ByteReader): ByteReader {
  const at = reader.offset;
  const length = reader.uint16();
  if (length < 2) throw new FormatError('A segment is shorter than its length field', at);
  return new ByteReader(reader.bytes(length - 2));
}

export function readFrame(reader: ByteReader): Frame {
  const at = reader.offset;
  const body = segment(reader);
  body.bytes(2);
  const [height, width] = [body.uint16(), body.uint16()];
  const [shift, scale] = [scaled16(body), scaled16(body)];
  if (width === 0 || height === 0) throw new FormatError('The image has no size', at);
  return { width, height, shift, scale, encoder: body.byte() };
}

/** The standard's own have 9 and 7 weights, and it allows no more than 32: each costs as much as all pixels do. */
const longestFilter = 32;

/**
 * The table holds the right halves of the analysis filters, low-pass first; image and subbands are joined again by filters
 * that follow from them: each from the other one, every second weight negated (IAFIS-IC-0110 v3, 5.2).
 */
export function readTransform(reader: ByteReader): Filters {
  const at = reader.offset;
  const body = segment(reader);
  const [lowLength, highLength] = [body.byte(), body.byte()];
  if (lowLength % 2 === 0 || highLength % 2 === 0)
    throw new FormatError('Filters of even length are not read by this program', at);
  if (lowLength > longestFilter || highLength > longestFilter)
    throw new FormatError(`Filters of ${lowLength} and ${highLength} weights are longer than the standard allows`, at);
  return { high: synthesisFilter(body, lowLength), low: synthesisFilter(body, highLength) };
}

function synthesisFilter(body: ByteReader, length: number): Float32Array {
  const filter = new Float32Array(length);
  const middle = (length - 1) / 2;
  for (let tap = 0; tap <= middle; tap += 1) {
    const isNegative = body.byte() !== 0;
    const exponent = body.byte();
    const weight = scaled(body.uint32(), exponent) * (isNegative ? -1 : 1) * (tap % 2 === 0 ? 1 : -1);
    filter[middle + tap] = weight;
    filter[middle - tap] = weight;
  }
  return filter;
}

export function readQuantization(reader: ByteReader): Quantization {
  const body = segment(reader);
  const binCenter = scaled16(body);
  const bins = new Float32Array(subbandCount);
  const zeroBins = new Float32Array(subbandCount);
  for (let subband = 0; subband < subbandCount; subband += 1) {
    bins[subband] = scaled16(body);
    zeroBins[subband] = scaled16(body);
  }
  return { binCenter, bins, zeroBins };
}

/** One segment may hold several tables. */
export function readHuffmanTables(reader: ByteReader): HuffmanTable[] {
  const body = segment(reader);
  const tables: HuffmanTable[] = [];
  while (body.left > 0) {
    const id = body.byte();
    const counts = [...body.bytes(16)];
    const symbols = [...body.bytes(counts.reduce((sum, count) => sum + count, 0))];
    tables.push({ id, counts, symbols });
  }
  return tables;
}
