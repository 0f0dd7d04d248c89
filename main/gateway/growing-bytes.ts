// Bytes that come in pieces of any size: many small ones need no more room than one large one.

export class GrowingBytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(piece: Uint8Array): void {
    const needed = this.#length + piece.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = needed;
  }

  /** A copy of all; nothing is left. */
  take(): Uint8Array {
    const all = this.#bytes.slice(0, this.#length);
    this.#bytes = new Uint8Array(256);
    this.#length = 0;
    return all;
  }
}
