// When a marked recording goes, and which clock is believed. Pure.
import type { Instant } from '#contract/ids.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** A mark may become final this long before the period ends, not sooner. */
export const goesAheadHours = 24;

/** An officer who unlocks once a day is to find time to have it back, and the key is to be gone when the period ends. */
export const marksAheadHours = (undoHours: number): number => undoHours + goesAheadHours;

const shortestUndo = hour;

/**
 * When a deletion that is asked for now becomes final. The end of a period bounds the time in which it can be had back, so that
 * 31 days mean 31 days; one that is over already does not: late as it is, a mistake must still be mendable.
 */
export function finalAt(askedAt: Instant, undoHours: number, periodEndsAt: Instant | null): Instant {
  const asked = Date.parse(askedAt);
  const whole = asked + undoHours * hour;
  const end = periodEndsAt === null ? whole : Date.parse(periodEndsAt);
  const final = end <= asked ? whole : Math.max(Math.min(whole, end), asked + shortestUndo);
  return new Date(final).toISOString();
}

/** A leave is longer than this, and then one key press says that the clock is right; a wrong clock must not delete anything. */
const longestLeap = 7 * day;

/** A clock behind the last believed one is believed: it deletes later, never sooner. */
export const isBelievable = (at: Instant, believedAt: Instant | null): boolean =>
  believedAt === null || Date.parse(at) - Date.parse(believedAt) <= longestLeap;
