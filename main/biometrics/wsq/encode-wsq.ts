// Fingerprint images as WSQ (IAFIS-IC-0110 v3), for gateways that want it. The encoder is not certified by the FBI, and says so: encoder 0.
import { ByteSink } from '../byte-sink.ts';
import type { GrayImage } from '../gray-image.ts';
import { bestTable, codeBlock, encodeBlock } from './huffman-encoding.ts';
import { binWidths, quantize } from './quantize.ts';
import { marker, type HuffmanTable } from './segments.ts';
import { subbandCount, subbandTree } from './subbands.ts';
import { analyze } from './wavelet.ts';

/** Right halves of the analysis filters, 9 and 7 weights long (table 1 of the standard). */
const lowHalf = [0.852698679009403, 0.377402855612654, -0.110624404418423, -0.023849465019379, 0.037828455506995];
const highHalf = [0.788485616405664, -0.418092273222212, -0.040689417609558, 0.064538882628938];
const whole = (half: readonly number[]): Float32Array => Float32Array.from([...half.slice(1).toReversed(), ...half]);

const binCenter = 0.44;
const zeroBinRatio = 1.2;

export interface EncodeWsqOptions {
  /** Bits a pixel: 0.75 gives about 15 to 1, 2.25 about 5 to 1. */
  readonly bitRate?: number;
  readonly pixelsPerInch?: number;
}

class SegmentWriter {
  readonly #sink = new ByteSink();

  uint8(value: number): void {
    this.#sink.byte(value & 0xff);
  }

  uint16(value: number): void {
    this.uint8(value >> 8);
    this.uint8(value);
  }

  uint32(value: number): void {
    this.uint16(value >>> 16);
    this.uint16(value & 0xffff);
  }

  bytes(values: ArrayLike<number>): void {
    this.#sink.bytes(values);
  }

  segment(name: number, write: (body: SegmentWriter) => void): void {
    const body = new SegmentWriter();
    write(body);
    this.uint16(name);
    this.uint16(body.#sink.length + 2);
    this.bytes(body.end());
  }

  /** A decimal with as many places as fit; answers what a reader will make of it. */
  scaled(value: number, most: 65_535 | 4_294_967_295): number {
    let exponent = value === 0 ? 0 : 20;
    while (exponent > 0 && Math.round(value * 10 ** exponent) > most) exponent -= 1;
    const digits = Math.min(Math.round(value * 10 ** exponent), most);
    this.uint8(exponent);
    if (most === 65_535) this.uint16(digits);
    else this.uint32(digits);
    return digits / 10 ** exponent;
  }

  end(): Uint8Array {
    return this.#sink.end();
  }
}

function writeTransform(writer: SegmentWriter): void {
  writer.segment(marker.transformTable, (body) => {
    body.uint8(lowHalf.length * 2 - 1);
    body.uint8(highHalf.length * 2 - 1);
    for (const weight of [...lowHalf, ...highHalf]) {
      body.uint8(weight < 0 ? 1 : 0);
      body.scaled(Math.abs(weight), 4_294_967_295);
    }
  });
}

function writeQuantization(writer: SegmentWriter, widths: readonly number[]) {
  const [bins, zeroBins] = [new Float32Array(subbandCount), new Float32Array(subbandCount)];
  writer.segment(marker.quantizationTable, (body) => {
    body.scaled(binCenter, 65_535);
    // Four subbands that are never coded have a place in the table, too.
    for (let subband = 0; subband < subbandCount + 4; subband += 1) {
      const width = widths[subband] ?? 0;
      const [bin, zeroBin] = [body.scaled(width, 65_535), body.scaled(width * zeroBinRatio, 65_535)];
      if (subband >= subbandCount) continue;
      bins[subband] = bin;
      zeroBins[subband] = zeroBin;
    }
  });
  return { bins, zeroBins };
}

function writeTables(writer: SegmentWriter, tables: readonly HuffmanTable[]): void {
  for (const { id, counts, symbols } of tables) {
    writer.segment(marker.huffmanTable, (body) => {
      body.uint8(id);
      body.bytes(counts);
      body.bytes(symbols);
    });
  }
}

function comment({ width, height }: GrayImage, pixelsPerInch: number, bitRate: number): string {
  const facts = [
    `PIX_WIDTH ${width}`,
    `PIX_HEIGHT ${height}`,
    'PIX_DEPTH 8',
    `PPI ${pixelsPerInch}`,
    'LOSSY 1',
    'COLORSPACE GRAY',
    'COMPRESSION WSQ',
    `WSQ_BITRATE ${bitRate.toFixed(6)}`,
  ];
  return [`NIST_COM ${facts.length + 1}`, ...facts].join('\n');
}

/**
 * What it needs on the way, all of it the print in another form, is overwritten before it answers.
 * @throws RangeError for images without pixels or beyond 65,535 in a direction.
 */
export function encodeWsq(
  image: GrayImage,
  { bitRate = 0.75, pixelsPerInch = 500 }: EncodeWsqOptions = {},
): Uint8Array {
  const { width, height, pixels } = image;
  const fits = (length: number): boolean => length >= 1 && length <= 65_535;
  if (!fits(width) || !fits(height) || pixels.length !== width * height)
    throw new RangeError(`An image of ${width} × ${height} pixels cannot become WSQ`);
  const writer = new SegmentWriter();
  writer.uint16(marker.startOfImage);
  writer.segment(marker.comment, (body) =>
    body.bytes(new TextEncoder().encode(comment(image, pixelsPerInch, bitRate))),
  );
  writeTransform(writer);
  const tree = subbandTree(width, height);
  const plane = new Float32Array(pixels.length);
  // The frame comes behind the tables; what it says is needed first.
  const frame = new SegmentWriter();
  writeFrame(frame, image, plane);
  analyze(plane, tree.cuts, { low: whole(lowHalf), high: whole(highHalf) });
  const { bins, zeroBins } = writeQuantization(writer, binWidths(plane, width, tree.subbands, bitRate));
  writer.bytes(frame.end());
  const { values, blocks } = quantize(plane, width, tree.subbands, bins, zeroBins);
  const coarse = codeBlock(values.subarray(0, blocks[0]));
  const fine = [codeBlock(values.subarray(...blocks)), codeBlock(values.subarray(blocks[1]))];
  const tables = [bestTable(0, [coarse]), bestTable(1, fine)] as const;
  writeTables(writer, tables);
  for (const [index, block] of [coarse, ...fine].entries()) {
    const table = tables[index === 0 ? 0 : 1];
    writer.segment(marker.startOfBlock, (body) => body.uint8(table.id));
    const bits = encodeBlock(block, table);
    writer.bytes(bits);
    bits.fill(0);
  }
  for (const print of [plane, values, coarse, ...fine]) print.fill(0);
  writer.uint16(marker.endOfImage);
  return writer.end();
}

/** Fills the plane with pixels around 0, between -128 and 128, as the frame says how. */
function writeFrame(writer: SegmentWriter, { width, height, pixels }: GrayImage, plane: Float32Array): void {
  const mean = pixels.reduce((sum, pixel) => sum + pixel, 0) / pixels.length;
  const furthest = pixels.reduce((most, pixel) => Math.max(most, Math.abs(pixel - mean)), 0);
  writer.segment(marker.startOfFrame, (body) => {
    body.uint8(0);
    body.uint8(255);
    body.uint16(height);
    body.uint16(width);
    const shift = body.scaled(mean, 65_535);
    const scale = body.scaled(furthest === 0 ? 1 : furthest / 128, 65_535);
    body.uint8(0);
    body.uint16(0);
    pixels.forEach((pixel, i) => {
      plane[i] = (pixel - shift) / scale;
    });
  });
}
