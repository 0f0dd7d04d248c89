// What may be the same as a known entity: the same plate, number or date of birth, a name that is or sounds the same.
import { foldWords } from '#contract/known/fold.ts';
import { codeKey, factsOf, isCode, sameKey, type MentionFacts } from '#contract/known/mentions.ts';
import type { EntityId } from '#contract/ids.ts';
import type { KnownKind, KnownProposal } from '#contract/known.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { values } from '../statements.ts';
import { inSentence } from './explain.ts';
import { numbersThatFit } from './index-rows.ts';
import { historyOf, mentionsOf, newestFacts, summaryOf, type KnownMention } from './known-rows.ts';
import { knownIdOf } from './mention-rows.ts';
import { canBeMisspelt, isSlip, soundsAlike, spellingsOf } from './spelling.ts';
import { anySpelling, codeIs } from './terms.ts';

/** Two phones are not one for being called "phone", nor two Fords. */
const namedKinds: ReadonlySet<KnownKind> = new Set<KnownKind>(['person', 'place']);
const mostCandidates = 60;
const mostProposals = 5;
/** A name alone, or two things that say less. */
const enough = 2;

export function proposalsFor(db: RecordsDatabase, id: EntityId, mentions: readonly KnownMention[]): KnownProposal[] {
  const [newest] = mentions;
  if (newest === undefined) return [];
  const facts = newestFacts(historyOf(db, mentions));
  const apart = keptApart(db, id, mentions);
  const rated = candidates(db, newest.kind, facts)
    .filter((other) => other !== id && !apart.has(other))
    .flatMap((other) => {
      const compared = compare(newest.kind, facts, newestFacts(historyOf(db, mentionsOf(db, other, 50))));
      const summary = compared.score >= enough ? summaryOf(db, other) : null;
      return summary === null || summary.kind !== newest.kind ? [] : [{ ...compared, known: summary }];
    });
  return rated
    .toSorted((a, b) => b.score - a.score)
    .slice(0, mostProposals)
    .map(({ known, reasons }) => ({ known, reasons }));
}

function candidates(db: RecordsDatabase, kind: KnownKind, facts: MentionFacts): EntityId[] {
  const queries = factsOf(kind).flatMap(([fact, { use }]) => {
    const text = facts[fact] ?? '';
    return isCode(use) && codeKey(use, text) !== '' ? [codeIs(kind, codeKey(use, text))] : [];
  });
  const words = namesIn(kind, facts);
  if (namedKinds.has(kind) && words.length > 0)
    queries.push(
      anySpelling(
        kind,
        words.map((word) => spellingsOf(db, kind, word)),
      ),
    );
  const numbers = new Set(queries.flatMap((query) => numbersThatFit(db, 'mention_index', query, mostCandidates)));
  const known = values<[number], EntityId>(db, 'SELECT known_id FROM entity_mentions WHERE number = ?');
  return [...new Set([...numbers].map((number) => known.get(number)).filter((other) => other !== undefined))];
}

const namesIn = (kind: KnownKind, facts: MentionFacts): string[] =>
  factsOf(kind).flatMap(([fact, { use }]) => (use === 'name' ? foldWords(facts[fact] ?? '') : []));

interface Compared {
  readonly score: number;
  readonly reasons: string[];
}

function compare(kind: KnownKind, mine: MentionFacts, theirs: MentionFacts): Compared {
  const reasons: string[] = [];
  let score = 0;
  let conflicts = false;
  for (const [fact, { label, use }] of factsOf(kind)) {
    const [a, b] = [mine[fact] ?? '', theirs[fact] ?? ''];
    if (a === '' || b === '' || use === 'name' || use === 'words') continue;
    const isSame = isCode(use) ? codeKey(use, a) === codeKey(use, b) : sameKey(use, a) === sameKey(use, b);
    if (isSame) {
      reasons.push(`Same ${inSentence(label)}`);
      score += use === 'postcode' ? 1 : use === 'plate' || use === 'reference' ? 4 : 2;
    } else if (use === 'day' || (use === 'postcode' && kind === 'place')) conflicts = true;
  }
  const name = namedKinds.has(kind) ? compareNames(namesIn(kind, mine), namesIn(kind, theirs)) : null;
  if (name !== null) {
    reasons.unshift(name.reason);
    score += name.score;
  }
  // Another date of birth: two people of one name, unless more than the name says otherwise.
  return conflicts && score <= enough ? { score: 0, reasons: [] } : { score, reasons };
}

function compareNames(mine: readonly string[], theirs: readonly string[]): { score: number; reason: string } | null {
  const [fewer, more] = mine.length <= theirs.length ? [mine, theirs] : [theirs, mine];
  if (fewer.length === 0 || (fewer.length === 1 && more.length > 1)) return null;
  if (fewer.every((word) => more.includes(word))) return { score: 2, reason: 'Same name' };
  const isLike = fewer.every((word) =>
    more.some(
      (one) => word === one || soundsAlike(word, one, { strictly: true }) || (canBeMisspelt(word) && isSlip(word, one)),
    ),
  );
  return isLike ? { score: 2, reason: 'Nearly the same name' } : null;
}

/** What the officer said is not the same, whatever each of them was joined to since. */
function keptApart(db: RecordsDatabase, id: EntityId, mentions: readonly KnownMention[]): Set<EntityId> {
  const mine = JSON.stringify([...new Set([id, ...mentions.map(({ entity_id: entity }) => entity)])]);
  const others = values<[object], EntityId>(
    db,
    `SELECT other_id FROM entity_distinctions WHERE entity_id IN (SELECT value FROM json_each(@mine))
     UNION SELECT entity_id FROM entity_distinctions WHERE other_id IN (SELECT value FROM json_each(@mine))`,
  ).all({ mine });
  return new Set(others.map((other) => knownIdOf(db, other)));
}
