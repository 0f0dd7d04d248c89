// A smoothed rate: bytes a second over the last few seconds, so that the time left does not jump about.
import type { Clock } from '../../ports/clock.ts';

const windowMilliseconds = 5_000;
const shortestMilliseconds = 500;

export class Meter {
  readonly #clock: Clock;
  #samples: { at: number; bytes: number }[] = [];
  #total = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.restart();
  }

  /** Begins anew, for example after a pause: time in which nothing was meant to happen is no slowness. */
  restart(): void {
    this.#samples = [{ at: this.#clock.monotonic(), bytes: this.#total }];
  }

  add(bytes: number): void {
    this.#total += bytes;
    const now = this.#clock.monotonic();
    const last = this.#samples.at(-1);
    // A sample every 100 ms is fine enough, and keeps the list short whatever the speed.
    if (last && this.#samples.length > 1 && now - last.at < 100) last.bytes = this.#total;
    else this.#samples.push({ at: now, bytes: this.#total });
    while (this.#samples.length > 2 && now - (this.#samples[1]?.at ?? now) > windowMilliseconds) this.#samples.shift();
  }

  /** Null until half a second was measured. */
  bytesPerSecond(): number | null {
    const first = this.#samples[0];
    if (!first) return null;
    const elapsed = this.#clock.monotonic() - first.at;
    if (elapsed < shortestMilliseconds || this.#total === first.bytes) return null;
    return ((this.#total - first.bytes) * 1000) / elapsed;
  }
}
