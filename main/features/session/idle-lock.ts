// Locks the vault when nobody has touched the laptop for as long as the officer chose.
import type { LockReason } from './session-service.ts';

export interface IdleLockOptions {
  /** Seconds since the last input anywhere on the laptop. */
  readonly idleSeconds: () => number;
  readonly limitMinutes: () => number;
  readonly isUnlocked: () => boolean;
  readonly lock: (because: LockReason) => Promise<void>;
  readonly everyMilliseconds?: number;
}

/** Begins watching; the returned function ends it. */
export function watchIdle(options: IdleLockOptions): () => void {
  const timer = setInterval(() => {
    if (options.isUnlocked() && options.idleSeconds() >= options.limitMinutes() * 60) void options.lock('idle');
  }, options.everyMilliseconds ?? 500);
  timer.unref();
  return () => clearInterval(timer);
}
