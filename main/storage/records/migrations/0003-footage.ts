// Everything an officer does with a recording beyond tagging: segments, derivatives, holds, deletion, exhibits, pictures, exports.
import type { Migration } from './migration.ts';

export const footage: Migration = {
  version: 3,
  name: 'footage',
  sql: `
ALTER TABLE categories ADD COLUMN retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1));

-- What a row is, and what it belongs to. "started_at" stays what the camera said; "corrected_start_at" takes its clock into account.
ALTER TABLE recordings ADD COLUMN kind TEXT NOT NULL DEFAULT 'recording'
  CHECK (kind IN ('recording', 'segment', 'side-file', 'clip', 'redaction', 'snapshot'));
ALTER TABLE recordings ADD COLUMN lead_id TEXT REFERENCES recordings (id);
ALTER TABLE recordings ADD COLUMN parent_id TEXT REFERENCES recordings (id);
ALTER TABLE recordings ADD COLUMN recipe TEXT CHECK (recipe IS NULL OR json_valid(recipe));
ALTER TABLE recordings ADD COLUMN segment_group TEXT;
ALTER TABLE recordings ADD COLUMN segment_index INTEGER CHECK ((segment_index IS NULL) = (segment_group IS NULL));
ALTER TABLE recordings ADD COLUMN side_of TEXT;
ALTER TABLE recordings ADD COLUMN clock TEXT CHECK (clock IS NULL OR json_valid(clock));
ALTER TABLE recordings ADD COLUMN corrected_start_at TEXT;
ALTER TABLE recordings ADD COLUMN erased_at TEXT;
CREATE INDEX recordings_by_lead ON recordings (lead_id) WHERE lead_id IS NOT NULL;
CREATE INDEX recordings_by_parent ON recordings (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX recordings_by_group ON recordings (segment_group) WHERE segment_group IS NOT NULL;
CREATE INDEX recordings_by_source ON recordings (camera_id, source_path);
DROP INDEX recordings_by_start;
-- In the order of the lists, with all that says which list a recording is on: lists and counts read nothing else.
CREATE INDEX recordings_by_start
  ON recordings (coalesce(corrected_start_at, started_at, offloaded_at) DESC, number DESC, lead_id, parent_id, erased_at,
    category_id, reference, id, corrected_start_at, started_at, offloaded_at);

DROP TRIGGER recordings_custody_fixed;
CREATE TRIGGER recordings_custody_fixed
BEFORE UPDATE OF number, id, file_name, source_path, camera_id, camera_name, camera_serial, camera_make, started_at,
  start_source, offloaded_at, bytes, parts, sha256, media, kind, parent_id, recipe, segment_group, segment_index, side_of,
  clock, corrected_start_at ON recordings
BEGIN SELECT raise(ABORT, 'the custody facts of a recording are never changed'); END;
CREATE TRIGGER recordings_led_once BEFORE UPDATE OF lead_id ON recordings WHEN OLD.lead_id IS NOT NULL
BEGIN SELECT raise(ABORT, 'a recording that is led stays with its lead'); END;
CREATE TRIGGER recordings_erased_once BEFORE UPDATE OF erased_at ON recordings WHEN OLD.erased_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'what is erased stays erased'); END;

-- A hold stops every deletion until it is lifted.
CREATE TABLE holds (
  id TEXT PRIMARY KEY,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  placed_at TEXT NOT NULL,
  lifted_at TEXT,
  lifted_because TEXT,
  CHECK ((lifted_at IS NULL) = (lifted_because IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX holds_by_recording ON holds (recording_id, placed_at);
CREATE TRIGGER holds_kept BEFORE DELETE ON holds
BEGIN SELECT raise(ABORT, 'a hold is lifted, not deleted'); END;

-- Marked for deletion; the row goes when it is taken back, and stays with "erased_at" in recordings when it was carried out.
-- From "begun_at" on its key is being destroyed and nobody can have it back, whatever happens in between.
CREATE TABLE deletions (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  because TEXT NOT NULL CHECK (because IN ('retention', 'officer')),
  reason TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  final_at TEXT NOT NULL,
  begun_at TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX deletions_by_final ON deletions (final_at);
CREATE TRIGGER deletions_begun BEFORE DELETE ON deletions WHEN OLD.begun_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a deletion that has begun is carried through'); END;
CREATE TRIGGER deletions_begun_once BEFORE UPDATE ON deletions WHEN OLD.begun_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a deletion that has begun is carried through'); END;

-- Had back by the officer: retention never marks it by itself again.
CREATE TABLE had_back (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The last time of the laptop's clock that was believed: one that leaps ahead deletes nothing until an officer confirms it.
CREATE TABLE believed_clock (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Erasures from cameras: what was meant, and how it ended. Without an outcome: the program ended in the middle of it.
CREATE TABLE camera_erasures (
  id TEXT PRIMARY KEY,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  meant_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('erased', 'not-erased', 'not-known')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX camera_erasures_open ON camera_erasures (meant_at) WHERE outcome IS NULL;
CREATE TRIGGER camera_erasures_once BEFORE UPDATE ON camera_erasures WHEN OLD.outcome IS NOT NULL
BEGIN SELECT raise(ABORT, 'how an erasure ended is never changed'); END;
CREATE TRIGGER camera_erasures_kept BEFORE DELETE ON camera_erasures
BEGIN SELECT raise(ABORT, 'an erasure from a camera is never forgotten'); END;

CREATE TABLE exhibits (
  id TEXT PRIMARY KEY,
  recording_id TEXT NOT NULL UNIQUE REFERENCES recordings (id),
  producer TEXT NOT NULL CHECK (producer <> ''),
  number INTEGER NOT NULL CHECK (number > 0),
  suffix TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL,
  produced_at TEXT NOT NULL,
  UNIQUE (producer, number, suffix)
) STRICT, WITHOUT ROWID;
-- Who had it when: what continuity in court is about.
CREATE TABLE exhibit_movements (
  exhibit_id TEXT NOT NULL REFERENCES exhibits (id),
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  from_whom TEXT NOT NULL,
  to_whom TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (exhibit_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER exhibit_movements_fixed BEFORE UPDATE ON exhibit_movements
BEGIN SELECT raise(ABORT, 'the continuity of an exhibit is never changed'); END;
CREATE TRIGGER exhibit_movements_kept BEFORE DELETE ON exhibit_movements
BEGIN SELECT raise(ABORT, 'the continuity of an exhibit is never deleted'); END;

CREATE TABLE tag_templates (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL CHECK (label <> ''),
  category_id TEXT REFERENCES categories (id),
  title TEXT NOT NULL,
  tags TEXT NOT NULL CHECK (json_type(tags) = 'array'),
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A proposal that the officer refused is not made again.
CREATE TABLE match_refusals (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  at TEXT NOT NULL,
  PRIMARY KEY (recording_id, report_id)
) STRICT, WITHOUT ROWID;

-- Where a recording was made, from the trail that came with it.
CREATE TABLE recording_positions (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  at TEXT NOT NULL,
  latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  PRIMARY KEY (recording_id, at)
) STRICT, WITHOUT ROWID;

-- Made once from the footage by the window, kept here because the database is encrypted.
CREATE TABLE filmstrips (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  pictures INTEGER NOT NULL CHECK (pictures > 0),
  columns INTEGER NOT NULL CHECK (columns > 0),
  picture_width INTEGER NOT NULL,
  picture_height INTEGER NOT NULL,
  seconds_apart REAL NOT NULL CHECK (seconds_apart > 0),
  jpeg BLOB NOT NULL CHECK (length(jpeg) BETWEEN 1 AND 2097152)
) STRICT;
CREATE TABLE waveforms (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  peaks_per_second REAL NOT NULL CHECK (peaks_per_second > 0),
  peaks BLOB NOT NULL CHECK (length(peaks) <= 1048576)
) STRICT;

-- A clip or redaction that an officer has prepared and not yet made: survives a lock, goes when it is made or discarded.
CREATE TABLE recipe_drafts (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  kind TEXT NOT NULL CHECK (kind IN ('clip', 'redaction')),
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  PRIMARY KEY (recording_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE exports (
  id TEXT PRIMARY KEY,
  at TEXT NOT NULL,
  purpose TEXT NOT NULL,
  disclosed_to TEXT NOT NULL,
  folder_name TEXT NOT NULL,
  -- Where it is being written: the next unlock removes what a lock or a crash left there.
  unfinished_path TEXT,
  manifest_sha256 TEXT CHECK (length(manifest_sha256) = 64),
  CHECK ((unfinished_path IS NULL) = (manifest_sha256 IS NOT NULL))
) STRICT, WITHOUT ROWID;
CREATE TABLE export_recordings (
  export_id TEXT NOT NULL REFERENCES exports (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  PRIMARY KEY (export_id, recording_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX export_recordings_by_recording ON export_recordings (recording_id);
`,
};
