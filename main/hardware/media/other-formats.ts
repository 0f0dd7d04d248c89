// Knows a file that is no MP4 by its first bytes, to say honestly what it is.
import { readType } from './boxes.ts';

export interface OtherFormat {
  readonly container: string;
  readonly isVideo: boolean;
}

const begins = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** @returns null where the bytes tell nothing. */
export function recogniseFormat(head: Uint8Array): OtherFormat | null {
  const riff = readType(head, 0) === 'RIFF' ? readType(head, 8) : null;
  if (riff === 'AVI ') return { container: 'avi', isVideo: true };
  if (riff === 'WAVE') return { container: 'wav', isVideo: false };
  if (begins(head, [0x1a, 0x45, 0xdf, 0xa3])) return { container: 'matroska', isVideo: true };
  if (begins(head, [0x46, 0x4c, 0x56])) return { container: 'flv', isVideo: true };
  if (begins(head, [0x30, 0x26, 0xb2, 0x75])) return { container: 'windows media', isVideo: true };
  if (begins(head, [0x00, 0x00, 0x01, 0xba])) return { container: 'mpeg program stream', isVideo: true };
  if (head[0] === 0x47 && head[188] === 0x47) return { container: 'mpeg transport stream', isVideo: true };
  // AVCHD puts four bytes of time before each packet.
  if (head[4] === 0x47 && head[196] === 0x47) return { container: 'mpeg transport stream', isVideo: true };
  if (begins(head, [0xff, 0xd8, 0xff])) return { container: 'jpeg', isVideo: false };
  return null;
}
