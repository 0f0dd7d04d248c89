// What the name of a file, or of the folder it lies in, says: when it was made, by which camera, and which part of a recording it is.
import type { Instant } from '#contract/ids.ts';
import { longestPatternName, type FolderPattern, type NamePattern } from './layout.ts';

export interface NameFacts {
  readonly startedAt: Instant | null;
  readonly serial: string | null;
  /** For a recording that the camera splits by its names. */
  readonly part: { readonly group: string; readonly index: number } | null;
}

export interface FolderFacts {
  readonly serial: string | null;
  readonly names: readonly NamePattern[];
}

type Groups = Readonly<Record<string, string | undefined>>;

/** Each fact is taken from the first pattern that gives it; a date counts only if it is a real one between 2000 and 2099. */
export function readFileName(name: string, patterns: readonly NamePattern[]): NameFacts | null {
  let startedAt: Instant | null = null;
  let serial: string | null = null;
  let part: NameFacts['part'] = null;
  for (const { pattern, zone } of patterns) {
    const groups = match(name, pattern);
    if (!groups) continue;
    const date = readDate(groups, zone);
    // A pattern that is about dates, and found none in digits that look like one, is not believed in the rest either.
    if (date === null && groups['year'] !== undefined) continue;
    startedAt ??= date;
    serial ??= groups['serial'] ?? null;
    part ??= readPart(groups);
  }
  return startedAt === null && serial === null && part === null ? null : { startedAt, serial, part };
}

/** Which part a side file's name says it belongs to. */
export function readSideName(name: string, patterns: readonly { readonly pattern: RegExp }[]): NameFacts['part'] {
  for (const { pattern } of patterns) {
    const part = readPart(match(name, pattern) ?? {});
    if (part !== null) return part;
  }
  return null;
}

/** Null where the folder is none that holds one recording. */
export function readFolderName(name: string, patterns: readonly FolderPattern[]): FolderFacts | null {
  for (const { pattern, names } of patterns) {
    const groups = match(name, pattern);
    if (groups) return { serial: groups['serial'] ?? null, names };
  }
  return null;
}

/** Patterns are configuration and names are foreign: neither may take long, so names are short. */
function match(name: string, pattern: RegExp): Groups | null {
  if (name.length > longestPatternName) return null;
  const found = pattern.exec(name);
  return found && (found.groups ?? {});
}

/** Makers count from 0 or 1, and some leave the number of the first file away: it then comes before all others. */
function readPart(groups: Groups): NameFacts['part'] {
  const { group, segment } = groups;
  if (group === undefined || group === '') return null;
  const index = segment === undefined ? 0 : Number.parseInt(segment, 10);
  return Number.isSafeInteger(index) && index >= 0 ? { group, index } : null;
}

function readDate(groups: Groups, zone: NamePattern['zone']): Instant | null {
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
