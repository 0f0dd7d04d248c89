// Migration 5 takes reports along as they were, and begins with no event and no duty.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

test('a report of before stays, and can be given events that are withdrawn once and never deleted', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, 4) });
  before.exec(`INSERT INTO reports (id, kind, local_reference, title, status, revision, created_at, updated_at,
    missing_needed_now, missing_before_submission, missing_optional, content)
    VALUES ('r1', 'crime', 'NE-4417-0001', 'Assault', 'draft', 3, 'a', 'b', 0, 0, 0, '{}')`);
  before.close();
  const after = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 5) });
  expect(schemaVersion(after)).toBe(5);
  expect(after.prepare('SELECT id, revision FROM reports').get()).toEqual({ id: 'r1', revision: 3 });
  after.exec(`INSERT INTO investigation_events (id, report_id, kind, label, duty, working_days, enhanced_working_days,
    happened_at, note, recorded_at) VALUES ('e1', 'r1', 'arrest', 'Arrest', 'tell', 5, 1, 'a', '', 'b')`);
  after.exec(`INSERT INTO victim_duties (id, event_id, person_id, name, enhanced, working_days, due_day, certain, stands)
    VALUES ('d1', 'e1', 'p1', 'Wendy Marsh', 1, 1, '2026-09-01', 1, 1)`);
  expect(() => after.exec(`UPDATE victim_duties SET person_id = 'p2'`)).toThrow('never changed');
  expect(() => after.exec('DELETE FROM victim_duties')).toThrow('settled, not deleted');
  after.exec(`UPDATE investigation_events SET withdrawn_at = 'c', withdrawn_because = 'Another case'`);
  expect(() => after.exec(`UPDATE investigation_events SET withdrawn_because = 'x'`)).toThrow('withdrawn once');
  expect(() => after.exec('DELETE FROM investigation_events')).toThrow('not deleted');
  after.close();
});
