// Walks the boxes of an ISO base media file (MP4, MOV; ISO/IEC 14496-12) by their headers alone.
import type { ByteSource } from './byte-source.ts';

export interface Box {
  readonly type: string;
  readonly start: number;
  /** First byte after the header. */
  readonly body: number;
  /** What its header says, which may lie beyond the end of the file. */
  readonly declaredEnd: number;
  /** Where it really ends: at its declared end, its parent's end or the file's. */
  readonly end: number;
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const fourCharacters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Whether four bytes could be the type of a box: printable, or © as QuickTime has it. */
export const isBoxType = (type: string): boolean => /^[\x20-\x7E\xA9][\x20-\x7E]{3}$/.test(type);

/** @returns null where there is no box header: the end of the parent, or bytes that are none. */
export async function readBox(source: ByteSource, start: number, limit: number): Promise<Box | null> {
  if (limit - start < 8) return null;
  const header = await source.read(start, Math.min(16, limit - start));
  if (header.byteLength < 8) return null;
  const view = viewOf(header);
  const type = fourCharacters(header, 4);
  if (!isBoxType(type)) return null;
  let size = view.getUint32(0);
  let body = start + 8;
  if (size === 1) {
    if (header.byteLength < 16) return null;
    const large = view.getBigUint64(8);
    // Beyond 2^53 no file is that long: any larger number says the same.
    size = large > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(large);
    body = start + 16;
  } else if (size === 0) {
    size = limit - start;
  }
  if (size < body - start) return null;
  const declaredEnd = Math.min(start + size, Number.MAX_SAFE_INTEGER);
  return { type, start, body, declaredEnd, end: Math.min(declaredEnd, limit) };
}

/** The boxes directly in a range, at most `maximum`; stops without a word at bytes that are no box. */
export async function* boxesIn(source: ByteSource, from: number, to: number, maximum: number): AsyncGenerator<Box> {
  let at = from;
  for (let count = 0; count < maximum; count++) {
    const box = await readBox(source, at, to);
    if (!box) return;
    yield box;
    at = box.end;
  }
}

export async function findBox(source: ByteSource, parent: Box, ...types: readonly string[]): Promise<Box | null> {
  let within = parent;
  for (const type of types) {
    let found: Box | null = null;
    for await (const box of boxesIn(source, within.body, within.end, 64)) {
      if (box.type === type) {
        found = box;
        break;
      }
    }
    if (!found) return null;
    within = found;
  }
  return within;
}

/** The body of a box, at most `maximum` bytes of it. */
export const readBody = (source: ByteSource, box: Box, maximum: number): Promise<Uint8Array> =>
  source.read(box.body, Math.min(maximum, box.end - box.body));

export const readType = (bytes: Uint8Array, at: number): string => fourCharacters(bytes, at);

/** The body of the first box of a type among those that begin at `from` in bytes already read; null where none does. */
export function childBox(bytes: Uint8Array, from: number, type: string): Uint8Array | null {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= bytes.byteLength;) {
    const size = view.getUint32(at);
    if (size < 8) return null;
    if (readType(bytes, at + 4) === type) return bytes.subarray(at + 8, at + size);
    at += size;
  }
  return null;
}
