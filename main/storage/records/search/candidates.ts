// Records that may fit what is typed, the best kind of fit first. Each step reads a bounded number of them from the index, the newest
// first; the next is taken only where the steps before did not bring enough.
import { factsOf, isCode, type CodeUse } from '#contract/known/mentions.ts';
import { phoneKey, plateKey } from '#contract/known/fold.ts';
import type { SearchKind } from '#contract/search.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { surelyPhone, type Typed } from './explain.ts';
import { numbersThatFit, termsBeginning } from './index-rows.ts';
import { sourceOf } from './sources.ts';
import { canBeMisspelt, spellingsOf } from './spelling.ts';
import { allWords, anySpelling, codeBegins, codeEnds, indexedPrefix, plainTerm, typedCodes } from './terms.ts';

export type Step = (limit: number) => readonly number[];

const isKnownKind = (kind: SearchKind): kind is 'person' | 'vehicle' | 'property' | 'place' | 'event' =>
  kind !== 'exhibit' && kind !== 'report' && kind !== 'note' && kind !== 'recording' && kind !== 'marker';

function codesOf(kind: SearchKind): readonly CodeUse[] {
  if (kind === 'marker') return [];
  if (kind === 'report') return ['reference', 'plate', 'phone'];
  return isKnownKind(kind) ? factsOf(kind).flatMap(([, { use }]) => (isCode(use) ? [use] : [])) : ['reference'];
}

/** Of a long word; a beginning of more is looked up as one. */
const mostMeant = 16;

/**
 * As the words are. A long word is looked up as each of the words that begin so: the index has lists for short beginnings only, and would
 * merge all that a long one stands for. First as a whole word, which is mostly all there is.
 */
function worded(db: RecordsDatabase, kind: SearchKind, termClass: 'n' | 'a', words: readonly string[]): Step {
  const { table } = sourceOf(kind);
  const isLong = (word: string): boolean => word.length > indexedPrefix;
  const wholeOf = (word: string): readonly string[] | null =>
    isLong(word) ? [plainTerm(kind, termClass, word)] : null;
  return (limit) => {
    if (words.length === 0) return [];
    const long = words.filter(isLong);
    if (long.length > 0) {
      const whole = numbersOf(db, kind, allWords(kind, termClass, words, wholeOf), limit);
      if (whole.length >= limit) return whole;
    }
    const meant = new Map(
      long.map((word) => [word, termsBeginning(db, table, plainTerm(kind, termClass, word), mostMeant)]),
    );
    // Nothing begins so: there is nothing to look for.
    if ([...meant.values()].some((terms) => terms?.length === 0)) return [];
    return numbersOf(
      db,
      kind,
      allWords(kind, termClass, words, (word) => meant.get(word) ?? null),
      limit,
    );
  };
}

export function stepsAsTyped(db: RecordsDatabase, kind: SearchKind, typed: Typed, { namesOnly = false } = {}): Step[] {
  const codes = typedCodes(codesOf(kind), typed.text);
  const steps: Step[] = [];
  for (const code of codes) steps.push((limit) => numbersOf(db, kind, codeBegins(kind, code), limit));
  steps.push(worded(db, kind, 'n', typed.words));
  const endings = (uses: readonly CodeUse[]): Step[] =>
    typedCodes(uses, typed.text)
      .filter((code) => code.length >= 3)
      .map((code) => (limit) => numbersOf(db, kind, codeEnds(kind, code), limit));
  // The end of a number that is as short as a house number comes behind what has that house in it.
  const comesLate = (use: CodeUse): boolean => use === 'phone' && phoneKey(typed.text).length < surelyPhone;
  const uses = codesOf(kind);
  steps.push(...endings(uses.filter((use) => !comesLate(use))));
  if (!namesOnly) steps.push(worded(db, kind, 'a', typed.words));
  steps.push(...endings(uses.filter(comesLate)));
  return steps;
}

/** What may have been meant. */
export function stepsMisspelt(db: RecordsDatabase, kind: SearchKind, typed: Typed): Step[] {
  const steps: Step[] = [];
  const plate = plateKey(typed.text);
  if (codesOf(kind).includes('plate') && plate.length >= 5) {
    // One slip is either after the first four or before the last three.
    steps.push((limit) =>
      numbersOf(
        db,
        kind,
        `${codeBegins(kind, plate.slice(0, 4))} OR ${codeEnds(kind, plate.slice(-3))}`,
        Math.max(limit, mostLikePlates),
      ),
    );
  }
  if (isKnownKind(kind) && typed.words.some(canBeMisspelt)) {
    steps.push((limit) =>
      numbersOf(
        db,
        kind,
        anySpelling(
          kind,
          typed.words.map((word) => spellingsOf(db, kind, word)),
        ),
        limit,
      ),
    );
  }
  return steps;
}

const numbersOf = (db: RecordsDatabase, kind: SearchKind, query: string, limit: number): number[] =>
  numbersThatFit(db, sourceOf(kind).table, query, limit);

const mostLikePlates = 120;
