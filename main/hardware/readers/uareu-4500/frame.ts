// One frame of a U.are.U reader, as it comes: a header of 64 bytes that tells its blocks, then rows of 384 bytes. All of it is
// foreign: nothing is believed before it was compared with what is there.
import { ReaderError } from '../reader.ts';

export const headerBytes = 64;
export const rowBytes = 384;
/** Rows, gaps included: no frame has as many. */
export const rowLimit = 290;
/** What one transfer asks for. */
export const frameBytes = headerBytes + rowBytes * rowLimit;

const blocksAt = 16;
const mostBlocks = 15;
/** Of the first two rows together; a plain picture varies less from column to column than an encrypted one. */
const plainVariance = 5000;

export const blockFlag = { absent: 0x01, encrypted: 0x02, keepKey: 0x04, changeKey: 0x80 } as const;

export interface FrameBlock {
  readonly flags: number;
  readonly rows: number;
  /** Where its rows begin; without a meaning for an absent one, which has none. */
  readonly from: number;
}

export interface FrameHeader {
  readonly keyNumber: number;
  readonly blocks: readonly FrameBlock[];
  /** Rows of the picture, gaps included. */
  readonly height: number;
}

/** @throws ReaderError `garbled` where the header and the bytes that are there cannot both be true. */
export function parseFrame(bytes: Uint8Array): FrameHeader {
  if (bytes.byteLength < headerBytes) throw garbled('a frame without a whole header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rows = view.getUint16(4, true);
  if (rows >= rowLimit) throw garbled(`a frame of ${rows} rows`);
  if (rows < 2) throw garbled('a frame without a picture');
  if (bytes.byteLength < headerBytes + rowBytes * rows) throw garbled('a frame that ends too early');
  const { blocks, present, height } = readBlocks(view);
  // Rows that no block claims are nobody's and left out; a block without its rows is not made up.
  if (present > rows) throw garbled('more rows in the blocks than in the frame');
  if (height >= rowLimit) throw garbled(`a picture of ${height} rows`);
  if (present < 2) throw garbled('a picture of nothing');
  return { keyNumber: view.getUint8(6), blocks, height };
}

function readBlocks(view: DataView): { blocks: FrameBlock[]; present: number; height: number } {
  const blocks: FrameBlock[] = [];
  let present = 0;
  let height = 0;
  for (let index = 0; index < mostBlocks; index++) {
    const flags = view.getUint8(blocksAt + index * 2);
    const rows = view.getUint8(blocksAt + index * 2 + 1);
    if (rows === 0) break;
    blocks.push({ flags, rows, from: headerBytes + present * rowBytes });
    height += rows;
    if ((flags & blockFlag.absent) === 0) present += rows;
  }
  return { blocks, present, height };
}

/** Judged by the picture, for the flags are set by readers that do not encrypt, too. `bytes` passed `parseFrame`. */
export function isEncrypted(bytes: Uint8Array): boolean {
  let sum = 0;
  let squares = 0;
  for (let x = 0; x < rowBytes; x++) {
    const both = (bytes[headerBytes + x] ?? 0) + (bytes[headerBytes + rowBytes + x] ?? 0);
    sum += both;
    squares += both * both;
  }
  const mean = sum / rowBytes;
  return squares / rowBytes - mean * mean >= plainVariance;
}

const garbled = (what: string): ReaderError =>
  new ReaderError('garbled', `The fingerprint reader sent something that is no picture (${what}).`);
