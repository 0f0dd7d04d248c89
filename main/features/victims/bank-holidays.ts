// Bank holidays of England and Wales from the library, for the years in which it was compared with what the government publishes.
import type { WorkingCalendar } from '#contract/victims/deadlines.ts';

/** One-off days are proclaimed a year or two ahead: what a rule says of later years is a guess, and none is made. */
const firstYear = 2013;
const lastYear = 2028;

/** The library is loaded when it is first needed, off the path of starting and unlocking. */
export async function bankHolidays(proclaimedSince: readonly string[]): Promise<WorkingCalendar> {
  const { default: Holidays } = await import('date-holidays');
  const england = new Holidays('GB', 'ENG', { types: ['public', 'bank'], languages: 'en' });
  const years = Array.from({ length: lastYear - firstYear + 1 }, (_, index) => firstYear + index);
  const days = years.flatMap((year) => england.getHolidays(year).map(({ date }) => date.slice(0, 10)));
  return { firstYear, lastYear, bankHolidays: [...new Set([...days, ...proclaimedSince])].toSorted() };
}
