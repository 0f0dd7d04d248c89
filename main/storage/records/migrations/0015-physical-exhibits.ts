// Exhibits that are things and no recordings; where each was taken from, what was settled between the list and reports, and what
// reports tell of exhibits (contract/exhibits/read-mentions.ts).
import type { Migration } from './migration.ts';

export const physicalExhibits: Migration = {
  version: 15,
  name: 'physical-exhibits',
  sql: `
-- NOT NULL cannot be taken away: the table is made anew around its rows (sqlite.org/lang_altertable.html, section 7).
CREATE TABLE exhibits_anew (
  id TEXT PRIMARY KEY,
  -- NULL: a thing.
  recording_id TEXT UNIQUE REFERENCES recordings (id),
  producer TEXT NOT NULL CHECK (producer <> ''),
  number INTEGER NOT NULL CHECK (number > 0),
  suffix TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  -- Empty: this officer.
  producer_name TEXT NOT NULL DEFAULT '',
  found_where TEXT NOT NULL DEFAULT '',
  found_when TEXT NOT NULL DEFAULT '',
  withdrawn_at TEXT,
  withdrawn_because TEXT,
  UNIQUE (producer, number, suffix),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL)),
  CHECK (recording_id IS NULL OR withdrawn_at IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO exhibits_anew (id, recording_id, producer, number, suffix, description, produced_at)
  SELECT id, recording_id, producer, number, suffix, description, produced_at FROM exhibits;
DROP TABLE exhibits;
ALTER TABLE exhibits_anew RENAME TO exhibits;
CREATE TRIGGER exhibits_kept BEFORE DELETE ON exhibits
BEGIN SELECT raise(ABORT, 'an exhibit is never deleted: its label is given once'); END;
CREATE TRIGGER exhibits_label_fixed BEFORE UPDATE OF id, recording_id, producer, number, suffix, produced_at ON exhibits
BEGIN SELECT raise(ABORT, 'the label of an exhibit is never changed'); END;

CREATE TABLE exhibit_sources (
  exhibit_id TEXT NOT NULL REFERENCES exhibits (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  entry TEXT NOT NULL,
  -- Which of the property it was, from 1; 0 in a statement.
  place INTEGER NOT NULL,
  PRIMARY KEY (exhibit_id, report_id, entry)
) STRICT, WITHOUT ROWID;

-- The value that stays on the list and the one that it was chosen over: any other of either opens it again.
CREATE TABLE exhibit_settlements (
  exhibit_id TEXT NOT NULL REFERENCES exhibits (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  entry TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact IN ('description', 'foundWhere', 'foundWhen')),
  kept TEXT NOT NULL,
  over TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (exhibit_id, report_id, entry, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE exhibit_refusals (
  report_id TEXT NOT NULL REFERENCES reports (id),
  entry TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (report_id, entry)
) STRICT, WITHOUT ROWID;

-- NULL: not read yet. Most reports tell of none, and that is seen without reading them.
ALTER TABLE reports ADD COLUMN exhibit_mentions TEXT CHECK (json_type(exhibit_mentions) = 'array');
UPDATE reports SET exhibit_mentions = '[]'
  WHERE NOT (kind = 'crime' AND instr(content, '"recovered"') > 0) AND NOT (kind = 'statement' AND content GLOB '*/[0-9]*');
CREATE INDEX reports_telling_of_exhibits ON reports (number) WHERE exhibit_mentions IS NULL OR exhibit_mentions <> '[]';
`,
};
