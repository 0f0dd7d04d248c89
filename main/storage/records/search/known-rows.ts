// A known entity put together from the reports that mention it: newest facts, where they come from, and where they differ.
import { z } from 'zod';
import { isSettled } from '#contract/known/conflicts.ts';
import { factsOf, mentionName, sameKey, type MentionFacts } from '#contract/known/mentions.ts';
import type { EntityId } from '#contract/ids.ts';
import { knownSummary, type KnownFactHistory, type KnownSource, type KnownSummary } from '#contract/known.ts';
import { knownCrimeNumber } from '../repositories/report-rows.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { rows, values } from '../statements.ts';
import { factsIn, type MentionRow } from './mention-rows.ts';

export interface KnownMention extends Omit<MentionRow, 'facts'> {
  readonly facts: MentionFacts;
  readonly source: KnownSource;
}

interface JoinedRow extends MentionRow {
  readonly report_id: KnownSource['reportId'];
  readonly report_kind: KnownSource['kind'];
  readonly local_reference: string;
  readonly known_crime_number: string;
  readonly title: string;
  readonly updated_at: string;
  readonly by_name: string | null;
}

/** The newest first. */
export function mentionsOf(db: RecordsDatabase, id: EntityId, limit: number): KnownMention[] {
  return rows<[string, number], JoinedRow>(
    db,
    `SELECT m.*, r.id AS report_id, r.kind AS report_kind, r.local_reference, r.title, r.updated_at,
       ${knownCrimeNumber} AS known_crime_number,
       (SELECT v.by_name FROM report_versions v WHERE v.report_id = r.id ORDER BY v.revision DESC LIMIT 1) AS by_name
     FROM entity_mentions m JOIN reports r ON r.number = m.report_number
     WHERE m.known_id = ? ORDER BY m.number DESC LIMIT ?`,
  )
    .all(id, limit)
    .map((row) => ({
      ...row,
      facts: factsIn(row),
      source: {
        reportId: row.report_id,
        localReference: row.local_reference,
        crimeNumber: row.known_crime_number,
        reportTitle: row.title,
        kind: row.report_kind,
        by: row.by_name ?? '',
        role: row.role,
        at: row.updated_at,
      },
    }));
}

/** By fact; of the entity itself and of all that it was put together from, the newest. */
function settlementsOf(db: RecordsDatabase, mentions: readonly KnownMention[]): Map<string, SettledFact> {
  const ids = new Set(mentions.flatMap(({ entity_id: own, known_id: known }) => [own, known]));
  const settled = rows<[string], { fact: string; value: string; over: string; at: string }>(
    db,
    `SELECT fact, value, over, at FROM fact_settlements WHERE entity_id IN (SELECT value FROM json_each(?)) ORDER BY at`,
  ).all(JSON.stringify([...ids]));
  return new Map(
    settled.map(({ fact, value, over, at }) => [
      fact,
      { value, over: z.array(z.string()).parse(JSON.parse(over)), at },
    ]),
  );
}

type SettledFact = NonNullable<KnownFactHistory['settled']>;

export function historyOf(db: RecordsDatabase, mentions: readonly KnownMention[]): KnownFactHistory[] {
  const [newest] = mentions;
  if (newest === undefined) return [];
  const settlements = settlementsOf(db, mentions);
  return factsOf(newest.kind).flatMap(([fact, { label, use }]): KnownFactHistory[] => {
    const told = new Map<string, { value: string; sources: KnownSource[] }>();
    for (const { facts, source } of mentions) {
      const value = facts[fact];
      if (value === undefined) continue;
      const key = sameKey(use, value);
      const group = told.get(key) ?? { value, sources: [] };
      told.set(key, group);
      group.sources.push(source);
    }
    if (told.size === 0) return [];
    const settled = settlements.get(fact) ?? null;
    const right = settled === null ? undefined : told.get(sameKey(use, settled.value));
    const others = [...told.values()].filter((one) => one !== right);
    return [{ fact, label, told: right === undefined ? others : [right, ...others], settled }];
  });
}

/** Facts that are told differently, unless the officer has said which is right. */
export const unsettled = (kind: KnownMention['kind'], history: readonly KnownFactHistory[]): KnownFactHistory[] => {
  const uses = new Map(factsOf(kind));
  return history.filter(({ fact, told, settled }) => {
    const use = uses.get(fact)?.use ?? 'words';
    const values = told.map(({ value }) => value);
    return told.length > 1 && !isSettled(use, values, settled);
  });
};

/** What the settled or else the newest say of each fact. */
export const newestFacts = (history: readonly KnownFactHistory[]): MentionFacts =>
  Object.fromEntries(history.map(({ fact, told }) => [fact, told[0]?.value ?? '']));

const readForSummary = 50;

/** Null where no report mentions it any more. */
export function summaryOf(
  db: RecordsDatabase,
  id: EntityId,
  mentions = mentionsOf(db, id, readForSummary),
): KnownSummary | null {
  const [newest] = mentions;
  if (newest === undefined) return null;
  const history = historyOf(db, mentions);
  const count =
    mentions.length < readForSummary
      ? mentions.length
      : values<[string], number>(db, 'SELECT count(*) FROM entity_mentions WHERE known_id = ?').get(id);
  return knownSummary.parse({
    id,
    kind: newest.kind,
    name: mentionName(newest.kind, newestFacts(history)),
    facts: history.map(({ fact, label, told: [first] }) => ({
      fact,
      label,
      value: first?.value ?? '',
      source: first?.sources[0] ?? newest.source,
    })),
    sources: mentions.slice(0, 3).map(({ source }) => source),
    mentionCount: count,
    differs: unsettled(newest.kind, history).length > 0,
  });
}
