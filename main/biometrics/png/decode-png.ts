// Fingerprint images out of PNG (ISO/IEC 15948), from bytes that are never trusted: 8-bit gray only, every check value checked,
// nothing allocated by a size that the file claims and does not have.
import { crc32, inflateSync } from 'node:zlib';
import { ByteReader } from '../byte-reader.ts';
import { FormatError } from '../format-error.ts';
import type { GrayImage } from '../gray-image.ts';
import { pngSignature } from './encode-png.ts';
import { unfilterRows } from './scanlines.ts';

export interface DecodePngOptions {
  /** Images with more pixels are refused before anything is allocated for them. */
  readonly mostPixels?: number;
}

/** Four fingers or a palm at 1,000 ppi have less. */
const defaultMostPixels = 40_000_000;
/** No byte of deflate stands for more (ISO/IEC 15948 names it; 258 bytes in two bits). */
const mostBytesPerByte = 1032;

interface Chunk {
  readonly name: string;
  readonly data: Uint8Array;
  readonly offset: number;
}

function readChunk(reader: ByteReader): Chunk {
  const offset = reader.offset;
  const length = reader.uint32();
  // Length of the name, the data and the check value.
  if (length > reader.left - 8) throw new FormatError(`A chunk claims ${length} bytes, which are not there`, offset);
  const checked = reader.bytes(4 + length);
  const name = String.fromCharCode(...checked.subarray(0, 4));
  if (!/^[A-Za-z]{4}$/.test(name)) throw new FormatError('A chunk has no name', offset);
  if (reader.uint32() !== crc32(checked)) throw new FormatError(`The chunk ${name} is damaged`, offset);
  return { name, data: checked.subarray(4), offset };
}

const colours: ReadonlyMap<number, string> = new Map([
  [0, 'gray'],
  [2, 'coloured'],
  [3, 'coloured by a palette'],
  [4, 'gray with transparency'],
  [6, 'coloured with transparency'],
]);

function readHeader({ name, data, offset }: Chunk, mostPixels: number) {
  if (name !== 'IHDR' || data.length !== 13) throw new FormatError('The image does not begin with its header', offset);
  const reader = new ByteReader(data);
  const [width, height, depth, colour] = [reader.uint32(), reader.uint32(), reader.byte(), reader.byte()];
  if (depth !== 8 || colour !== 0) {
    const kind = colours.get(colour) ?? `of the unknown colour type ${colour}`;
    throw new FormatError(`The image is ${kind} with ${depth} bits, and not 8-bit gray`, offset);
  }
  if (width === 0 || height === 0) throw new FormatError('The image has no size', offset);
  if (width * height > mostPixels) throw new FormatError(`The image is too large: ${width} × ${height} pixels`, offset);
  if (reader.byte() !== 0 || reader.byte() !== 0)
    throw new FormatError('The image is compressed or filtered in an unknown way', offset);
  if (reader.byte() !== 0) throw new FormatError('Interlaced images are not read by this program', offset);
  return { width, height };
}

/** Exactly `length` bytes, and nothing behind them. */
function inflated(data: Uint8Array, length: number, offset: number): Buffer {
  // In one piece where the file is honest, so that nothing of it is left in others; never larger than its data can be.
  const chunkSize = Math.max(64, Math.min(length + 1, data.length * mostBytesPerByte));
  let answer: { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
  try {
    answer = inflateSync(data, { maxOutputLength: length, chunkSize, info: true }) as unknown as typeof answer;
  } catch (error) {
    throw new FormatError(`The pixels cannot be decompressed: ${error instanceof Error ? error.message : ''}`, offset);
  }
  const { buffer, engine } = answer;
  if (buffer.length !== length || engine.bytesWritten !== data.length) {
    buffer.fill(0);
    throw new FormatError('There are not as many pixels as the header says', offset);
  }
  return buffer;
}

/** The data of all IDAT chunks, and whether it had to be copied together. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

class PngDecoder {
  readonly #reader: ByteReader;
  readonly #parts: Uint8Array[] = [];
  #dataOffset = 0;
  #last = '';

  constructor(bytes: Uint8Array) {
    this.#reader = new ByteReader(bytes);
  }

  decode(mostPixels: number): GrayImage {
    const signature = this.#reader.left < pngSignature.length ? null : this.#reader.bytes(pngSignature.length);
    if (signature === null || !signature.every((byte, i) => byte === pngSignature[i]))
      throw new FormatError('This is not a PNG image', 0);
    const { width, height } = readHeader(readChunk(this.#reader), mostPixels);
    while (this.#last !== 'IEND') this.#chunk(readChunk(this.#reader));
    if (this.#reader.left > 0)
      throw new FormatError(`${this.#reader.left} bytes stand behind the image`, this.#reader.offset);
    if (this.#parts.length === 0) throw new FormatError('The image has no pixels', this.#reader.offset);
    const data = joined(this.#parts);
    const rows = inflated(data, (width + 1) * height, this.#dataOffset);
    if (this.#parts.length > 1) data.fill(0);
    try {
      return { width, height, pixels: unfilterRows(rows, width, height, this.#dataOffset) };
    } finally {
      rows.fill(0);
    }
  }

  #chunk({ name, data, offset }: Chunk): void {
    if (name === 'IDAT') this.#pixels(data, offset);
    else if (name === 'IEND') {
      if (data.length > 0) throw new FormatError('The end of the image holds data', offset);
    } else if (name === 'tRNS') throw new FormatError('The image is transparent, and not 8-bit gray', offset);
    // The first letter tells what nobody may pass over who does not know it.
    else if (/^[A-Z]/.test(name)) throw new FormatError(`The chunk ${name} has no place in this image`, offset);
    this.#last = name;
  }

  #pixels(data: Uint8Array, offset: number): void {
    if (this.#parts.length === 0) this.#dataOffset = offset;
    else if (this.#last !== 'IDAT') throw new FormatError('The pixels are torn apart by another chunk', offset);
    // Empty parts say nothing, and there may be any number of them.
    if (data.length > 0 || this.#parts.length === 0) this.#parts.push(data);
  }
}

/**
 * What it needs on the way is overwritten before it answers, but for the decompressor's own window.
 * Throws `FormatError`, and nothing else, for bytes that are no whole PNG image in 8-bit gray.
 */
export const decodePng = (bytes: Uint8Array, { mostPixels = defaultMostPixels }: DecodePngOptions = {}): GrayImage =>
  new PngDecoder(bytes).decode(mostPixels);
