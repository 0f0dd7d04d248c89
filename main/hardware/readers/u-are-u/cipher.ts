// The scrambling of the reader's rows: a shift register of 32 bits, eight of which make the mask of a byte. It hides prints on the wire
// from who has not asked the reader for the key, and from nobody else.

const taps = 0x9248144d;

function parity(bits: number): number {
  let folded = bits ^ (bits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  return (folded ^ (folded >>> 1)) & 1;
}

const advanced = (key: number): number => ((key >>> 1) | (parity(key & taps) << 31)) >>> 0;

/** Key bits 4, 8, 11, 14, 18, 21, 24 and 29, the first the lowest. */
const maskOf = (key: number): number =>
  ((key >>> 4) & 0x01) |
  ((key >>> 7) & 0x02) |
  ((key >>> 9) & 0x04) |
  ((key >>> 11) & 0x08) |
  ((key >>> 14) & 0x10) |
  ((key >>> 16) & 0x20) |
  ((key >>> 18) & 0x40) |
  ((key >>> 22) & 0x80);

/** The key after so many bytes that were not scrambled. @param key unsigned, 32 bits */
export function keyAfter(key: number, bytes: number): number {
  let now = key;
  for (let step = 0; step < bytes; step += 1) now = advanced(now);
  return now;
}

/** In place: each byte comes from the one behind it, the last is lost and 0. Answers the key for what follows. */
export function unscramble(block: Uint8Array, key: number): number {
  let now = key;
  const last = block.length - 1;
  for (let at = 0; at < last; at += 1) {
    block[at] = (block[at + 1] ?? 0) ^ maskOf(now);
    now = advanced(now);
  }
  if (last >= 0) block[last] = 0;
  return block.length === 0 ? now : advanced(now);
}
