// Notices that copying has become much slower than it was: a hot disk or camera throttles itself and says nothing of it.
import type { Clock } from '../../ports/clock.ts';

/** Slower than this share of the best rate, */
const share = 0.4;
/** for this long without a break. */
const afterMilliseconds = 15_000;

export class SlowingDown {
  readonly #clock: Clock;
  #best = 0;
  #slowSince: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** After a pause or a read-back: what went on meanwhile is no slowness. The best rate is remembered. */
  restart(): void {
    this.#slowSince = null;
  }

  /** @param rate as it is smoothed over some seconds; null while it is not known. */
  note(rate: number | null): void {
    if (rate === null) return;
    this.#best = Math.max(this.#best, rate);
    if (rate >= this.#best * share) this.#slowSince = null;
    else this.#slowSince ??= this.#clock.monotonic();
  }

  /** Bytes a second; null where nothing was measured yet. */
  get best(): number | null {
    return this.#best === 0 ? null : this.#best;
  }

  /** Bytes a second at best; null while it is not slow, or not for long. */
  get slowedFrom(): number | null {
    const since = this.#slowSince;
    return since !== null && this.#clock.monotonic() - since >= afterMilliseconds ? this.#best : null;
  }
}
