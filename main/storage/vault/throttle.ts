// How many passphrases may be tried and when: five at once, then a doubling delay, and at ten the vault is destroyed.
import type { Instant } from '#contract/ids.ts';

export interface Tries {
  /** Since the last success, counted before each is checked. */
  readonly failed: number;
  readonly lastAt: Instant | null;
}

export const freeTries = 5;
export const triesUntilDestroyed = 10;
const firstDelayMilliseconds = 30_000;

export type ThrottleState =
  | { readonly kind: 'may-try'; readonly triesLeft: number }
  /** `clockWentBack`: the delay starts over from now, and that must be written down before it is relied on. */
  | {
      readonly kind: 'must-wait';
      readonly triesLeft: number;
      readonly retryAt: Instant;
      readonly clockWentBack: boolean;
    }
  | { readonly kind: 'destroyed' };

/** Milliseconds to wait after so many failed tries: none up to the fifth, then 30 s, 60 s, 120 s, 240 s, 480 s. */
export const delayAfter = (failed: number): number =>
  failed < freeTries ? 0 : firstDelayMilliseconds * 2 ** (failed - freeTries);

/**
 * What the counter allows at `now`. A clock that is behind the last try proves nothing about the time that passed, so the
 * whole delay then runs again from the new time: it is never shortened, and a clock once wrong by years cannot lock an
 * officer out for years.
 */
export function throttleState(tries: Tries, now: Instant): ThrottleState {
  if (tries.failed >= triesUntilDestroyed) return { kind: 'destroyed' };
  const triesLeft = triesUntilDestroyed - tries.failed;
  const delay = delayAfter(tries.failed);
  if (delay === 0 || tries.lastAt === null) return { kind: 'may-try', triesLeft };
  const last = Date.parse(tries.lastAt);
  const present = Date.parse(now);
  const clockWentBack = present < last;
  const retryAt = (clockWentBack ? present : last) + delay;
  if (present >= retryAt) return { kind: 'may-try', triesLeft };
  return { kind: 'must-wait', triesLeft, retryAt: new Date(retryAt).toISOString(), clockWentBack };
}
