// The reader's side of its cipher, made from the published facts and not from the driver's code: the key is a window of 32 bits
// on one endless sequence of bits, in which each bit is the parity of eleven earlier ones.

/** How far before the new bit's place, counted from the window's low end, the bits stand that make it. */
const parents = [0, 2, 3, 6, 10, 12, 19, 22, 25, 28, 31];
/** Places in the window that make bits 0 to 7 of a mask. */
const picks = [4, 8, 11, 14, 18, 21, 24, 29];
const windowBits = 32;

export class Scrambler {
  #window: Uint8Array;

  constructor(key: number) {
    this.#window = Uint8Array.from({ length: windowBits }, (_, place) => Math.floor(key / 2 ** place) % 2);
  }

  /** What is sent in place of these bytes. The last of them is lost, as with the real reader; the first one sent is noise. */
  scramble(plain: Uint8Array, noise: number): Uint8Array {
    const bits = this.#run(plain.length);
    const sent = new Uint8Array(plain.length);
    sent[0] = noise;
    for (let at = 1; at < plain.length; at++) {
      let mask = 0;
      for (let bit = 0; bit < picks.length; bit++) mask += (bits[at - 1 + (picks[bit] ?? 0)] ?? 0) * 2 ** bit;
      sent[at] = (plain[at - 1] ?? 0) ^ mask;
    }
    return sent;
  }

  /** As if that many bytes had been sent. */
  skip(bytes: number): void {
    this.#run(bytes);
  }

  /** The sequence from here on, long enough for that many bytes; the window moves behind them. */
  #run(bytes: number): Uint8Array {
    const bits = new Uint8Array(windowBits + bytes);
    bits.set(this.#window);
    for (let at = windowBits; at < bits.length; at++) {
      let sum = 0;
      for (const parent of parents) sum += bits[at - windowBits + parent] ?? 0;
      bits[at] = sum % 2;
    }
    this.#window = bits.slice(bytes);
    return bits;
  }
}
