// Dates and times as an officer writes them: 22 Nov 2026, 14:03, always United Kingdom time.
const zone = 'Europe/London';

const formatter = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });

const day = formatter({ day: 'numeric', month: 'short', year: 'numeric' });
const dayWithoutYear = formatter({ day: 'numeric', month: 'short' });
const weekdayLong = formatter({ weekday: 'long' });
const weekdayShort = formatter({ weekday: 'short' });
const minute = formatter({ hour: '2-digit', minute: '2-digit' });
const second = formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const isoDay = formatter({ year: 'numeric', month: '2-digit', day: '2-digit' });

export type Moment = string | number | Date;

const date = (moment: Moment): Date => (moment instanceof Date ? moment : new Date(moment));
/** Some locale data write "Sept"; the house writes three letters. */
const threeLetters = (text: string): string => text.replace('Sept', 'Sep');

/** "22 Nov 2026" */
export const formatDate = (moment: Moment): string => threeLetters(day.format(date(moment)));

/** "14:03" */
export const formatTime = (moment: Moment): string => minute.format(date(moment));

/** "14:03:22" */
export const formatTimeWithSeconds = (moment: Moment): string => second.format(date(moment));

/** "22 Nov 2026 14:03" */
export const formatDateTime = (moment: Moment): string => `${formatDate(moment)} ${formatTime(moment)}`;

/** "22 Nov 2026 14:03:22" */
export const formatDateTimeWithSeconds = (moment: Moment): string =>
  `${formatDate(moment)} ${formatTimeWithSeconds(moment)}`;

/** "22 Nov", and with the year when it is not this one. */
export const formatShortDate = (moment: Moment, now: Moment = new Date()): string =>
  formatDate(moment).slice(-4) === formatDate(now).slice(-4)
    ? threeLetters(dayWithoutYear.format(date(moment)))
    : formatDate(moment);

/** "Sunday 22 Nov 2026" */
export const formatLongDate = (moment: Moment): string => `${weekdayLong.format(date(moment))} ${formatDate(moment)}`;

/** "Fri 27 Nov" */
export const formatWeekday = (moment: Moment, now: Moment = new Date()): string =>
  `${weekdayShort.format(date(moment))} ${formatShortDate(moment, now)}`;

/** Whole calendar days in the United Kingdom from `from` to `to`; negative when `to` is earlier. */
export function calendarDaysBetween(from: Moment, to: Moment): number {
  const midnight = (moment: Moment): number => {
    const [d = '01', m = '01', y = '1970'] = isoDay.format(date(moment)).split('/');
    return Date.UTC(Number(y), Number(m) - 1, Number(d));
  };
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** "today 14:03", "yesterday 14:03", else "20 Nov 14:03". */
export function formatRecent(moment: Moment, now: Moment = new Date()): string {
  const days = calendarDaysBetween(moment, now);
  if (days === 0) return `today ${formatTime(moment)}`;
  if (days === 1) return `yesterday ${formatTime(moment)}`;
  return `${formatShortDate(moment, now)} ${formatTime(moment)}`;
}

/** "morning" until noon, "afternoon" until six, else "evening" (a night turn's small hours count as night). */
export function partOfDay(moment: Moment): 'morning' | 'afternoon' | 'evening' {
  const hour = Number(formatTime(moment).slice(0, 2));
  if (hour >= 5 && hour < 12) return 'morning';
  return hour >= 12 && hour < 18 ? 'afternoon' : 'evening';
}
