// Witness statements that are signed and sealed: each signature as it is made, and what was sealed, for ever as it was.
import type { Migration } from './migration.ts';

export const statementSigning: Migration = {
  version: 9,
  name: 'statement-signing',
  sql: `
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
`,
};
