// By which words what a report knows is looked up for a post: the post is compared with what it may be about, and not with every report
// of the vault. Pure.
import { valuesIn } from './check-post.ts';
import { nameWords, wordsOf } from './find-names.ts';
import type { KnownFacts, KnownName, KnownValue } from './known-facts.ts';

const longestFamily = 4;

const nameKey = (word: string): string => `name ${word}`;
const fullKey = (given: string, family: readonly string[]): string => `full ${[given, ...family].join(' ')}`;
const valueKey = ({ kind, key }: Pick<KnownValue, 'kind' | 'key'>): string => `${kind} ${key}`;

/** By each of which a name is found. */
export function keysOfName({ family, given }: Pick<KnownName, 'family' | 'given'>): string[] {
  const words = nameWords(family);
  const [first] = words;
  const [own] = nameWords(given);
  return [
    ...(first === undefined ? [] : [nameKey(first)]),
    ...(own === undefined ? [] : [nameKey(own)]),
    // The newest hundred of a common name may all be somebody else.
    ...(first === undefined || own === undefined ? [] : [fullKey(own, words)]),
  ];
}

export interface KeyedFact {
  readonly key: string;
  readonly name: KnownName | null;
  readonly value: KnownValue | null;
}

export const keyedFacts = ({ names, values }: KnownFacts): KeyedFact[] => [
  ...names.flatMap((name) => [...new Set(keysOfName(name))].map((key) => ({ key, name, value: null }))),
  ...values.map((value) => ({ key: valueKey(value), name: null, value })),
];

/** Everything that this text may be about. */
export function keysOfPost(text: string): Set<string> {
  const words = wordsOf(text).map(({ lower }) => lower);
  const keys = new Set<string>();
  for (const [at, word] of words.entries()) {
    keys.add(nameKey(word));
    for (let count = 1; count <= longestFamily; count += 1) {
      const [after, other] = [words.slice(at + 1, at + 1 + count), words[at + count]];
      if (after.length === count) keys.add(fullKey(word, after));
      // "Marsh, Wendy"
      if (other !== undefined) keys.add(fullKey(other, words.slice(at, at + count)));
    }
  }
  for (const { kind, found } of valuesIn(text)) keys.add(valueKey({ kind, key: found.key }));
  return keys;
}
