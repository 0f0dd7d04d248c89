// Working days of England and Wales: by when a victim must be told, and how long that still is. Pure; days are Europe/London's.
import { z } from 'zod';
import { dayAfter, localDayAt } from '../forms/dates.ts';
import type { Instant } from '../ids.ts';

/** A calendar day in London as YYYY-MM-DD. */
export const localDay = z.iso.date();
export type LocalDay = z.infer<typeof localDay>;

/** Bank holidays are known for whole years; outside them only weekends are left out, and what is reckoned says so. */
export const workingCalendar = z.object({
  firstYear: z.number().int(),
  lastYear: z.number().int(),
  bankHolidays: z.array(localDay),
});
export type WorkingCalendar = z.infer<typeof workingCalendar>;

/** Until the force's calendar was read: every deadline reckoned with it is marked as not certain. */
export const weekendsOnly: WorkingCalendar = { firstYear: 1, lastYear: 0, bankHolidays: [] };

const dayMilliseconds = 86_400_000;
const utcOf = (day: LocalDay): number => Date.parse(`${day}T00:00:00.000Z`);

/** Whole days from one to the other; negative where `to` is earlier. */
export const daysBetween = (from: LocalDay, to: LocalDay): number => (utcOf(to) - utcOf(from)) / dayMilliseconds;

export function isWorkingDay(day: LocalDay, calendar: WorkingCalendar): boolean {
  const weekday = new Date(utcOf(day)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.bankHolidays.includes(day);
}

const isKnown = (day: LocalDay, { firstYear, lastYear }: WorkingCalendar): boolean => {
  const year = Number(day.slice(0, 4));
  return year >= firstYear && year <= lastYear;
};

export interface Deadline {
  /** The last day on which it is still in time. */
  readonly day: LocalDay;
  /** False where bank holidays on the way are not known: the true day may be later, and is never earlier. */
  readonly isCertain: boolean;
}

/** The day of the event does not count: five working days from a Monday end on the next Monday. */
export function deadlineOf(happenedAt: Instant, workingDays: number, calendar: WorkingCalendar): Deadline {
  const from = localDayAt(happenedAt);
  let day = from;
  let isCertain = isKnown(from, calendar);
  for (let left = workingDays; left > 0;) {
    day = dayAfter(day);
    isCertain &&= isKnown(day, calendar);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return { day, isCertain };
}

/** How many working days come after `today`, up to and with `day`; 0 where it is today or past. */
export function workingDaysLeft(today: LocalDay, day: LocalDay, calendar: WorkingCalendar): number {
  let left = 0;
  for (let next = dayAfter(today); next <= day; next = dayAfter(next)) if (isWorkingDay(next, calendar)) left += 1;
  return left;
}
