// Finds the people of the reports in a post, and leaves alone what only sounds like them: streets and schools that bear a name,
// colleagues with their rank, and names that are ordinary words. Pure.
import { isCommonWord } from './common-words.ts';
import type { FactSource, KnownName } from './known-facts.ts';
import { ranks, titles } from './titles.ts';

export interface NameFound {
  readonly start: number;
  readonly end: number;
  /** Lower case: the same person said in the same way. */
  readonly key: string;
  readonly sources: readonly FactSource[];
}

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly lower: string;
  /** Begins with a capital. */
  readonly capital: boolean;
  /** Only spaces stand between it and the word before. */
  readonly follows: boolean;
}

interface Person extends Pick<KnownName, 'source'> {
  readonly family: readonly string[];
  readonly given: string;
}

export interface KnownPeople {
  readonly byFamily: ReadonlyMap<string, readonly Person[]>;
  readonly byGiven: ReadonlyMap<string, readonly Person[]>;
}

/** After a name: a place that bears it. */
const places = new Set(
  (
    'street st road rd avenue ave lane ln close court drive place square terrace gardens crescent way grove hill row walk mews rise green ' +
    'view mount parade park school college academy university library centre center station church chapel mosque temple synagogue hall ' +
    'house hospital surgery estate bridge market common heath farm wood woods arms hotel stadium theatre museum tower'
  ).split(' '),
);

const wordPattern = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** "Okafor’s" is of Okafor; accents are left out by those who type in a hurry. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('’', "'")
    .toLowerCase()
    .replace(/'s$/, '')
    .replace(/s'$/, 's');

export function wordsOf(text: string): Word[] {
  let before = 0;
  return [...text.matchAll(wordPattern)].map((match) => {
    const [word] = match;
    const start = match.index;
    const follows = start > 0 && /^[ \u{A0}]+$/u.test(text.slice(before, start));
    before = start + word.length;
    return { start, end: before, text: word, lower: plain(word), capital: /^\p{Lu}/u.test(word), follows };
  });
}

/** As they are compared: lower case, without accents. */
export const nameWords = (name: string): string[] => [...name.matchAll(wordPattern)].map(([word]) => plain(word));

export function peopleOf(names: readonly KnownName[]): KnownPeople {
  const byFamily = new Map<string, Person[]>();
  const byGiven = new Map<string, Person[]>();
  const add = (index: Map<string, Person[]>, key: string | undefined, person: Person): void => {
    if (key === undefined || key.length < 2) return;
    const there = index.get(key);
    if (there === undefined) index.set(key, [person]);
    else there.push(person);
  };
  for (const { family, given, source } of names) {
    const person = { family: nameWords(family), given: nameWords(given)[0] ?? '', source };
    add(byFamily, person.family[0], person);
    add(byGiven, person.given, person);
  }
  return { byFamily, byGiven };
}

const sourcesOf = (people: readonly Person[]): FactSource[] => [
  ...new Map(people.map(({ source }) => [source.words, source])).values(),
];

/** `ownNames`: of the officer, who may say who will be there. */
export function findNames(text: string, { byFamily, byGiven }: KnownPeople, ownNames: readonly string[]): NameFound[] {
  const words = wordsOf(text);
  const own = new Set(ownNames.flatMap(nameWords));
  const found: NameFound[] = [];

  const standsAt = (at: number, name: readonly string[]): boolean =>
    name.length > 0 && name.every((word, index) => words[at + index]?.lower === word);
  const is = (word: Word | undefined, set: ReadonlySet<string>): boolean => word !== undefined && set.has(word.lower);
  const note = (from: number, count: number, people: readonly Person[]): number => {
    const [first, last] = [words[from], words[from + count - 1]];
    if (first === undefined || last === undefined) return from;
    const key = words
      .slice(from, from + count)
      .map(({ lower }) => lower)
      .join(' ');
    found.push({ start: first.start, end: last.end, key, sources: sourcesOf(people) });
    return from + count;
  };

  /** Of how many words a full name is that begins here, and whose it is. */
  function fullNameAt(at: number): { readonly count: number; readonly people: readonly Person[] } | null {
    const given = words[at];
    if (given === undefined) return null;
    // "When will May come": two ordinary words are a name only where both are written as one.
    const areNames = (count: number): boolean =>
      words.slice(at, at + count).every(({ capital, lower }) => capital || !isCommonWord(lower));
    const forwards = (byGiven.get(given.lower) ?? []).filter(
      ({ family }) => standsAt(at + 1, family) && areNames(1 + family.length),
    );
    const [first] = forwards;
    if (first !== undefined) return { count: 1 + first.family.length, people: forwards };
    // "Marsh, Wendy"
    const backwards = (byFamily.get(given.lower) ?? []).filter(
      ({ family, given: name }) =>
        standsAt(at, family) && name !== '' && words[at + family.length]?.lower === name && areNames(family.length + 1),
    );
    const [last] = backwards;
    return last === undefined ? null : { count: last.family.length + 1, people: backwards };
  }

  function isNameAlone(at: number, count: number): boolean {
    const [word, before, after] = [words[at], words[at - 1], words[at + count]];
    if (word === undefined) return false;
    const joined = word.follows ? before : undefined;
    if (is(joined, titles)) return true;
    if (is(joined, ranks) && own.has(word.lower)) return false;
    if (after?.follows === true && after.capital && is(after, places)) return false;
    const isCommon = words.slice(at, at + count).every(({ lower }) => isCommonWord(lower));
    // "W Marsh"
    if (isCommon) return word.capital && joined !== undefined && /^\p{Lu}$/u.test(joined.text) && joined.text !== 'I';
    return true;
  }

  /** A given name tells only where it stands for a person by itself: "thanks to Wendy", not "Wendy Palmer from the council". */
  function isGivenAlone(at: number): boolean {
    const [word, before, after] = [words[at], words[at - 1], words[at + 1]];
    if (word === undefined || !word.capital || word.lower.length < 3 || isCommonWord(word.lower)) return false;
    if (own.has(word.lower) || (word.follows && (is(before, ranks) || before?.capital === true))) return false;
    return !(after?.follows === true && after.capital);
  }

  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const full = fullNameAt(at);
    if (full !== null) {
      at = note(at, full.count, full.people);
      continue;
    }
    const families = (byFamily.get(word.lower) ?? []).filter(({ family }) => standsAt(at, family));
    const longest = Math.max(0, ...families.map(({ family }) => family.length));
    if (longest > 0 && isNameAlone(at, longest)) {
      at = note(
        at,
        longest,
        families.filter(({ family }) => family.length === longest),
      );
      continue;
    }
    const givens = byGiven.get(word.lower) ?? [];
    at = givens.length > 0 && isGivenAlone(at) ? note(at, 1, givens) : at + 1;
  }
  return found;
}
