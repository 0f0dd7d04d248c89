// Reports of more kinds than one, and what a report said before: one version for each minute of writing.
import type { Migration } from './migration.ts';

export const reportKinds: Migration = {
  version: 4,
  name: 'report-kinds',
  sql: `
-- A CHECK cannot be altered: the table is made anew around its rows (sqlite.org/lang_altertable.html, section 7).
CREATE TABLE reports_anew (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('crime', 'collision', 'statement', 'witness-details')),
  parent_id TEXT REFERENCES reports (id),
  local_reference TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('draft', 'finished')),
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  finished_at TEXT,
  reported_at TEXT,
  missing_needed_now INTEGER NOT NULL,
  missing_before_submission INTEGER NOT NULL,
  missing_optional INTEGER NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  CHECK ((finished_at IS NULL) = (status = 'draft'))
) STRICT;
INSERT INTO reports_anew SELECT number, id, kind, NULL, local_reference, title, status, revision, created_at, updated_at,
  finished_at, reported_at, missing_needed_now, missing_before_submission, missing_optional, content FROM reports;
DROP TABLE reports;
ALTER TABLE reports_anew RENAME TO reports;
CREATE INDEX reports_by_update ON reports (updated_at DESC, number DESC);
CREATE INDEX reports_by_parent ON reports (parent_id) WHERE parent_id IS NOT NULL;
CREATE TRIGGER reports_identity_fixed BEFORE UPDATE OF number, id, kind, parent_id, local_reference, created_at ON reports
BEGIN SELECT raise(ABORT, 'the identity of a report is never changed'); END;
CREATE TRIGGER reports_finished_fixed BEFORE UPDATE OF content ON reports
WHEN OLD.status = 'finished' AND NEW.content IS NOT OLD.content
BEGIN SELECT raise(ABORT, 'a finished report is not changed'); END;

-- The newest row of a report grows with each save of its minute; then it stays as it is.
CREATE TABLE report_versions (
  number INTEGER PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id),
  revision INTEGER NOT NULL,
  because TEXT NOT NULL CHECK (because IN ('written', 'finished')),
  begun_at TEXT NOT NULL,
  at TEXT NOT NULL,
  by_name TEXT NOT NULL,
  -- The content as JSON, raw deflate.
  content BLOB NOT NULL,
  UNIQUE (report_id, revision)
) STRICT;
CREATE TRIGGER report_versions_kept BEFORE DELETE ON report_versions
BEGIN SELECT raise(ABORT, 'what a report said stays'); END;
`,
};
