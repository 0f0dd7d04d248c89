// What a post says, put together from its details, and when the team has left. Pure.
import { dayAfter, formatDay, formatTime, instantOf, readDate, readTime } from '../forms.ts';
import type { Instant } from '../ids.ts';
import type { TeamPostContent } from '../team-posts.ts';

type ReadTime = Extract<ReturnType<typeof readTime>, { readonly ok: true }>;

const halfYear = 183;

/**
 * The day that was meant, as YYYY-MM-DD; null where none can be read. A team says where it will be: without a year the day is
 * the one that is nearest, and a weekday is today or the next one.
 */
export function postDay({ day, dayTypedOn }: Pick<TeamPostContent, 'day' | 'dayTypedOn'>): string | null {
  const typed = day.trim().toLowerCase();
  if (typed === '' || dayTypedOn === '') return null;
  const near = { yesterday: -1, today: 0, tomorrow: 1 }[typed];
  if (near !== undefined) return dayAfter(dayTypedOn, near);
  // Read as of a week on, "Friday" is the one to come; as of half a year on, "3 Jan" is the nearest.
  const isWeekday = /^[a-z]+\.?$/.test(typed);
  const reading = readDate(typed, { typedOn: dayAfter(dayTypedOn, isWeekday ? 7 : halfYear) });
  return reading?.ok === true ? reading.day : null;
}

function timeOf(typed: string): ReadTime | null {
  const reading = readTime(typed);
  return reading?.ok === true ? reading : null;
}

const minutesOf = ({ hour, minute }: ReadTime): number => hour * 60 + minute;

/** When the team has left: past midnight where it stays longer than the day. Null until day and time can be read. */
export function leavesAt(content: TeamPostContent): Instant | null {
  const day = postDay(content);
  const until = timeOf(content.until);
  if (day === null || until === null) return null;
  const from = timeOf(content.from);
  const pastMidnight = from !== null && minutesOf(until) <= minutesOf(from);
  return instantOf(pastMidnight ? dayAfter(day) : day, until).instant;
}

const sentence = (text: string): string => {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?…]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
};
const clause = (text: string): string => text.trim().replace(/[.\s]+$/u, '');

/** "on Friday 27 Nov, 14:00 to 16:00"; what cannot be read is said as it was typed. */
function whenWords(content: TeamPostContent): string {
  const day = postDay(content);
  const dayWords = day === null ? clause(content.day) : formatDay(day).replace(/ \d{4}$/, '');
  const [from, until] = [content.from, content.until].map((typed) => {
    const time = timeOf(typed);
    return time === null ? clause(typed) : formatTime(time);
  });
  const times = [from, until].filter((part) => part !== '').join(' to ');
  return [dayWords === '' ? '' : `on ${dayWords}`, times].filter((part) => part !== '').join(', ');
}

/** What the details come to, before the officer words it otherwise. */
export function composedText(content: TeamPostContent): string {
  const [place, bring, more] = [clause(content.place), clause(content.bring), sentence(content.more)];
  const when = whenWords(content);
  const isAfter = content.timing === 'after';
  const where = [isAfter ? 'We were' : 'We will be', place === '' ? '' : `at ${place}`, when]
    .filter((part) => part !== '')
    .join(' ');
  const about = bring === '' ? '' : ` about ${bring}`;
  const invitation = isAfter ? `Thank you to everyone who came to talk to us${about}.` : `Come and talk to us${about}.`;
  const hasWhere = place !== '' || when !== '';
  const hasAny = hasWhere || bring !== '';
  return [hasWhere ? `${where}.` : '', hasAny ? invitation : '', more].filter((part) => part !== '').join(' ');
}

/** Exactly what would be posted. */
export const postText = (content: TeamPostContent): string => content.wording ?? composedText(content);
