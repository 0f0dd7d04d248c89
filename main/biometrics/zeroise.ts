// Owns every buffer of one identification that holds a print or anything drawn from one, so that all of them can be overwritten at
// once and the purge can be proven. Images, templates and transactions live in memory only, and never longer than their keeper.

/** What was overwritten; nothing of what it held. */
export interface PurgeCount {
  readonly buffers: number;
  readonly bytes: number;
  /**
   * Buffers that had been handed to another thread: they can no longer be overwritten from here, and whoever got them must do it.
   * Anything but 0 is a defect of the program and no proof of a purge.
   */
  readonly outOfReach: number;
}

export class AlreadyPurged extends Error {
  override readonly name = 'AlreadyPurged';

  constructor() {
    super('Prints of this identification were purged already: nothing more is taken');
  }
}

function overwrite({ buffer, byteOffset, byteLength }: ArrayBufferView): void {
  new Uint8Array(buffer, byteOffset, byteLength).fill(0);
}

export class PrintKeeper {
  /** With their lengths when they were taken: a buffer that was handed to another thread has none. */
  readonly #held = new Map<ArrayBufferView, number>();
  #buffers = 0;
  #bytes = 0;
  #outOfReach = 0;
  #purged: PurgeCount | null = null;

  get isPurged(): boolean {
    return this.#purged !== null;
  }

  /**
   * From now on the buffer is this keeper's to overwrite; answers the same buffer. Only what it views is overwritten, not the rest of
   * the memory behind it, and one that is taken twice counts once.
   * @throws AlreadyPurged after the purge; what was offered is overwritten first.
   */
  take<Buffer extends ArrayBufferView>(buffer: Buffer): Buffer {
    if (this.#purged !== null) {
      overwrite(buffer);
      throw new AlreadyPurged();
    }
    this.#held.set(buffer, buffer.byteLength);
    return buffer;
  }

  /** Overwrites one buffer that is no longer needed, as each frame but the best of a capture; a purge counts it. */
  discard(buffer: ArrayBufferView): void {
    const length = this.#held.get(buffer);
    if (length === undefined) {
      overwrite(buffer);
      return;
    }
    this.#held.delete(buffer);
    if (buffer.byteLength < length) {
      this.#outOfReach += 1;
      return;
    }
    overwrite(buffer);
    this.#buffers += 1;
    this.#bytes += length;
  }

  /** Overwrites all that was taken with zeros. A second time answers what the first did. */
  purge(): PurgeCount {
    if (this.#purged !== null) return this.#purged;
    for (const buffer of this.#held.keys()) this.discard(buffer);
    this.#purged = { buffers: this.#buffers, bytes: this.#bytes, outOfReach: this.#outOfReach };
    return this.#purged;
  }
}
