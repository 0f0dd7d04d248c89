// Fingerprint images out of WSQ (IAFIS-IC-0110 v3): the same pixels as the reference decoder's, from bytes that are never trusted.
import { ByteReader } from '../byte-reader.ts';
import { FormatError } from '../format-error.ts';
import type { GrayImage } from '../gray-image.ts';
import { Coefficients, decodeBlock } from './huffman-decoding.ts';
import {
  marker,
  readFrame,
  readHuffmanTables,
  readQuantization,
  readTransform,
  segment,
  type Frame,
  type HuffmanTable,
  type Quantization,
} from './segments.ts';
import { subbandTree, type SubbandTree } from './subbands.ts';
import { synthesize, type Filters } from './wavelet.ts';

export interface DecodedWsq extends GrayImage {
  /** Comments in their order; the first is often a list of facts about the image. */
  readonly comments: readonly string[];
  /** Which encoder made it, as numbered by the FBI; 0 unknown. */
  readonly encoder: number;
}

export interface DecodeWsqOptions {
  /** Images with more pixels are refused before anything is allocated for them. */
  readonly mostPixels?: number;
}

/** A palm at 500 ppi has less, and WSQ is for no other resolution. A blank image of any size is a few bytes: only this bounds it. */
const defaultMostPixels = 10_000_000;

/** A whole image has three blocks, four kinds of tables and a few comments. */
const mostSegments = 1000;

class WsqDecoder {
  readonly #bytes: Uint8Array;
  readonly #mostPixels: number;
  readonly #reader: ByteReader;
  readonly #huffmanTables = new Map<number, HuffmanTable>();
  readonly #comments: string[] = [];
  #frame: Frame | null = null;
  #filters: Filters | null = null;
  #quantization: Quantization | null = null;
  #tree: SubbandTree | null = null;
  #coefficients: Coefficients | null = null;

  constructor(bytes: Uint8Array, mostPixels: number) {
    this.#bytes = bytes;
    this.#mostPixels = mostPixels;
    this.#reader = new ByteReader(bytes);
  }

  decode(): DecodedWsq {
    try {
      return this.#decode();
    } finally {
      // They are the print in another form.
      this.#coefficients?.values.fill(0);
    }
  }

  #decode(): DecodedWsq {
    if (this.#reader.uint16() !== marker.startOfImage) throw new FormatError('This is not a WSQ image', 0);
    for (let segments = 0; segments <= mostSegments; segments += 1) {
      const at = this.#reader.offset;
      const found = this.#reader.uint16();
      if (found === marker.endOfImage) return this.#image(at);
      this.#segment(found, at);
    }
    throw new FormatError(`There are more than ${mostSegments} segments`, this.#reader.offset);
  }

  #segment(found: number, at: number): void {
    const reader = this.#reader;
    if (found === marker.startOfFrame) this.#setFrame(readFrame(reader), at);
    else if (found === marker.transformTable) this.#filters = readTransform(reader);
    else if (found === marker.quantizationTable) this.#setQuantization(readQuantization(reader), at);
    else if (found === marker.huffmanTable)
      for (const table of readHuffmanTables(reader)) this.#huffmanTables.set(table.id, table);
    else if (found === marker.comment) {
      const body = segment(reader);
      this.#comments.push(new TextDecoder('latin1').decode(body.bytes(body.left)));
    } else if (found === marker.startOfBlock) this.#block(at);
    else if (found === marker.restartInterval)
      throw new FormatError('Restart intervals are not read by this program', at);
    else throw new FormatError(`0x${found.toString(16)} is no marker of WSQ`, at);
  }

  #setFrame(frame: Frame, at: number): void {
    if (this.#frame !== null) throw new FormatError('There are two frames in one image', at);
    if (frame.width * frame.height > this.#mostPixels)
      throw new FormatError(`The image is too large: ${frame.width} × ${frame.height} pixels`, at);
    this.#frame = frame;
    this.#tree = subbandTree(frame.width, frame.height);
  }

  #setQuantization(quantization: Quantization, at: number): void {
    if (this.#coefficients !== null) throw new FormatError('A quantization table comes after coefficients', at);
    this.#quantization = quantization;
  }

  #block(at: number): void {
    const body = segment(this.#reader);
    const table = this.#huffmanTables.get(body.byte());
    if (table === undefined) throw new FormatError('A block names a Huffman table that was not given', at);
    this.#coefficients ??= new Coefficients(this.#expected(at));
    const end = decodeBlock(this.#bytes, this.#reader.offset, table, this.#coefficients);
    this.#reader.bytes(end - this.#reader.offset);
  }

  #expected(at: number): number {
    const { bins } = this.#needed(this.#quantization, 'quantization table', at);
    const { subbands } = this.#needed(this.#tree, 'frame', at);
    return subbands.reduce((sum, { width, height }, i) => sum + (bins[i] === 0 ? 0 : width * height), 0);
  }

  #image(at: number): DecodedWsq {
    const { width, height, shift, scale, encoder } = this.#needed(this.#frame, 'frame', at);
    const filters = this.#needed(this.#filters, 'transform table', at);
    const coefficients = this.#needed(this.#coefficients, 'block of coefficients', at);
    const tree = this.#needed(this.#tree, 'frame', at);
    const quantization = this.#needed(this.#quantization, 'quantization table', at);
    if (coefficients.count !== coefficients.values.length)
      throw new FormatError(`${coefficients.values.length - coefficients.count} coefficients are missing`, at);
    const plane = new Float32Array(width * height);
    dequantize(plane, width, tree, quantization, coefficients.values);
    synthesize(plane, tree.cuts, filters);
    const pixels = new Uint8Array(width * height);
    plane.forEach((value, i) => {
      const pixel = Math.fround(Math.fround(Math.fround(value * scale) + shift) + 0.5);
      pixels[i] = Math.min(Math.max(pixel, 0), 255);
    });
    plane.fill(0);
    return { width, height, pixels, comments: this.#comments, encoder };
  }

  #needed<T>(value: T | null, name: string, at: number): T {
    if (value === null) throw new FormatError(`The ${name} is missing`, at);
    return value;
  }
}

function dequantize(
  plane: Float32Array,
  width: number,
  { subbands }: SubbandTree,
  { binCenter, bins, zeroBins }: Quantization,
  values: Int16Array,
): void {
  let next = 0;
  for (const [subband, region] of subbands.entries()) {
    const bin = bins[subband] ?? 0;
    if (bin === 0) continue;
    const halfZero = (zeroBins[subband] ?? 0) / 2;
    for (let row = region.y; row < region.y + region.height; row += 1) {
      for (let at = row * width + region.x, end = at + region.width; at < end; at += 1, next += 1) {
        const value = values[next] ?? 0;
        if (value > 0) plane[at] = Math.fround(bin * Math.fround(value - binCenter)) + halfZero;
        else if (value < 0) plane[at] = Math.fround(bin * Math.fround(value + binCenter)) - halfZero;
      }
    }
  }
}

/** Throws `FormatError`, and nothing else, for bytes that are no whole WSQ image. */
export function decodeWsq(bytes: Uint8Array, { mostPixels = defaultMostPixels }: DecodeWsqOptions = {}): DecodedWsq {
  return new WsqDecoder(bytes, mostPixels).decode();
}
