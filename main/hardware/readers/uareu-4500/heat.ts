// How warm a reader must be by now, reckoned from how long its light was on: it cools at the pace of its rest.
import type { Clock } from '../../../ports/clock.ts';
import type { UareuTimes } from './uareu-times.ts';

export class Heat {
  readonly #clock: Clock;
  readonly #times: UareuTimes;
  /** Milliseconds of work that it has not cooled from. */
  #work = 0;
  #since: number;
  #working = false;

  constructor(clock: Clock, times: UareuTimes) {
    this.#clock = clock;
    this.#times = times;
    this.#since = clock.monotonic();
  }

  /** From now on it captures, or does not. */
  set working(working: boolean) {
    this.#settle();
    this.#working = working;
  }

  get mustRest(): boolean {
    this.#settle();
    return this.#work >= this.#times.workBeforeRest;
  }

  #settle(): void {
    const now = this.#clock.monotonic();
    const passed = now - this.#since;
    this.#since = now;
    const cooled = passed * (this.#times.workBeforeRest / this.#times.rest);
    this.#work = this.#working ? this.#work + passed : Math.max(0, this.#work - cooled);
  }
}
