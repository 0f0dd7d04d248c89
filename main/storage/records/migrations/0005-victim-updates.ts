// Victim updates: events of an investigation, whom they must be told, and every contact. Nothing of it is ever deleted.
import type { Migration } from './migration.ts';

export const victimUpdates: Migration = {
  version: 5,
  name: 'victim-updates',
  sql: `
-- The force's events and periods, and its bank holidays, as its configuration said when the vault was last unlocked.
CREATE TABLE victim_rules (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  calendar TEXT NOT NULL CHECK (json_valid(calendar))
) STRICT, WITHOUT ROWID;

-- The periods are those of its recording: they count where the force no longer lists the kind.
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

-- What is being written to or about a victim, as it is typed; goes when it is done or discarded.
CREATE TABLE victim_drafts (
  report_id TEXT NOT NULL REFERENCES reports (id),
  person_id TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('message', 'contact')),
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  PRIMARY KEY (report_id, person_id, form)
) STRICT, WITHOUT ROWID;
`,
};
