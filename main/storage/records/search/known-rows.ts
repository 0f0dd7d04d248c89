// A known entity put together from the reports that mention it: newest facts, where they come from, and where they differ.
import { factsOf, mentionName, sameKey, type MentionFacts } from '#contract/known/mentions.ts';
import type { EntityId } from '#contract/ids.ts';
import { knownSummary, type KnownFactHistory, type KnownSource, type KnownSummary } from '#contract/known.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { rows, values } from '../statements.ts';
import { factsIn, type MentionRow } from './mention-rows.ts';

export interface KnownMention extends Omit<MentionRow, 'facts'> {
  readonly facts: MentionFacts;
  readonly source: KnownSource;
}

interface JoinedRow extends MentionRow {
  readonly report_id: KnownSource['reportId'];
  readonly local_reference: string;
  readonly title: string;
  readonly updated_at: string;
}

/** The newest first. */
export function mentionsOf(db: RecordsDatabase, id: EntityId, limit: number): KnownMention[] {
  return rows<[string, number], JoinedRow>(
    db,
    `SELECT m.*, r.id AS report_id, r.local_reference, r.title, r.updated_at
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
        reportTitle: row.title,
        role: row.role,
        at: row.updated_at,
      },
    }));
}

export function historyOf(mentions: readonly KnownMention[]): KnownFactHistory[] {
  const [newest] = mentions;
  if (newest === undefined) return [];
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
    return told.size === 0 ? [] : [{ fact, label, told: [...told.values()] }];
  });
}

/** What the newest say of each fact. */
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
  const history = historyOf(mentions);
  const count =
    mentions.length < readForSummary
      ? mentions.length
      : values<[string], number>(db, 'SELECT count(*) FROM entity_mentions WHERE known_id = ?').get(id);
  return knownSummary.parse({
    id,
    kind: newest.kind,
    name: mentionName(newest.kind, newestFacts(history)),
    facts: history.map(({ fact, label, told }) => ({ fact, label, value: told[0]?.value ?? '' })),
    sources: mentions.slice(0, 3).map(({ source }) => source),
    mentionCount: count,
    differs: history.some(({ told }) => told.length > 1),
  });
}
