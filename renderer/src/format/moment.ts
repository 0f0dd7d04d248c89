// A day and a time as an officer types them, as one moment in the United Kingdom; null where they cannot be read. Pure.
// Not through forms.ts: with it would come every definition, and the libraries for phones and grids, before the desk is shown.
import { instantOf, localDayAt, readDate, readTime } from '#contract/forms/dates.ts';
import type { Instant } from '#contract/ids.ts';

export function momentOf(day: string, time: string, now: Instant): Instant | null {
  const date = readDate(day, { typedOn: localDayAt(now) });
  const clock = readTime(time);
  if (date === null || !date.ok || clock === null || !clock.ok) return null;
  return instantOf(date.day, clock).instant;
}
