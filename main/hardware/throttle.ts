// Lets through at most one event per interval, always ending with the latest one.
import type { Clock } from '../ports/clock.ts';

export class Throttle {
  readonly #send: () => void;
  readonly #interval: number;
  readonly #clock: Clock;
  #lastAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;

  /** @param send is asked for the state at the moment of sending, so that a late event is never an old one. */
  constructor(send: () => void, intervalMilliseconds: number, clock: Clock) {
    this.#send = send;
    this.#interval = intervalMilliseconds;
    this.#clock = clock;
  }

  /** Something changed: sends now, or once the interval since the last sending is over. */
  touch(): void {
    if (this.#timer) return;
    const wait = this.#lastAt + this.#interval - this.#clock.monotonic();
    if (wait <= 0) this.#sendNow();
    else this.#timer = setTimeout(() => this.#sendNow(), wait);
  }

  /** Sends nothing any more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #sendNow(): void {
    this.stop();
    this.#lastAt = this.#clock.monotonic();
    this.#send();
  }
}
