// A name that was typed into one line, apart: "PARK, Daniel", "Mr Daniel Park", "Jane Holt, his mother". Pure.
import { ranks, titles } from './titles.ts';

export interface NameParts {
  readonly family: string;
  readonly given: string;
}

/** Who somebody is to another, which is no part of the name. */
const relations = new Set(
  (
    'mother father mum mam dad parent stepmother stepfather grandmother grandfather grandparent nan aunt uncle sister brother cousin son ' +
    'daughter wife husband partner friend neighbour carer guardian teacher tutor social worker support key appropriate adult ' +
    'interpreter solicitor owner driver rider passenger his her their the a an of and to witness not known unknown none'
  ).split(' '),
);

const wordsIn = (text: string): string[] =>
  text
    .split(/\s+/u)
    .map((word) => word.replaceAll(/^[^\p{L}]+|[^\p{L}]+$/gu, ''))
    .filter((word) => word !== '' && !/\d/.test(word) && !relations.has(word.toLowerCase()));

/** Null where it names nobody who must be kept out of a post: an officer with a rank, a relation without a name. */
export function namePartsOf(typed: string): NameParts | null {
  const [first = '', second = ''] = typed
    .replaceAll(/\([^)]*\)?/gu, ' ')
    .split(/[,;/]|\s[-–—]\s/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const words = wordsIn(first);
  if (ranks.has(words[0]?.toLowerCase() ?? '')) return null;
  const named = words.filter((word) => !titles.has(word.toLowerCase()));
  const [only, ...more] = named;
  if (only === undefined) return null;
  // "PARK, Daniel": a comma after one word, and more of the name behind it.
  if (more.length === 0) return { family: only, given: wordsIn(second)[0] ?? '' };
  return { family: more.at(-1) ?? '', given: only.length > 1 ? only : '' };
}
