// Clocks: how near a deadline is, in a word or two, with the tone that goes with it.
import { formatSpan } from './amounts.ts';
import { calendarDaysBetween } from './dates.ts';

export interface DueClock {
  readonly tone: 'neutral' | 'warn' | 'bad';
  /** "Overdue 3 h", "19 h 20 min", "Today", "Tomorrow", "4 days". */
  readonly label: string;
}

const hour = 3_600_000;

/** `precise`: clocks of hours (24 h recording rule) count hours and minutes, those of days count days. */
export function dueClock(dueAt: string, now: number, precise: boolean): DueClock {
  const left = new Date(dueAt).getTime() - now;
  if (left < 0) return { tone: 'bad', label: `Overdue ${formatSpan(-left / 1000)}` };
  if (precise && left < 24 * hour) {
    return { tone: left < 6 * hour ? 'warn' : 'neutral', label: `${formatSpan(left / 1000)} left` };
  }
  const days = calendarDaysBetween(now, dueAt);
  if (days === 0) return { tone: 'warn', label: 'Today' };
  if (days === 1) return { tone: 'warn', label: 'Tomorrow' };
  return { tone: days <= 3 ? 'warn' : 'neutral', label: `${days} days` };
}
