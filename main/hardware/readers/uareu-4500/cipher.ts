// The stream cipher between a U.are.U reader and the laptop: 32 bits that shift right, one step a byte. It hides nothing from
// whoever knows it; it is undone here, not relied on. Facts: docs/operations/fingerprint-readers.md.

/** Key bits that feed the next top bit. */
const taps = 0x9248144d;
/** Key bits that make up bits 0 to 7 of the mask for one byte. */
const maskBits = [4, 8, 11, 14, 18, 21, 24, 29] as const;

/** The key after one byte, as an unsigned 32-bit number. */
export const advanceKey = (key: number): number => ((key >>> 1) | (parity(key & taps) << 31)) >>> 0;

/** The key after that many bytes. */
export function advanceKeyBy(key: number, bytes: number): number {
  let advanced = key;
  for (let at = 0; at < bytes; at++) advanced = advanceKey(advanced);
  return advanced;
}

/** Decrypts in place; the last byte, which the reader does not send, becomes 0. Returns the key after these bytes. */
export function decryptInPlace(bytes: Uint8Array, key: number): number {
  if (bytes.byteLength === 0) return key;
  let current = key;
  const last = bytes.byteLength - 1;
  for (let at = 0; at < last; at++) {
    bytes[at] = (bytes[at + 1] ?? 0) ^ maskOf(current);
    current = advanceKey(current);
  }
  bytes[last] = 0;
  return advanceKey(current);
}

function maskOf(key: number): number {
  let mask = 0;
  for (const [to, from] of maskBits.entries()) mask |= ((key >>> from) & 1) << to;
  return mask;
}

function parity(bits: number): number {
  let folded = bits ^ (bits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  return (folded ^ (folded >>> 1)) & 1;
}
