// The force's number of a crime beside the provisional one, and which forms the kept counts of missing fields were worked out by.
import type { Migration } from './migration.ts';

export const formState: Migration = {
  version: 12,
  name: 'form-state',
  sql: `
-- Derived from the content at each save, as the title is; empty until the force's number is known.
ALTER TABLE reports ADD COLUMN crime_number TEXT NOT NULL DEFAULT '';

-- SHA-256 of the definitions: where others are in force now, the counts of drafts are worked out anew.
CREATE TABLE form_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  definitions TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`,
};
