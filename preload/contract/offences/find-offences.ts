// Finding a recording class by its code or by the words an officer uses.
import { offenceClasses } from './offence-list.ts';
import type { OffenceClass } from './offence-class.ts';

export type { OffenceClass, OffenceGroup } from './offence-class.ts';

const byCode: ReadonlyMap<string, OffenceClass> = new Map(offenceClasses.map((offence) => [offence.code, offence]));

export const offenceClassOf = (code: string): OffenceClass | null => byCode.get(code) ?? null;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z0-9/]+/g) ?? [];

const index = offenceClasses.map((offence) => ({
  offence,
  code: offence.code.toLowerCase(),
  title: wordsOf(`${offence.title} ${offence.short}`),
  words: wordsOf(offence.words),
}));

/**
 * The classes in which every typed word begins some word of the code, title or search words; best first. An exact code
 * comes before a word of the title, and that before a word an officer might use. Nothing typed: the whole list.
 */
export function findOffences(typed: string, limit = 8): OffenceClass[] {
  const sought = wordsOf(typed);
  if (sought.length === 0) return offenceClasses.slice(0, limit);
  const scored: { offence: OffenceClass; score: number }[] = [];
  for (const entry of index) {
    let score = 0;
    const matches = sought.every((word) => {
      if (entry.code === word) score += 100;
      else if (entry.title.some((candidate) => candidate.startsWith(word))) score += 10;
      else if (entry.words.some((candidate) => candidate.startsWith(word))) score += 5;
      else return entry.code.startsWith(word);
      return true;
    });
    if (matches) scored.push({ offence: entry.offence, score });
  }
  return scored
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ offence }) => offence);
}
