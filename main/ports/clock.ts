// The clock as a seam, so that tests can make it jump.
import type { Instant } from '#contract/ids.ts';

export interface Clock {
  /** Wall clock: for what is written down. */
  now(): Instant;
  /** Milliseconds since some fixed point, never going back: for measuring. */
  monotonic(): number;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  monotonic: () => performance.now(),
};
