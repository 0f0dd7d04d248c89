// The schema as SQLite keeps it, for schema.sql: a reader sees in one file what the migrations add up to.
import type { RecordsDatabase } from '../../main/storage/records/sqlite.ts';

/** Statements in the order of their making; FTS5's own tables are left out, they follow from the virtual ones. */
export function describeSchema(db: RecordsDatabase): string {
  const rows = db
    .prepare<[], { sql: string }>(
      `SELECT sql FROM sqlite_schema
       WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_search_*' ORDER BY rowid`,
    )
    .all();
  return rows.map(({ sql }) => `${sql};\n`).join('\n');
}
