// The notebook: timed notes with their attachments, what they were put into, and words to find them by.
import type { Migration } from './migration.ts';

export const notebook: Migration = {
  version: 7,
  name: 'notebook',
  sql: `
-- Numbered from 1 without a gap, as the pages of a paper notebook are: none is ever torn out, and none written over once signed.
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

-- Without a hash: still on its way in. With one: whole, and fixed.
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

CREATE VIRTUAL TABLE note_search USING fts5 (
  words, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
`,
};
