// Identifications by fingerprint: what was typed, and who used which power on what grounds to what end. No column takes a print.
import type { Migration } from './migration.ts';

export const identifications: Migration = {
  version: 17,
  name: 'identifications',
  sql: `
CREATE TABLE identifications (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL CHECK (revision >= 0),
  started_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  -- Set with the last of the facts: from then on it stays as it is.
  ended_at TEXT,
  draft TEXT NOT NULL CHECK (json_type(draft) = 'object'),
  facts TEXT CHECK (json_type(facts) = 'object'),
  report_id TEXT REFERENCES reports (id),
  CHECK (ended_at IS NULL OR facts IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifications_by_start ON identifications (started_at);
CREATE TRIGGER identifications_kept BEFORE DELETE ON identifications
WHEN old.facts IS NOT NULL
BEGIN SELECT raise(ABORT, 'the use of a power stays on record'); END;
CREATE TRIGGER identifications_over BEFORE UPDATE ON identifications
WHEN old.ended_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'an identification that is over stays as it is'); END;
`,
};
