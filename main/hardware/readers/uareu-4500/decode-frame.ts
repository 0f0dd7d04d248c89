// From a frame as it came to a picture: decrypted block by block in its own buffer, then turned upright and inverted.
import type { FingerprintImage } from '../reader.ts';
import { advanceKeyBy, decryptInPlace } from './cipher.ts';
import { blockFlag, isEncrypted, parseFrame, rowBytes, type FrameHeader } from './frame.ts';

/** Asks the reader for the key of that number. */
export type FetchKey = (keyNumber: number) => Promise<number>;

/**
 * Leaves the decrypted rows in `bytes`: the caller overwrites them. The picture returned is a buffer of its own.
 * @throws ReaderError `garbled`, and whatever `fetchKey` throws.
 */
export async function decodeFrame(
  bytes: Uint8Array,
  fetchKey: FetchKey,
  upsideDown: boolean,
): Promise<FingerprintImage> {
  const header = parseFrame(bytes);
  if (isEncrypted(bytes)) await decrypt(bytes, header, fetchKey);
  return makePicture(bytes, header, upsideDown);
}

async function decrypt(bytes: Uint8Array, { keyNumber, blocks }: FrameHeader, fetchKey: FetchKey): Promise<void> {
  let number = keyNumber;
  let key = await fetchKey(number);
  for (const { flags, rows, from } of blocks) {
    if ((flags & blockFlag.changeKey) !== 0) {
      number = (number + 1) & 0xff;
      key = await fetchKey(number);
    }
    const length = rows * rowBytes;
    const absent = (flags & blockFlag.absent) !== 0;
    switch (flags & (blockFlag.encrypted | blockFlag.keepKey)) {
      case blockFlag.encrypted:
        // Rows that did not come still took their share of the key.
        key = absent ? advanceKeyBy(key, length) : decryptInPlace(bytes.subarray(from, from + length), key);
        break;
      case 0:
        key = advanceKeyBy(key, length);
        break;
      default:
        break;
    }
  }
}

/** The reader sends ridges light. Gaps become white: nothing was there. */
function makePicture(bytes: Uint8Array, { blocks, height }: FrameHeader, upsideDown: boolean): FingerprintImage {
  const pixels = new Uint8Array(height * rowBytes).fill(255);
  let at = 0;
  for (const { flags, rows, from } of blocks) {
    const length = rows * rowBytes;
    if ((flags & blockFlag.absent) === 0) {
      for (let offset = 0; offset < length; offset++) pixels[at + offset] = 255 - (bytes[from + offset] ?? 0);
    }
    at += length;
  }
  if (upsideDown) pixels.reverse();
  return { width: rowBytes, height, pixels };
}
