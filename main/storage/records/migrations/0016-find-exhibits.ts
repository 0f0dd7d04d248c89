// Exhibits are found by the one search, by label, description and where they were found. Filled by the records worker when it next
// opens them (search/rebuild.ts).
import type { Migration } from './migration.ts';

export const findExhibits: Migration = {
  version: 16,
  name: 'find-exhibits',
  sql: `
-- The table of exhibits has no numbers of its own, and an index needs them.
CREATE TABLE exhibit_numbers (
  number INTEGER PRIMARY KEY,
  exhibit_id TEXT NOT NULL UNIQUE REFERENCES exhibits (id)
) STRICT;
CREATE VIRTUAL TABLE exhibit_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);
`,
};
