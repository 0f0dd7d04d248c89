// The terms of the search index: a word with its kind and its class in front. Each kind and class has postings of its own, so that
// no search walks through those of another, and a kind that is found by names first is asked for names alone. Pure.
import { foldWords, readsAsPhone, squash } from '#contract/known/fold.ts';
import { codeKey, isCode, type CodeUse } from '#contract/known/mentions.ts';
import type { FactUse } from '#contract/known/sources.ts';
import type { SearchKind } from '#contract/search.ts';

/** What a record is found by. */
export interface SearchField {
  readonly label: string;
  readonly text: string;
  readonly use: FactUse;
}

/** Never changed for a kind, or the index must be filled anew (search/rebuild.ts). */
const letters: Readonly<Record<SearchKind, string>> = {
  person: 'p',
  vehicle: 'v',
  property: 'q',
  place: 'l',
  event: 'e',
  exhibit: 'x',
  report: 'r',
  note: 't',
  recording: 'f',
  marker: 'm',
};

/** Words of names; any words; codes from their beginning; codes from their end. */
type TermClass = 'n' | 'a' | 'c' | 'r';

/** Longest beginning of a word, without what stands in front of it, that the index keeps a list of postings for. */
export const indexedPrefix = 5;

const reversed = (code: string): string => Array.from(code).toReversed().join('');

export function termsOf(kind: SearchKind, fields: readonly SearchField[]): Set<string> {
  const terms = new Set<string>();
  const letter = letters[kind];
  for (const { text, use } of fields) {
    for (const word of foldWords(text)) {
      terms.add(`${letter}a${word}`);
      if (use === 'name') terms.add(`${letter}n${word}`);
    }
    if (use === 'postcode') terms.add(`${letter}a${squash(text)}`);
    if (!isCode(use)) continue;
    const code = codeKey(use, text);
    if (code === '') continue;
    terms.add(`${letter}c${code}`);
    terms.add(`${letter}r${reversed(code)}`);
  }
  return terms;
}

/** Folded, without what the query language wants around it. */
export const plainTerm = (kind: SearchKind, termClass: TermClass, word: string): string =>
  `${letters[kind]}${termClass}${word}`;

/** Folded text holds letters and digits only, so that nothing in it means anything to the index. */
const term = (kind: SearchKind, termClass: TermClass, word: string): string => `"${plainTerm(kind, termClass, word)}"`;

/**
 * Every word begins some word of the record.
 * @param meant for a word the terms that it stands for, where they are known: the index answers them without merging
 */
export function allWords(
  kind: SearchKind,
  termClass: 'n' | 'a',
  words: readonly string[],
  meant: (word: string) => readonly string[] | null = () => null,
): string {
  // A single letter begins half of everything: it is left to what reads the candidates, or must be a word by itself.
  const telling = words.filter((word) => word.length > 1);
  if (telling.length === 0) return words.map((word) => term(kind, termClass, word)).join(' AND ');
  return telling
    .map((word) => {
      const terms = meant(word);
      return terms === null ? `${term(kind, termClass, word)}*` : `(${terms.map((one) => `"${one}"`).join(' OR ')})`;
    })
    .join(' AND ');
}

/** For each word one of its spellings. */
export const anySpelling = (kind: SearchKind, spellings: readonly (readonly string[])[]): string =>
  spellings.map((words) => `(${words.map((word) => term(kind, 'n', word)).join(' OR ')})`).join(' AND ');

export const codeBegins = (kind: SearchKind, code: string): string => `${term(kind, 'c', code)}*`;
export const codeIs = (kind: SearchKind, code: string): string => term(kind, 'c', code);
export const codeEnds = (kind: SearchKind, code: string): string => `${term(kind, 'r', reversed(code))}*`;

/** What is typed as a code of one of these uses. */
export const typedCodes = (uses: readonly CodeUse[], typed: string): string[] => [
  ...new Set(
    uses
      .filter((use) => use !== 'phone' || readsAsPhone(typed))
      .map((use) => codeKey(use, typed))
      .filter((code) => code.length >= 2),
  ),
];
