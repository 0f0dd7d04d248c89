// What in a post should not go out, and why: what the vault knows first, then what only looks like it, then operational detail.
// Pure.
import type { PostFinding } from '#contract/team-posts.ts';
import { findNames, peopleOf, type KnownPeople } from './find-names.ts';
import type { FactSource, KnownFacts, KnownValue, ValueKind } from './known-facts.ts';
import {
  emailsIn,
  houseRunsIn,
  isPoliceEmail,
  isPublicPhone,
  phonesIn,
  plateRunsIn,
  platesIn,
  postcodesIn,
  premisesIn,
  referenceRunsIn,
  referencesIn,
  type Found,
} from './patterns.ts';

export interface KnownIndex {
  readonly people: KnownPeople;
  readonly values: ReadonlyMap<string, readonly FactSource[]>;
}

const keyOf = ({ kind, key }: Pick<KnownValue, 'kind' | 'key'>): string => `${kind} ${key}`;

/** `facts`: of the newest report first, whose words are then those that are said. */
export function indexFacts(facts: readonly KnownFacts[]): KnownIndex {
  const values = new Map<string, FactSource[]>();
  for (const value of facts.flatMap((of) => of.values)) {
    const there = values.get(keyOf(value));
    if (there === undefined) values.set(keyOf(value), [value.source]);
    else if (!there.some(({ words }) => words === value.source.words)) there.push(value.source);
  }
  return { people: peopleOf(facts.flatMap(({ names }) => names)), values };
}

const finders: Readonly<Record<ValueKind, (text: string) => Found[]>> = {
  plate: platesIn,
  phone: phonesIn,
  email: emailsIn,
  address: premisesIn,
  postcode: postcodesIn,
  reference: referencesIn,
};

/** Of a shape that only the vault can know: a foreign plate, a force's own reference, a house with a name. */
const runs: Partial<Readonly<Record<ValueKind, (text: string) => Found[]>>> = {
  plate: plateRunsIn,
  address: houseRunsIn,
  reference: referenceRunsIn,
};

/** Everything in a post that may be a value that some report knows. */
export const valuesIn = (text: string): { readonly kind: ValueKind; readonly found: Found }[] =>
  (Object.keys(finders) as ValueKind[]).flatMap((kind) =>
    [...finders[kind](text), ...(runs[kind]?.(text) ?? [])].map((found) => ({ kind, found })),
  );

/** What is warned of even where no report knows it; a postcode and a house number also say where a team will be. */
const looksLike = {
  plate: 'looks like a registration.',
  phone: 'looks like somebody’s telephone number.',
  email: 'looks like somebody’s email address.',
  reference: 'looks like the reference of a report.',
} as const satisfies Partial<Record<ValueKind, string>>;

/** So many of the newest reports that know the same thing are compared: it is one warning, however many there are. */
export const mostPerKey = 25;

function moreWords(sources: readonly FactSource[]): string {
  const more = new Set(sources.slice(1).map(({ reference }) => reference)).size;
  if (more >= mostPerKey - 1) return ', and in many more reports.';
  return more === 0 ? '.' : more === 1 ? ', and in another report.' : `, and in ${more} more reports.`;
}

function known(
  kind: PostFinding['kind'],
  at: Omit<Found, 'key'>,
  key: string,
  sources: readonly FactSource[],
): PostFinding {
  const { start, end, text } = at;
  const [first] = sources;
  return {
    id: `${kind}:${key}:${first?.reference ?? ''}`.slice(0, 300),
    kind,
    start,
    end,
    text,
    why: `“${text}” is ${first?.words ?? 'known in your vault'}${moreWords(sources)}`,
    reportId: first?.reportId ?? null,
  };
}

const escaped = (words: string): string => words.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** Whole words only: "raid" is not in "afraid". */
function detailsIn(text: string, detailWords: readonly string[]): PostFinding[] {
  return detailWords
    .filter((words) => words.trim() !== '')
    .flatMap((words) => {
      const pattern = new RegExp(
        `(?<![\\p{L}\\p{N}])${escaped(words).replaceAll(/\s+|-/g, '[\\s-]+')}(?:s|es)?(?![\\p{L}\\p{N}])`,
        'giu',
      );
      return [...text.matchAll(pattern)].map((match): PostFinding => ({
        id: `detail:${words.toLowerCase()}`.slice(0, 300),
        kind: 'detail',
        start: match.index,
        end: match.index + match[0].length,
        text: match[0],
        why: `“${match[0]}” may give away how police work: is it meant for everybody?`,
        reportId: null,
      }));
    });
}

export interface PostToCheck {
  readonly text: string;
  readonly detailWords: readonly string[];
  readonly ownNames: readonly string[];
}

/** In the order of the text; of two that overlap the one the vault knows. */
export function checkPost({ text, detailWords, ownNames }: PostToCheck, { people, values }: KnownIndex): PostFinding[] {
  const names = findNames(text, people, ownNames).map(({ start, end, key, sources }) =>
    known('name', { start, end, text: text.slice(start, end) }, key, sources),
  );
  const inReports = valuesIn(text).flatMap(({ kind, found }) => {
    const sources = values.get(keyOf({ kind, key: found.key }));
    return sources === undefined ? [] : [known(kind, found, found.key.toLowerCase(), sources)];
  });
  const alike = (Object.keys(looksLike) as (keyof typeof looksLike)[]).flatMap((kind) =>
    finders[kind](text)
      .filter(({ key }) => !(kind === 'phone' && isPublicPhone(key)) && !(kind === 'email' && isPoliceEmail(key)))
      .map(({ start, end, text: words, key }): PostFinding => ({
        id: `looks-like:${key.toLowerCase()}`.slice(0, 300),
        kind: 'looks-like',
        start,
        end,
        text: words,
        why: `“${words}” ${looksLike[kind]}`,
        reportId: null,
      })),
  );
  const kept: PostFinding[] = [];
  for (const finding of [...names, ...inReports, ...alike, ...detailsIn(text, detailWords)]) {
    if (kept.every(({ start, end }) => finding.end <= start || finding.start >= end)) kept.push(finding);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
