// A duty's clock in words: "by Tue 1 Dec, 2 working days left", "was due Mon 30 Nov, 1 day late". Pure.
import { formatDay } from '../forms/dates.ts';
import { daysBetween, type LocalDay } from './deadlines.ts';

export interface DutyClock {
  readonly tone: 'neutral' | 'warn' | 'bad';
  /** For a narrow place: "2 working days", "Today", "1 day late". */
  readonly label: string;
  readonly words: string;
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** "Tue 1 Dec"; with the year where it is not this one. */
export function shortDay(day: LocalDay, today: LocalDay): string {
  const [weekday = '', number = '', month = '', year = ''] = formatDay(day).split(' ');
  return `${weekday.slice(0, 3)} ${number} ${month}${day.slice(0, 4) === today.slice(0, 4) ? '' : ` ${year}`}`;
}

export function dutyClock(dueDay: LocalDay, today: LocalDay, workingDaysLeft: number): DutyClock {
  const day = shortDay(dueDay, today);
  const left = daysBetween(today, dueDay);
  if (left < 0) {
    const late = `${counted(-left, 'day')} late`;
    return { tone: 'bad', label: late, words: `was due ${day}, ${late}` };
  }
  if (left === 0) return { tone: 'warn', label: 'Today', words: `by today, ${day}` };
  return {
    tone: workingDaysLeft <= 1 ? 'warn' : 'neutral',
    label: counted(workingDaysLeft, 'working day'),
    words: `by ${day}, ${counted(workingDaysLeft, 'working day')} left`,
  };
}
