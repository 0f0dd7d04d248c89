// Dates and times as officers type them, read leniently and shown back; local time is Europe/London.
import type { Instant } from '../ids.ts';

/** A calendar day as YYYY-MM-DD. */
export type LocalDay = string;

export interface DateContext {
  /** The local day on which the text was typed; without it, words such as "today" cannot be read later. */
  readonly typedOn: LocalDay | null;
  /** A date of birth: a two-digit year is the latest such year that is not in the future. */
  readonly born?: boolean;
}

export type DateReading =
  | {
      readonly ok: true;
      readonly day: LocalDay;
      /** The weekday that was typed, when it is not that day's. */ readonly wrongWeekday: string | null;
    }
  | { readonly ok: false; readonly message: string };

export interface ReadTime {
  readonly ok: true;
  readonly hour: number;
  readonly minute: number;
  readonly second: number | null;
  /** Only when typed: settles the hour that happens twice when the clocks go back. */
  readonly zone: 'bst' | 'gmt' | null;
  readonly about: boolean;
}
export type TimeReading = ReadTime | { readonly ok: false; readonly message: string };

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const dayMilliseconds = 86_400_000;

const pad = (value: number, length = 2): string => String(value).padStart(length, '0');

/** Null for a day that the calendar does not have. */
function dayOf(year: number, month: number, day: number): LocalDay | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return null;
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

const utcOf = (day: LocalDay): number => Date.parse(`${day}T00:00:00.000Z`);
const daysFrom = (day: LocalDay, count: number): LocalDay =>
  new Date(utcOf(day) + count * dayMilliseconds).toISOString().slice(0, 10);
const weekdayOf = (day: LocalDay): number => new Date(utcOf(day)).getUTCDay();

const startsName = (name: string, typed: string): boolean => typed.length >= 3 && name.toLowerCase().startsWith(typed);
const monthOf = (typed: string): number =>
  typed === 'sept'
    ? 9
    : [
        'january',
        'february',
        'march',
        'april',
        'may',
        'june',
        'july',
        'august',
        'september',
        'october',
        'november',
        'december',
      ].findIndex((name) => startsName(name, typed)) + 1;

const unread = (message: string): DateReading => ({ ok: false, message });
const notADate = 'This could not be read as a date. Type it like 22/11/26 or 22 Nov 2026.';
const notTypedOn = 'Type the date with its year in full, like 22/11/2026.';

function fullYear(typed: string, month: number, day: number, context: DateContext): number | null {
  const year = Number(typed);
  if (typed.length === 4) return year;
  if (!context.born) return year < 80 ? 2000 + year : 1900 + year;
  if (context.typedOn === null) return null;
  const thisCentury = `${pad(2000 + year, 4)}-${pad(month)}-${pad(day)}`;
  return thisCentury <= context.typedOn ? 2000 + year : 1900 + year;
}

/** Without a year: the latest such day that is not after the day of typing. */
function latestYear(month: number, day: number, typedOn: LocalDay): LocalDay | null {
  const thisYear = Number(typedOn.slice(0, 4));
  for (let year = thisYear; year > thisYear - 9; year -= 1) {
    const candidate = dayOf(year, month, day);
    if (candidate !== null && candidate <= typedOn) return candidate;
  }
  return null;
}

function assemble(dayText: string, month: number, yearText: string | undefined, context: DateContext): DateReading {
  const day = Number(dayText);
  if (month < 1 || month > 12) return unread('There are only 12 months. Type the day first, like 22/11/26.');
  const noSuchDay = `There is no ${day} ${monthNames[month - 1] ?? ''}${yearText === undefined ? '' : ' in that year'}.`;
  if (yearText === undefined) {
    if (context.typedOn === null) return unread(notTypedOn);
    const latest = latestYear(month, day, context.typedOn);
    return latest === null ? unread(noSuchDay) : { ok: true, day: latest, wrongWeekday: null };
  }
  const year = fullYear(yearText, month, day, context);
  if (year === null) return unread(notTypedOn);
  const found = dayOf(year, month, day);
  return found === null ? unread(noSuchDay) : { ok: true, day: found, wrongWeekday: null };
}

function readWithoutWeekday(text: string, context: DateContext): DateReading {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return assemble(iso[3] ?? '', Number(iso[2]), iso[1], context);
  const digits = /^(\d{2})(\d{2})(\d{4}|\d{2})$/.exec(text);
  if (digits) return assemble(digits[1] ?? '', Number(digits[2]), digits[3], context);
  const numeric = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})(?:\s*[-/. ]\s*(\d{4}|\d{2}))?$/.exec(text);
  if (numeric) return assemble(numeric[1] ?? '', Number(numeric[2]), numeric[3], context);
  const named = /^(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[-/. ]*([a-z]{3,9})\.?(?:[-/., ]*(\d{4}|\d{2}))?$/.exec(text);
  if (named) {
    const month = monthOf(named[2] ?? '');
    return month === 0 ? unread(notADate) : assemble(named[1] ?? '', month, named[3], context);
  }
  return unread(notADate);
}

/** Reads a day as typed; null for nothing typed. */
export function readDate(typed: string, context: DateContext): DateReading | null {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (text === '') return null;
  const { typedOn } = context;
  if (text === 'today' || text === 'yesterday') {
    if (typedOn === null) return unread(notTypedOn);
    return { ok: true, day: text === 'today' ? typedOn : daysFrom(typedOn, -1), wrongWeekday: null };
  }
  const leading = /^(?:last )?([a-z]{3,9})\b[., ]*(.*)$/.exec(text);
  const weekday = leading ? weekdayNames.findIndex((name) => startsName(name, leading[1] ?? '')) : -1;
  if (!leading || weekday < 0) return readWithoutWeekday(text, context);
  const rest = leading[2] ?? '';
  if (rest === '') {
    if (typedOn === null) return unread(notTypedOn);
    const back = (weekdayOf(typedOn) - weekday + 7) % 7;
    return { ok: true, day: daysFrom(typedOn, back === 0 ? -7 : -back), wrongWeekday: null };
  }
  const reading = readWithoutWeekday(rest, context);
  if (!reading.ok || weekdayOf(reading.day) === weekday) return reading;
  return { ...reading, wrongWeekday: weekdayNames[weekday] ?? null };
}

const notATime = 'This could not be read as a time. Type it like 14:03 or 1403.';

/** Reads a time of day as typed; null for nothing typed. */
export function readTime(typed: string): TimeReading | null {
  let text = typed.trim().toLowerCase();
  if (text === '') return null;
  const withoutAbout = text.replace(/^(?:about|around|approx(?:imately|\.)?|circa|c\.|~)\s*/, '');
  const about = withoutAbout !== text;
  text = withoutAbout;
  const zoneText = /\s*\b(bst|gmt|utc)$|(?<=\d)z$/.exec(text);
  const zone = zoneText === null ? null : zoneText[1] === 'bst' ? 'bst' : 'gmt';
  if (zoneText) text = text.slice(0, zoneText.index).trim();
  text = text.replace(/\s*(?:hours|hrs|hr|h)$/, '');
  const time = (hour: number, minute: number, second: number | null = null): TimeReading =>
    hour > 23 || minute > 59 || (second ?? 0) > 59
      ? {
          ok: false,
          message: hour === 24 ? 'Midnight is 00:00 of the day that begins then.' : 'There is no such time of day.',
        }
      : { ok: true, hour, minute, second, zone, about };
  if (text === 'noon' || text === 'midday') return time(12, 0);
  if (text === 'midnight') return time(0, 0);
  const match =
    /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?)?\s*([ap]\.?m?\.?)?$/.exec(text) ??
    /^(\d{1,2})(\d{2})()\s*([ap]\.?m?\.?)?$/.exec(text);
  if (!match) return { ok: false, message: notATime };
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  const second = match[3] === undefined || match[3] === '' ? null : Number(match[3]);
  const half = match[4]?.[0];
  if (half === undefined) return time(hour, minute, second);
  if (hour < 1 || hour > 12) return { ok: false, message: 'Type either 24-hour time or am and pm, not both.' };
  return time((hour % 12) + (half === 'p' ? 12 : 0), minute, second);
}

/** "Sunday 22 Nov 2026". */
export const formatDay = (day: LocalDay): string =>
  `${weekdayNames[weekdayOf(day)] ?? ''} ${Number(day.slice(8))} ${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;

/** "14:03", "about 02:10", "14:03:22 GMT". */
export const formatTime = (time: ReadTime): string =>
  `${time.about ? 'about ' : ''}${pad(time.hour)}:${pad(time.minute)}${time.second === null ? '' : `:${pad(time.second)}`}${
    time.zone === null ? '' : ` ${time.zone.toUpperCase()}`
  }`;

const londonParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The London wall clock at an instant, as if it were UTC milliseconds. */
function wallClockAt(milliseconds: number): number {
  const found: Record<string, number> = {};
  for (const part of londonParts.formatToParts(milliseconds)) found[part.type] = Number(part.value);
  return Date.UTC(
    found['year'] ?? 0,
    (found['month'] ?? 1) - 1,
    found['day'] ?? 1,
    found['hour'] ?? 0,
    found['minute'] ?? 0,
    found['second'] ?? 0,
  );
}

/** `count` days later; earlier where it is negative. */
export const dayAfter = (day: LocalDay, count = 1): LocalDay =>
  new Date(Date.parse(`${day}T00:00:00.000Z`) + count * dayMilliseconds).toISOString().slice(0, 10);

export const localDayAt = (instant: Instant): LocalDay =>
  new Date(wallClockAt(Date.parse(instant))).toISOString().slice(0, 10);

export interface LocalInstant {
  readonly instant: Instant;
  /** `twice`: the clocks went back and the time happened twice; `skipped`: they went forward over it. */
  readonly clockChange: 'none' | 'twice' | 'skipped';
}

/**
 * The instant of a London wall-clock time. In the hour that happens twice, the first is taken unless GMT was typed: a
 * clock that runs from it is never late. In the hour that is skipped, GMT is taken, as a clock not yet put forward shows.
 */
export function instantOf(day: LocalDay, time: Pick<ReadTime, 'hour' | 'minute' | 'second' | 'zone'>): LocalInstant {
  const wall = utcOf(day) + ((time.hour * 60 + time.minute) * 60 + (time.second ?? 0)) * 1000;
  const asSummer = wall - 3_600_000;
  const summer = wallClockAt(asSummer) === wall;
  const winter = wallClockAt(wall) === wall;
  const clockChange = summer && winter ? 'twice' : summer || winter ? 'none' : 'skipped';
  const useSummer = time.zone === null ? summer : time.zone === 'bst';
  return { instant: new Date(useSummer ? asSummer : wall).toISOString(), clockChange };
}
