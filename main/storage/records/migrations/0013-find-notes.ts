// Notes are found by the one search, with reports and people: an index like theirs, in place of one of their own. Filled by the records
// worker when it next opens them (search/rebuild.ts).
import type { Migration } from './migration.ts';

export const findNotes: Migration = {
  version: 13,
  name: 'find-notes',
  sql: `
DROP TABLE note_search;
CREATE VIRTUAL TABLE note_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);
`,
};
