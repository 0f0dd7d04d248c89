// The search indexes: a table for each source, a row for each of its records under the record's own number, holding its terms.
import type { RecordsDatabase } from '../sqlite.ts';
import { rows, values } from '../statements.ts';

/**
 * Apart from each other for the sake of recordings: what is shredded leaves no word in an index, which takes a merging of all of it,
 * and theirs stays small where there are a million mentions.
 */
export type IndexTable = 'mention_index' | 'report_index' | 'recording_index' | 'note_index';

export function putTerms(db: RecordsDatabase, table: IndexTable, number: number, terms: Iterable<string>): void {
  rows<[number, string], never>(db, `INSERT INTO ${table} (rowid, terms) VALUES (?, ?)`).run(
    number,
    [...terms].join(' '),
  );
}

export function dropTerms(db: RecordsDatabase, table: IndexTable, number: number): void {
  rows<[number], never>(db, `DELETE FROM ${table} WHERE rowid = ?`).run(number);
}

/** Until an index is merged it holds the words of what was taken out of it. */
export function mergeIndex(db: RecordsDatabase, table: IndexTable): void {
  rows<[], never>(db, `INSERT INTO ${table} (${table}) VALUES ('optimize')`).run();
}

/** For filling from nothing: few large pieces instead of many small ones that are merged again and again. */
const bulk = { hashsize: 64 * 1_048_576, automerge: 0 };
/** What SQLite begins with. */
const usual = { hashsize: 1_048_576, automerge: 4 };

export function setFilling(db: RecordsDatabase, table: IndexTable, isFilling: boolean): void {
  for (const [name, value] of Object.entries(isFilling ? bulk : usual)) {
    // Written out: a bound number comes as a real one, which is refused.
    rows<[], never>(db, `INSERT INTO ${table} (${table}, rank) VALUES ('${name}', ${value})`).run();
  }
}

export function emptyIndex(db: RecordsDatabase, table: IndexTable): void {
  rows<[], never>(db, `INSERT INTO ${table} (${table}) VALUES ('delete-all')`).run();
}

/** Numbers of what fits, the highest first; no more of the index is read than that takes. */
export const numbersThatFit = (db: RecordsDatabase, table: IndexTable, query: string, limit: number): number[] =>
  values<[string, number], number>(
    db,
    `SELECT rowid FROM ${table} WHERE ${table} MATCH ? ORDER BY rowid DESC LIMIT ?`,
  ).all(query, limit);
