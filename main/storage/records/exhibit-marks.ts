// How exhibits are numbered: initials, the next free number, and letters for what is made from an exhibit. Pure.
import { producer, type ExhibitMark } from '#contract/exhibits.ts';

/** "Jo Smith-Jones" gives "JSJ"; a name without a letter gives "X". */
export function initialsOf(name: string): string {
  const letters = name
    .split(/[\s-]+/u)
    .map((part) => /\p{L}/u.exec(part)?.[0] ?? '')
    .join('')
    .slice(0, 8);
  const parsed = producer.safeParse(letters);
  return parsed.success ? parsed.data : 'X';
}

/** As an officer is named in a report: "PC Dan Bell 2231" is Dan Bell. */
const ranks =
  /^(?:PCSO|PC|DC|PS|DS|DI|DCI|Insp|Inspector|Sgt|Sergeant|Constable|CSI|SOCO|Mr|Mrs|Ms|Miss|Dr)\b\.?\s*(?:\d+\s+)?/iu;
export const withoutRank = (name: string): string => name.trim().replace(ranks, '');

/** After "" comes "A", after "Z" comes "AA". */
export function nextSuffix(used: readonly string[]): string {
  for (let index = 0; ; index++) {
    const suffix = suffixAt(index);
    if (!used.includes(suffix)) return suffix;
  }
}

const letter = (index: number): string => String.fromCodePoint(65 + index);
const suffixAt = (index: number): string =>
  index < 26 ? letter(index) : `${letter(Math.floor(index / 26) - 1)}${letter(index % 26)}`;

export function proposeMark(initials: string, known: readonly ExhibitMark[], source: ExhibitMark | null): ExhibitMark {
  if (source !== null) {
    const family = known.filter((one) => one.producer === source.producer && one.number === source.number);
    return { ...source, suffix: nextSuffix(family.map(({ suffix }) => suffix)) };
  }
  const numbers = known.filter((one) => one.producer === initials).map(({ number }) => number);
  return { producer: initials, number: Math.max(0, ...numbers) + 1, suffix: '' };
}
