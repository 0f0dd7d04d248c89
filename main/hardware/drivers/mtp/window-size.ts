// How much of a recording is asked for at once: what the bus brings in a second, for a pause may have to wait for its end.

const largest = 32 * 1024 * 1024;
const smallest = 512 * 1024;

export class WindowSize {
  #bytes = 4 * 1024 * 1024;

  get bytes(): number {
    return this.#bytes;
  }

  /** Learns from a window: less than the smallest says more of the camera's manners than of its bus. */
  took(bytes: number, milliseconds: number): void {
    if (bytes < smallest) return;
    this.#bytes = Math.round(Math.min(largest, Math.max(smallest, (bytes * 1000) / Math.max(1, milliseconds))));
  }
}
