// What is being written about a victim has a place for each deed: an attempt that is begun no longer takes the place of an update.
import type { Migration } from './migration.ts';

export const victimDraftSlots: Migration = {
  version: 10,
  name: 'victim-draft-slots',
  sql: `
-- Of an event, which is the report's and not one victim's, the person is empty. 'about' is the duty, where the deed is about one.
CREATE TABLE victim_drafts_by_deed (
  report_id TEXT NOT NULL REFERENCES reports (id),
  person_id TEXT NOT NULL,
  form TEXT NOT NULL CHECK (form IN ('message', 'update', 'attempt', 'not-told', 'contact', 'given', 'event')),
  about TEXT NOT NULL,
  draft TEXT NOT NULL CHECK (json_valid(draft)),
  CHECK ((person_id = '') = (form = 'event')),
  PRIMARY KEY (report_id, person_id, form, about)
) STRICT, WITHOUT ROWID;
-- One place held them all, and what was in it tells which deed it was.
INSERT INTO victim_drafts_by_deed (report_id, person_id, form, about, draft)
SELECT report_id, person_id,
  CASE
    WHEN form = 'message' THEN 'message'
    WHEN coalesce(draft ->> '$.whyNot', '') <> '' AND (draft ->> '$.dutyIds[0]') IS NOT NULL THEN 'not-told'
    WHEN (draft ->> '$.dutyIds[0]') IS NOT NULL THEN 'update'
    ELSE 'contact'
  END,
  CASE
    WHEN form = 'contact' AND coalesce(draft ->> '$.whyNot', '') <> '' THEN coalesce(draft ->> '$.dutyIds[0]', '')
    ELSE ''
  END,
  draft
FROM victim_drafts;
DROP TABLE victim_drafts;
ALTER TABLE victim_drafts_by_deed RENAME TO victim_drafts;
`,
};
