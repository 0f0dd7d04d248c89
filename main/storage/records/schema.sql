CREATE TABLE audit_entries (
  position INTEGER PRIMARY KEY,
  entry TEXT NOT NULL,
  subject_id TEXT NOT NULL GENERATED ALWAYS AS (json_extract(entry, '$.subjectId')) VIRTUAL
) STRICT;

CREATE INDEX audit_entries_by_subject ON audit_entries (subject_id, position);

CREATE TABLE audit_nodes (
  level INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_checkpoints (
  number INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_entries_in_order BEFORE INSERT ON audit_entries
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM audit_entries)
BEGIN SELECT raise(ABORT, 'audit entries are appended in order'); END;

CREATE TRIGGER audit_entries_fixed BEFORE UPDATE ON audit_entries
BEGIN SELECT raise(ABORT, 'audit entries are never changed'); END;

CREATE TRIGGER audit_entries_kept BEFORE DELETE ON audit_entries
BEGIN SELECT raise(ABORT, 'audit entries are never deleted'); END;

CREATE TRIGGER audit_nodes_once BEFORE INSERT ON audit_nodes
WHEN EXISTS (SELECT 1 FROM audit_nodes WHERE level = NEW.level AND position = NEW.position)
BEGIN SELECT raise(ABORT, 'audit nodes are never replaced'); END;

CREATE TRIGGER audit_nodes_fixed BEFORE UPDATE ON audit_nodes
BEGIN SELECT raise(ABORT, 'audit nodes are never changed'); END;

CREATE TRIGGER audit_nodes_kept BEFORE DELETE ON audit_nodes
BEGIN SELECT raise(ABORT, 'audit nodes are never deleted'); END;

CREATE TRIGGER audit_checkpoints_in_order BEFORE INSERT ON audit_checkpoints
WHEN NEW.number IS NOT (SELECT coalesce(max(number) + 1, 0) FROM audit_checkpoints)
BEGIN SELECT raise(ABORT, 'audit checkpoints are appended in order'); END;

CREATE TRIGGER audit_checkpoints_fixed BEFORE UPDATE ON audit_checkpoints
BEGIN SELECT raise(ABORT, 'audit checkpoints are never changed'); END;

CREATE TRIGGER audit_checkpoints_kept BEFORE DELETE ON audit_checkpoints
BEGIN SELECT raise(ABORT, 'audit checkpoints are never deleted'); END;

CREATE TABLE categories (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  evidential INTEGER NOT NULL CHECK (evidential IN (0, 1)),
  retention_days INTEGER CHECK (retention_days > 0),
  position INTEGER NOT NULL
, retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))) STRICT, WITHOUT ROWID;

CREATE TABLE recordings (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  file_name TEXT NOT NULL,
  source_path TEXT NOT NULL,
  camera_id TEXT NOT NULL,
  camera_name TEXT NOT NULL,
  camera_serial TEXT,
  camera_make TEXT,
  started_at TEXT,
  start_source TEXT NOT NULL CHECK (start_source IN ('media', 'file-name', 'file-time', 'unknown')),
  offloaded_at TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  parts INTEGER NOT NULL CHECK (parts >= 0),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  media TEXT NOT NULL CHECK (json_valid(media)),
  state TEXT NOT NULL CHECK (state IN ('verified', 'not-verified', 'damaged')),
  title TEXT NOT NULL DEFAULT '',
  reference TEXT NOT NULL DEFAULT '',
  notes TEXT NOT NULL DEFAULT '',
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tags) = 'array'),
  category_id TEXT REFERENCES categories (id),
  revision INTEGER NOT NULL DEFAULT 0, kind TEXT NOT NULL DEFAULT 'recording'
  CHECK (kind IN ('recording', 'segment', 'side-file', 'clip', 'redaction', 'snapshot')), lead_id TEXT REFERENCES recordings (id), parent_id TEXT REFERENCES recordings (id), recipe TEXT CHECK (recipe IS NULL OR json_valid(recipe)), segment_group TEXT, segment_index INTEGER CHECK ((segment_index IS NULL) = (segment_group IS NULL)), side_of TEXT, clock TEXT CHECK (clock IS NULL OR json_valid(clock)), corrected_start_at TEXT, erased_at TEXT,
  CHECK ((started_at IS NULL) = (start_source = 'unknown'))
) STRICT;

CREATE TRIGGER recordings_kept BEFORE DELETE ON recordings
BEGIN SELECT raise(ABORT, 'a recording is not deleted from the records'); END;

CREATE TRIGGER recordings_once BEFORE INSERT ON recordings
WHEN EXISTS (SELECT 1 FROM recordings WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT raise(ABORT, 'a recording is never replaced'); END;

CREATE TABLE custody_events (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (recording_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER custody_events_once BEFORE INSERT ON custody_events
WHEN EXISTS (SELECT 1 FROM custody_events WHERE recording_id = NEW.recording_id AND sequence = NEW.sequence)
BEGIN SELECT raise(ABORT, 'custody events are never replaced'); END;

CREATE TRIGGER custody_events_fixed BEFORE UPDATE ON custody_events
BEGIN SELECT raise(ABORT, 'custody events are never changed'); END;

CREATE TRIGGER custody_events_kept BEFORE DELETE ON custody_events
BEGIN SELECT raise(ABORT, 'custody events are never deleted'); END;

CREATE TABLE markers (
  id TEXT PRIMARY KEY,
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  start_seconds REAL NOT NULL CHECK (start_seconds >= 0),
  end_seconds REAL CHECK (end_seconds >= 0),
  label TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX markers_by_recording ON markers (recording_id, start_seconds);

CREATE TABLE thumbnails (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  jpeg BLOB NOT NULL CHECK (length(jpeg) BETWEEN 1 AND 65536)
) STRICT;

CREATE TABLE report_sittings (
  report_id TEXT PRIMARY KEY REFERENCES reports (id),
  first_revision INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_revision INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report_recordings (
  report_id TEXT NOT NULL REFERENCES reports (id),
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (report_id, recording_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX report_recordings_by_recording ON report_recordings (recording_id);

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE recording_search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE VIRTUAL TABLE report_search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);

CREATE INDEX recordings_by_lead ON recordings (lead_id) WHERE lead_id IS NOT NULL;

CREATE INDEX recordings_by_parent ON recordings (parent_id) WHERE parent_id IS NOT NULL;

CREATE INDEX recordings_by_group ON recordings (segment_group) WHERE segment_group IS NOT NULL;

CREATE INDEX recordings_by_source ON recordings (camera_id, source_path);

CREATE INDEX recordings_by_start
  ON recordings (coalesce(corrected_start_at, started_at, offloaded_at) DESC, number DESC, lead_id, parent_id, erased_at,
    category_id, reference, id, corrected_start_at, started_at, offloaded_at);

CREATE TRIGGER recordings_custody_fixed
BEFORE UPDATE OF number, id, file_name, source_path, camera_id, camera_name, camera_serial, camera_make, started_at,
  start_source, offloaded_at, bytes, parts, sha256, media, kind, parent_id, recipe, segment_group, segment_index, side_of,
  clock, corrected_start_at ON recordings
BEGIN SELECT raise(ABORT, 'the custody facts of a recording are never changed'); END;

CREATE TRIGGER recordings_led_once BEFORE UPDATE OF lead_id ON recordings WHEN OLD.lead_id IS NOT NULL
BEGIN SELECT raise(ABORT, 'a recording that is led stays with its lead'); END;

CREATE TRIGGER recordings_erased_once BEFORE UPDATE OF erased_at ON recordings WHEN OLD.erased_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'what is erased stays erased'); END;

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

CREATE TABLE had_back (
  recording_id TEXT PRIMARY KEY REFERENCES recordings (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE believed_clock (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE TABLE match_refusals (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  at TEXT NOT NULL,
  PRIMARY KEY (recording_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE recording_positions (
  recording_id TEXT NOT NULL REFERENCES recordings (id),
  at TEXT NOT NULL,
  latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
  longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
  PRIMARY KEY (recording_id, at)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE "reports" (
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
  content TEXT NOT NULL CHECK (json_valid(content)), crime_number TEXT NOT NULL DEFAULT '', exhibit_mentions TEXT CHECK (json_type(exhibit_mentions) = 'array'),
  CHECK ((finished_at IS NULL) = (status = 'draft'))
) STRICT;

CREATE INDEX reports_by_update ON reports (updated_at DESC, number DESC);

CREATE INDEX reports_by_parent ON reports (parent_id) WHERE parent_id IS NOT NULL;

CREATE TRIGGER reports_identity_fixed BEFORE UPDATE OF number, id, kind, parent_id, local_reference, created_at ON reports
BEGIN SELECT raise(ABORT, 'the identity of a report is never changed'); END;

CREATE TRIGGER reports_finished_fixed BEFORE UPDATE OF content ON reports
WHEN OLD.status = 'finished' AND NEW.content IS NOT OLD.content
BEGIN SELECT raise(ABORT, 'a finished report is not changed'); END;

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

CREATE TABLE victim_rules (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  calendar TEXT NOT NULL CHECK (json_valid(calendar))
) STRICT, WITHOUT ROWID;

CREATE TABLE investigation_events (
  id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  duty TEXT NOT NULL CHECK (duty IN ('tell', 'refer')),
  working_days INTEGER NOT NULL CHECK (working_days > 0),
  enhanced_working_days INTEGER NOT NULL CHECK (enhanced_working_days > 0),
  happened_at TEXT NOT NULL,
  note TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  withdrawn_at TEXT,
  withdrawn_because TEXT,
  CHECK ((withdrawn_at IS NULL) = (withdrawn_because IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX investigation_events_by_report ON investigation_events (report_id, happened_at);

CREATE TRIGGER investigation_events_once BEFORE INSERT ON investigation_events
WHEN EXISTS (SELECT 1 FROM investigation_events WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'an event of an investigation is never replaced'); END;

CREATE TRIGGER investigation_events_fixed
BEFORE UPDATE OF id, report_id, kind, label, duty, working_days, enhanced_working_days, happened_at, note, recorded_at
ON investigation_events
BEGIN SELECT raise(ABORT, 'an event of an investigation is withdrawn, not changed'); END;

CREATE TRIGGER investigation_events_withdrawn_once BEFORE UPDATE ON investigation_events WHEN OLD.withdrawn_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'an event of an investigation is withdrawn once'); END;

CREATE TRIGGER investigation_events_kept BEFORE DELETE ON investigation_events
BEGIN SELECT raise(ABORT, 'an event of an investigation is withdrawn, not deleted'); END;

CREATE TABLE victim_contacts (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  report_id TEXT NOT NULL REFERENCES reports (id),
  person_id TEXT NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('update', 'attempt', 'not-told', 'contact', 'drafted', 'taken-back')),
  at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  way TEXT NOT NULL,
  by_whom TEXT NOT NULL,
  said TEXT NOT NULL,
  why_not TEXT,
  duty_ids TEXT NOT NULL CHECK (json_type(duty_ids) = 'array'),
  takes_back TEXT UNIQUE REFERENCES victim_contacts (id),
  CHECK ((why_not IS NOT NULL) = (what = 'not-told')),
  CHECK ((takes_back IS NOT NULL) = (what = 'taken-back'))
) STRICT;

CREATE INDEX victim_contacts_by_person ON victim_contacts (report_id, person_id, number);

CREATE TRIGGER victim_contacts_once BEFORE INSERT ON victim_contacts
WHEN EXISTS (SELECT 1 FROM victim_contacts WHERE id = NEW.id OR number = NEW.number)
BEGIN SELECT raise(ABORT, 'a contact with a victim is never replaced'); END;

CREATE TRIGGER victim_contacts_fixed BEFORE UPDATE ON victim_contacts
BEGIN SELECT raise(ABORT, 'a contact with a victim is never changed'); END;

CREATE TRIGGER victim_contacts_kept BEFORE DELETE ON victim_contacts
BEGIN SELECT raise(ABORT, 'a contact with a victim is never deleted'); END;

CREATE TABLE victim_duties (
  id TEXT PRIMARY KEY,
  event_id TEXT NOT NULL REFERENCES investigation_events (id),
  person_id TEXT NOT NULL,
  -- As the report named the person last, for somebody whom it names no more.
  name TEXT NOT NULL,
  enhanced INTEGER NOT NULL CHECK (enhanced IN (0, 1)),
  working_days INTEGER NOT NULL CHECK (working_days > 0),
  due_day TEXT NOT NULL,
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
  stands INTEGER NOT NULL CHECK (stands IN (0, 1)),
  settled_by TEXT REFERENCES victim_contacts (id),
  UNIQUE (event_id, person_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX victim_duties_open ON victim_duties (due_day) WHERE settled_by IS NULL AND stands = 1;

CREATE TRIGGER victim_duties_fixed BEFORE UPDATE OF id, event_id, person_id ON victim_duties
BEGIN SELECT raise(ABORT, 'whom a duty is owed is never changed'); END;

CREATE TRIGGER victim_duties_kept BEFORE DELETE ON victim_duties
BEGIN SELECT raise(ABORT, 'a duty to a victim is settled, not deleted'); END;

CREATE TABLE entity_mentions (
  number INTEGER PRIMARY KEY,
  report_number INTEGER NOT NULL REFERENCES reports (number),
  entry TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('person', 'vehicle', 'property', 'place', 'event')),
  entity_id TEXT NOT NULL,
  known_id TEXT NOT NULL,
  role TEXT NOT NULL,
  facts TEXT NOT NULL CHECK (json_type(facts) = 'object'),
  UNIQUE (report_number, entry)
) STRICT;

CREATE INDEX entity_mentions_by_known ON entity_mentions (known_id, number);

CREATE INDEX entity_mentions_by_kind ON entity_mentions (kind, number);

CREATE TABLE entity_joins (
  entity_id TEXT PRIMARY KEY,
  into_id TEXT NOT NULL CHECK (into_id <> entity_id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX entity_joins_by_target ON entity_joins (into_id);

CREATE TABLE entity_distinctions (
  entity_id TEXT NOT NULL,
  other_id TEXT NOT NULL CHECK (entity_id < other_id),
  at TEXT NOT NULL,
  PRIMARY KEY (entity_id, other_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE known_words (
  kind TEXT NOT NULL,
  word TEXT NOT NULL,
  sound TEXT NOT NULL,
  other_sound TEXT NOT NULL,
  uses INTEGER NOT NULL CHECK (uses > 0),
  PRIMARY KEY (kind, word)
) STRICT, WITHOUT ROWID;

CREATE INDEX known_words_by_sound ON known_words (kind, sound);

CREATE INDEX known_words_by_other_sound ON known_words (kind, other_sound);

CREATE VIRTUAL TABLE mention_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

CREATE TABLE 'mention_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'mention_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'mention_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'mention_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE VIRTUAL TABLE report_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

CREATE TABLE 'report_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'report_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'report_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'report_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE VIRTUAL TABLE recording_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

CREATE TABLE 'recording_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'recording_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'recording_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'recording_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE search_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE notes (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  started_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  text TEXT NOT NULL,
  place TEXT NOT NULL,
  addendum_to TEXT REFERENCES notes (id),
  signed_at TEXT,
  sha256 TEXT CHECK (length(sha256) = 64),
  CHECK ((signed_at IS NULL) = (sha256 IS NULL))
) STRICT;

CREATE INDEX notes_by_start ON notes (started_at DESC, number DESC);

CREATE INDEX notes_by_original ON notes (addendum_to) WHERE addendum_to IS NOT NULL;

CREATE TRIGGER notes_in_order BEFORE INSERT ON notes
WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM notes)
BEGIN SELECT raise(ABORT, 'notes are numbered without a gap'); END;

CREATE TRIGGER notes_identity_fixed BEFORE UPDATE OF number, id, started_at, addendum_to ON notes
BEGIN SELECT raise(ABORT, 'the identity of a note is never changed'); END;

CREATE TRIGGER notes_signed_fixed BEFORE UPDATE ON notes WHEN OLD.signed_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'a note that is signed off is never changed'); END;

CREATE TRIGGER notes_kept BEFORE DELETE ON notes
BEGIN SELECT raise(ABORT, 'a note is never torn out'); END;

CREATE TABLE note_sittings (
  note_id TEXT PRIMARY KEY REFERENCES notes (id),
  first_revision INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_revision INTEGER NOT NULL,
  last_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE note_reports (
  note_id TEXT NOT NULL REFERENCES notes (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  at TEXT NOT NULL,
  how TEXT NOT NULL CHECK (how IN ('linked', 'inserted')),
  PRIMARY KEY (note_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX note_reports_by_report ON note_reports (report_id);

CREATE TABLE note_attachments (
  id TEXT PRIMARY KEY,
  note_id TEXT NOT NULL REFERENCES notes (id),
  file_name TEXT NOT NULL CHECK (file_name <> ''),
  bytes INTEGER NOT NULL CHECK (bytes BETWEEN 1 AND 25000000),
  added_at TEXT NOT NULL,
  picture TEXT CHECK (picture IN ('image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/bmp')),
  thumbnail BLOB CHECK (length(thumbnail) BETWEEN 1 AND 65536),
  sha256 TEXT CHECK (length(sha256) = 64)
) STRICT;

CREATE INDEX note_attachments_by_note ON note_attachments (note_id, added_at);

CREATE TRIGGER note_attachments_fixed BEFORE UPDATE ON note_attachments WHEN OLD.sha256 IS NOT NULL
BEGIN SELECT raise(ABORT, 'an attachment is never changed'); END;

CREATE TRIGGER note_attachments_kept BEFORE DELETE ON note_attachments WHEN OLD.sha256 IS NOT NULL
BEGIN SELECT raise(ABORT, 'an attachment is never taken away'); END;

CREATE TABLE note_attachment_pieces (
  attachment_id TEXT NOT NULL REFERENCES note_attachments (id),
  piece INTEGER NOT NULL CHECK (piece >= 0),
  bytes BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
  PRIMARY KEY (attachment_id, piece)
) STRICT;

CREATE TRIGGER note_attachment_pieces_fixed BEFORE UPDATE ON note_attachment_pieces
BEGIN SELECT raise(ABORT, 'an attachment is never changed'); END;

CREATE TRIGGER note_attachment_pieces_whole BEFORE INSERT ON note_attachment_pieces
WHEN (SELECT sha256 FROM note_attachments WHERE id = NEW.attachment_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'an attachment is never changed'); END;

CREATE TRIGGER note_attachment_pieces_kept BEFORE DELETE ON note_attachment_pieces
WHEN (SELECT sha256 FROM note_attachments WHERE id = OLD.attachment_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'an attachment is never taken away'); END;

CREATE TABLE team_posts (
  id TEXT PRIMARY KEY,
  revision INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  -- Derived from the content: when a post that waits may go out.
  timing TEXT NOT NULL CHECK (timing IN ('before', 'after')),
  leaves_at TEXT,
  acknowledged TEXT NOT NULL CHECK (json_type(acknowledged) = 'array')
) STRICT, WITHOUT ROWID;

CREATE INDEX team_posts_by_update ON team_posts (updated_at DESC);

CREATE TABLE team_post_hand_overs (
  post_id TEXT NOT NULL REFERENCES team_posts (id),
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  network TEXT NOT NULL,
  origin TEXT NOT NULL,
  text TEXT NOT NULL CHECK (text <> ''),
  failed_because TEXT,
  PRIMARY KEY (post_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER team_post_hand_overs_fixed
BEFORE UPDATE OF post_id, sequence, at, network, origin, text ON team_post_hand_overs
BEGIN SELECT raise(ABORT, 'what was handed over is never changed'); END;

CREATE TRIGGER team_post_hand_overs_failed_once BEFORE UPDATE ON team_post_hand_overs WHEN OLD.failed_because IS NOT NULL
BEGIN SELECT raise(ABORT, 'how a handing over ended is never changed'); END;

CREATE TRIGGER team_post_hand_overs_kept BEFORE DELETE ON team_post_hand_overs
BEGIN SELECT raise(ABORT, 'what was handed over is never forgotten'); END;

CREATE TABLE statement_signings (
  id TEXT PRIMARY KEY,
  report_id TEXT NOT NULL REFERENCES reports (id),
  begun_at TEXT NOT NULL,
  -- Text, page breaks and places to sign, fixed when signing begins.
  fixed TEXT NOT NULL CHECK (json_valid(fixed)),
  -- What stands on every page while it is signed.
  frame TEXT NOT NULL CHECK (json_valid(frame)),
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('sealed', 'withdrawn')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL))
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX statement_signings_open ON statement_signings (report_id) WHERE ended_at IS NULL;

CREATE TRIGGER statement_signings_fixed BEFORE UPDATE OF id, report_id, begun_at, fixed, frame ON statement_signings
BEGIN SELECT raise(ABORT, 'what is signed is never changed'); END;

CREATE TRIGGER statement_signings_ended BEFORE UPDATE ON statement_signings WHEN OLD.ended_at IS NOT NULL
BEGIN SELECT raise(ABORT, 'how a signing ended is never changed'); END;

CREATE TRIGGER statement_signings_kept BEFORE DELETE ON statement_signings
BEGIN SELECT raise(ABORT, 'that it was signed is never forgotten'); END;

CREATE TABLE statement_signatures (
  signing_id TEXT NOT NULL REFERENCES statement_signings (id),
  place TEXT NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL CHECK (json_valid(signature)),
  PRIMARY KEY (signing_id, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER statement_signatures_fixed BEFORE UPDATE ON statement_signatures
WHEN (SELECT ended_at FROM statement_signings WHERE id = OLD.signing_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signature is never changed'); END;

CREATE TRIGGER statement_signatures_kept BEFORE DELETE ON statement_signatures
WHEN (SELECT ended_at FROM statement_signings WHERE id = OLD.signing_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'a signature is never taken away'); END;

CREATE TRIGGER statement_signatures_late BEFORE INSERT ON statement_signatures
WHEN (SELECT ended_at FROM statement_signings WHERE id = NEW.signing_id) IS NOT NULL
BEGIN SELECT raise(ABORT, 'signing has ended'); END;

CREATE TABLE statement_seals (
  id TEXT PRIMARY KEY,
  signing_id TEXT NOT NULL UNIQUE REFERENCES statement_signings (id),
  report_id TEXT NOT NULL REFERENCES reports (id),
  version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  way TEXT NOT NULL CHECK (way IN ('screen', 'paper')),
  sealed_at TEXT NOT NULL,
  pages INTEGER NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  -- The bytes of docs/formats/sealed-statement.md.
  sealed BLOB NOT NULL,
  -- Where the audit trail says so.
  audit_position INTEGER NOT NULL,
  UNIQUE (report_id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER statement_seals_fixed BEFORE UPDATE ON statement_seals
BEGIN SELECT raise(ABORT, 'a sealed statement is never changed'); END;

CREATE TRIGGER statement_seals_kept BEFORE DELETE ON statement_seals
BEGIN SELECT raise(ABORT, 'a sealed statement is never deleted'); END;

CREATE TRIGGER reports_signing_fixed BEFORE UPDATE OF content ON reports
WHEN NEW.content IS NOT OLD.content
  AND EXISTS (SELECT 1 FROM statement_signings s WHERE s.report_id = OLD.id AND s.ended_at IS NULL)
BEGIN SELECT raise(ABORT, 'a statement is not changed while it is signed'); END;

CREATE TABLE "victim_drafts" (
  report_id TEXT NOT NULL REFERENCES reports (id),
  person_id TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('message', 'update', 'attempt', 'not-told', 'contact', 'given', 'event')),
  about TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  CHECK ((person_id = '') = (form = 'event')),
  PRIMARY KEY (report_id, person_id, form, about)
) STRICT, WITHOUT ROWID;

CREATE TABLE fact_settlements (
  entity_id TEXT NOT NULL,
  fact TEXT NOT NULL CHECK (fact <> ''),
  value TEXT NOT NULL CHECK (value <> ''),
  over TEXT NOT NULL CHECK (json_type(over) = 'array'),
  at TEXT NOT NULL,
  PRIMARY KEY (entity_id, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE form_state (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  definitions TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE note_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

CREATE TABLE 'note_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'note_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'note_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'note_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

CREATE TABLE telling_facts (
  key TEXT NOT NULL,
  report_number INTEGER NOT NULL REFERENCES reports (number),
  fact TEXT NOT NULL CHECK (json_type(fact) = 'object'),
  PRIMARY KEY (key, report_number, fact)
) STRICT, WITHOUT ROWID;

CREATE INDEX telling_facts_by_report ON telling_facts (report_number);

CREATE TABLE telling_reports (
  report_number INTEGER PRIMARY KEY REFERENCES reports (number),
  version INTEGER NOT NULL
) STRICT;

CREATE TRIGGER telling_reports_changed AFTER UPDATE OF content ON reports
BEGIN DELETE FROM telling_reports WHERE report_number = NEW.number; END;

CREATE TABLE "exhibits" (
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

CREATE INDEX reports_telling_of_exhibits ON reports (number) WHERE exhibit_mentions IS NULL OR exhibit_mentions <> '[]';

CREATE TABLE exhibit_numbers (
  number INTEGER PRIMARY KEY,
  exhibit_id TEXT NOT NULL UNIQUE REFERENCES exhibits (id)
) STRICT;

CREATE VIRTUAL TABLE exhibit_index USING fts5 (
  terms, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii', prefix = '4 5 6 7'
);

CREATE TABLE 'exhibit_index_data'(id INTEGER PRIMARY KEY, block BLOB);

CREATE TABLE 'exhibit_index_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;

CREATE TABLE 'exhibit_index_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);

CREATE TABLE 'exhibit_index_config'(k PRIMARY KEY, v) WITHOUT ROWID;

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
