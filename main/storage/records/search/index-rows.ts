// The search indexes: a table for each source, a row for each of its records under the record's own number, holding its terms.
import type { RecordsDatabase } from '../sqlite.ts';
import { rows, values } from '../statements.ts';

/**
 * Apart from each other for the sake of recordings: what is shredded leaves no word in an index, which takes a merging of all of it,
 * and theirs stays small where there are a million mentions.
 */
export type IndexTable = 'mention_index' | 'report_index' | 'recording_index' | 'note_index' | 'exhibit_index';

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

/**
 * Terms of the index that begin so, each found by a step of its own into it; null where there are more than `most`. Asked for one by
 * one, they are read from the newest record on; asked for by their beginning, all of their records would be merged first.
 */
export function termsBeginning(
  db: RecordsDatabase,
  table: IndexTable,
  beginning: string,
  most: number,
): string[] | null {
  const vocabulary = `${table}_terms`;
  // Holds nothing of its own: a view of the index that is there for as long as the records are open.
  rows<[], never>(
    db,
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${vocabulary} USING fts5vocab('main', '${table}', 'instance')`,
  ).run();
  const next = values<[string], string>(db, `SELECT term FROM temp.${vocabulary} WHERE term >= ? LIMIT 1`);
  const found: string[] = [];
  let term = next.get(beginning);
  while (term?.startsWith(beginning) === true) {
    if (found.length === most) return null;
    found.push(term);
    term = next.get(`${term}\u0001`);
  }
  return found;
}
