// What a recording's file name says of when it was made and by which camera.
import type { Instant } from '#contract/ids.ts';
import type { NamePattern } from './layout.ts';

export interface NameFacts {
  readonly startedAt: Instant;
  readonly serial: string | null;
}

/** The first pattern that gives a real date between 2000 and 2099; null where none does. */
export function readFileName(name: string, patterns: readonly NamePattern[]): NameFacts | null {
  for (const { pattern, zone } of patterns) {
    const groups = pattern.exec(name)?.groups;
    if (!groups) continue;
    const startedAt = readDate(groups, zone);
    if (startedAt !== null) return { startedAt, serial: groups['serial'] ?? null };
  }
  return null;
}

function readDate(groups: Readonly<Record<string, string | undefined>>, zone: NamePattern['zone']): Instant | null {
  const field = (name: string): number => Number(groups[name] ?? Number.NaN);
  const year = field('year');
  const month = field('month');
  const day = field('day');
  const hour = field('hour');
  const minute = field('minute');
  const second = field('second');
  if (!(year >= 2000 && year <= 2099 && hour <= 23 && minute <= 59 && second <= 59)) return null;
  // A date that does not exist (30 February) rolls over in Date: it is no date then.
  const calendar = new Date(Date.UTC(year, month - 1, day));
  if (calendar.getUTCMonth() !== month - 1 || calendar.getUTCDate() !== day) return null;
  const at =
    zone === 'utc'
      ? new Date(Date.UTC(year, month - 1, day, hour, minute, second))
      : new Date(year, month - 1, day, hour, minute, second);
  return at.toISOString();
}
