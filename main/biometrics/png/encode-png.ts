// Fingerprint images as PNG (ISO/IEC 15948), without loss: 8-bit gray, not interlaced, as CGA "PNG" of a Type-14 record is.
import { constants, crc32, deflateSync } from 'node:zlib';
import type { GrayImage } from '../gray-image.ts';
import { filterRows } from './scanlines.ts';

export const pngSignature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** No side of a fingerprint image is longer: Type-14 writes it with five digits. */
const longestSide = 99_999;

/** Length, name and check value of a chunk take this much beside its data. */
const chunkOverhead = 12;

function putChunk(bytes: Uint8Array, at: number, name: string, data: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  view.setUint32(at, data.length);
  for (let i = 0; i < 4; i += 1) bytes[at + 4 + i] = name.charCodeAt(i);
  bytes.set(data, at + 8);
  const end = at + 8 + data.length;
  view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
  return end + 4;
}

function header(width: number, height: number): Uint8Array {
  const data = new Uint8Array(13);
  const view = new DataView(data.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  data[8] = 8;
  return data;
}

/** In one piece, so that nothing of it is left in others. */
function compressed(rows: Uint8Array): Buffer {
  const chunkSize = rows.length + Math.ceil(rows.length / 1000) + 64;
  return deflateSync(rows, { level: 9, strategy: constants.Z_FILTERED, chunkSize });
}

/**
 * What it needs on the way is overwritten before it answers, but for the compressor's own window, which is freed and not overwritten.
 * @throws RangeError for images without pixels or beyond 99,999 in a direction.
 */
export function encodePng({ width, height, pixels }: GrayImage): Uint8Array {
  const fits = (length: number): boolean => Number.isInteger(length) && length >= 1 && length <= longestSide;
  if (!fits(width) || !fits(height) || pixels.length !== width * height)
    throw new RangeError(`An image of ${width} × ${height} pixels cannot become PNG`);
  const rows = filterRows(pixels, width, height);
  const data = compressed(rows);
  rows.fill(0);
  const chunks: readonly (readonly [string, Uint8Array])[] = [
    ['IHDR', header(width, height)],
    ['IDAT', data],
    ['IEND', new Uint8Array()],
  ];
  const length = chunks.reduce((sum, [, chunk]) => sum + chunk.length + chunkOverhead, pngSignature.length);
  const bytes = new Uint8Array(length);
  bytes.set(pngSignature);
  let at = pngSignature.length;
  for (const [name, chunk] of chunks) at = putChunk(bytes, at, name, chunk);
  data.fill(0);
  return bytes;
}
