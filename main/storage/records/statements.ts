// Statements of an open database, prepared once: what is asked with every key that is pressed is not compiled with each of them.
import type { Statement } from 'better-sqlite3';
import type { RecordsDatabase } from './sqlite.ts';

const prepared = new WeakMap<RecordsDatabase, Map<string, Statement>>();

function statement(db: RecordsDatabase, key: string, make: () => Statement): Statement {
  const known = prepared.get(db) ?? new Map<string, Statement>();
  prepared.set(db, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** Only for texts written in the program: each different one is kept. */
export const rows = <Parameters extends unknown[], Row>(db: RecordsDatabase, sql: string): Statement<Parameters, Row> =>
  statement(db, sql, () => db.prepare(sql)) as Statement<Parameters, Row>;

/** The same, answering the first column alone. */
export const values = <Parameters extends unknown[], Value>(
  db: RecordsDatabase,
  sql: string,
): Statement<Parameters, Value> =>
  statement(db, `value: ${sql}`, () => db.prepare(sql).pluck()) as Statement<Parameters, Value>;
