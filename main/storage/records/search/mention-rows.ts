// Mentions as rows: kept in step with what each report says, in the transaction of its save.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { foldWords } from '#contract/known/fold.ts';
import {
  factsOf,
  readMentions,
  type MentionFacts,
  type MentioningContent,
  type ReadMention,
} from '#contract/known/mentions.ts';
import { entityId, type EntityId, type ReportId } from '#contract/ids.ts';
import { fieldValues } from '#contract/reports.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { rows, values } from '../statements.ts';
import { dropTerms, putTerms } from './index-rows.ts';
import { soundsOf } from './spelling.ts';
import { termsOf, type SearchField } from './terms.ts';

export interface MentionRow {
  readonly number: number;
  readonly report_number: number;
  readonly entry: string;
  readonly kind: ReadMention['kind'];
  readonly entity_id: EntityId;
  readonly known_id: EntityId;
  readonly role: string;
  /** JSON. */
  readonly facts: string;
}

const factsSchema = z.record(z.string(), z.string());
export const factsIn = (row: Pick<MentionRow, 'facts'>): MentionFacts => factsSchema.parse(JSON.parse(row.facts));

export function mentionFields(row: Pick<MentionRow, 'kind' | 'role' | 'facts'>): SearchField[] {
  const facts = factsIn(row);
  const fields = factsOf(row.kind).flatMap(([fact, { label, use }]): SearchField[] => {
    const text = facts[fact] ?? '';
    return text === '' ? [] : [{ label, text, use }];
  });
  return row.role === '' ? fields : [...fields, { label: 'Role', text: row.role, use: 'words' }];
}

const nameWords = (row: Pick<MentionRow, 'kind' | 'role' | 'facts'>): string[] => [
  ...new Set(mentionFields(row).flatMap(({ text, use }) => (use === 'name' ? foldWords(text) : []))),
];

/** The same for the same report and entry on whatever day it is worked out: filling the index anew changes no id. */
export function derivedId(report: ReportId, entry: string): EntityId {
  const hex = createHash('sha256').update(`${report}\n${entry}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16);
  return entityId.parse(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
  );
}

/** What an entity was joined to, and that to, as far as it goes. */
export function knownIdOf(db: RecordsDatabase, id: EntityId): EntityId {
  const next = values<[string], EntityId>(db, 'SELECT into_id FROM entity_joins WHERE entity_id = ?');
  let known = id;
  // Joining never makes a circle; a damaged table must not hang the program either.
  for (let steps = 0; steps < 1000; steps += 1) {
    const into = next.get(known);
    if (into === undefined) return known;
    known = into;
  }
  return known;
}

export interface MentioningReport {
  readonly id: ReportId;
  readonly number: number;
  /** JSON. */
  readonly content: string;
}

const anyContent = z.looseObject({ values: fieldValues });
const anyEntries = z.array(z.object({ id: z.string(), values: fieldValues }));

/** Whatever lists of entries the form has: what else stands in a content is none of the search's business. */
export function contentIn(json: string): MentioningContent {
  const { values, ...lists } = anyContent.parse(JSON.parse(json));
  const entries = Object.entries(lists).flatMap(([name, list]) => {
    const read = anyEntries.safeParse(list);
    return read.success ? [[name, read.data] as const] : [];
  });
  return { ...Object.fromEntries(entries), values };
}

interface Wanted extends Omit<MentionRow, 'number' | 'known_id'> {
  /** An officer said so, as against an entity of its own. */
  readonly isChosen: boolean;
}

function wantedOf({ id, number, content }: MentioningReport): Map<string, Wanted> {
  return new Map(
    readMentions(contentIn(content)).map((mention) => [
      mention.entry,
      {
        report_number: number,
        entry: mention.entry,
        kind: mention.kind,
        entity_id: mention.chosen ?? mention.ownId ?? derivedId(id, mention.entry),
        role: mention.role.toWellFormed(),
        facts: JSON.stringify(mention.facts).toWellFormed(),
        isChosen: mention.chosen !== null,
      },
    ]),
  );
}

const isSame = (row: MentionRow, wanted: Wanted): boolean =>
  row.kind === wanted.kind &&
  row.entity_id === wanted.entity_id &&
  row.role === wanted.role &&
  row.facts === wanted.facts;

/** Counts words up and down; a word that no name has any more is forgotten. */
export interface WordCount {
  add(kind: string, word: string): void;
  remove(kind: string, word: string): void;
}

export const countingInTable = (db: RecordsDatabase): WordCount => ({
  add(kind, word) {
    const { sound, otherSound } = soundsOf(word);
    rows<unknown[], never>(
      db,
      `INSERT INTO known_words (kind, word, sound, other_sound, uses) VALUES (?, ?, ?, ?, 1)
       ON CONFLICT (kind, word) DO UPDATE SET uses = uses + 1`,
    ).run(kind, word, sound, otherSound);
  },
  remove(kind, word) {
    rows<unknown[], never>(db, 'DELETE FROM known_words WHERE kind = ? AND word = ? AND uses = 1').run(kind, word);
    rows<unknown[], never>(db, 'UPDATE known_words SET uses = uses - 1 WHERE kind = ? AND word = ?').run(kind, word);
  },
});

/**
 * Within a transaction. Only what is different is written: a report is saved each second while somebody types. Answers the entities
 * that entries were newly taken to be.
 */
export function keepMentions(
  db: RecordsDatabase,
  report: MentioningReport,
  count: WordCount = countingInTable(db),
): EntityId[] {
  const wanted = wantedOf(report);
  const had = rows<[number], MentionRow>(db, 'SELECT * FROM entity_mentions WHERE report_number = ?').all(
    report.number,
  );
  for (const row of had) {
    const now = wanted.get(row.entry);
    if (now !== undefined && isSame(row, now)) {
      wanted.delete(row.entry);
      continue;
    }
    rows<[number], never>(db, 'DELETE FROM entity_mentions WHERE number = ?').run(row.number);
    dropTerms(db, 'mention_index', row.number);
    for (const word of nameWords(row)) count.remove(row.kind, word);
  }
  // The highest number is listed first: of one report its people.
  for (const mention of [...wanted.values()].toReversed()) insertMention(db, mention, count);
  return [...wanted.values()]
    .filter(
      ({ entry, entity_id: id, isChosen }) =>
        isChosen && !had.some((row) => row.entry === entry && row.entity_id === id),
    )
    .map(({ entity_id: id }) => id);
}

function insertMention(db: RecordsDatabase, mention: Wanted, count: WordCount): void {
  const { lastInsertRowid } = rows<unknown[], never>(
    db,
    `INSERT INTO entity_mentions (report_number, entry, kind, entity_id, known_id, role, facts)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    mention.report_number,
    mention.entry,
    mention.kind,
    mention.entity_id,
    knownIdOf(db, mention.entity_id),
    mention.role,
    mention.facts,
  );
  putTerms(db, 'mention_index', Number(lastInsertRowid), termsOf(mention.kind, mentionFields(mention)));
  for (const word of nameWords(mention)) count.add(mention.kind, word);
}
