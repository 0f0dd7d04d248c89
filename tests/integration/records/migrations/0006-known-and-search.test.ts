// Migration 6 brings the tables of what is known and of the search, empty: what reports say is read by the program at the next unlock.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { bringSearchUpToDate } from '../../../../main/storage/records/search/rebuild.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const content = JSON.stringify({
  values: { 'venue-street': '14 Mare St' },
  people: [{ id: '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11', values: { role: 'victim', 'family-name': 'Marsh' } }],
  property: [],
});
const insert = `INSERT INTO reports (id, kind, local_reference, title, status, revision, created_at, updated_at, missing_needed_now,
    missing_before_submission, missing_optional, content)
  VALUES ('0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e10', 'crime', 'NE-1', 'Theft, Mare St', 'draft', 3, '2026-11-22T14:00:00.000Z',
    '2026-11-22T14:00:00.000Z', 0, 0, 0, '${content}')`;

test('a report of an earlier version stays as it was, and is read once, however often the records are opened', async () => {
  const folder = await temporaryFolder();
  const options = { path: path.join(folder, 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, 5) });
  before.exec(insert);
  const report = before.prepare('SELECT * FROM reports').get();
  before.close();
  const migrated = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 6) });
  expect(schemaVersion(migrated)).toBe(6);
  expect(migrated.prepare('SELECT * FROM reports').get()).toEqual(report);
  expect(migrated.prepare('SELECT count(*) FROM entity_mentions').pluck().get()).toBe(0);
  migrated.close();
  // It is read by the program of today, which has all tables.
  const after = openDatabase({ ...options, create: false });
  bringSearchUpToDate(after, folder);
  const mentions = after.prepare('SELECT * FROM entity_mentions ORDER BY entry').all();
  expect(mentions).toMatchObject([
    { entry: '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11', kind: 'person', role: 'Victim' },
    { entry: 'venue', kind: 'place', role: 'Venue' },
  ]);
  const changes = after.prepare('SELECT total_changes()').pluck();
  const changed = changes.get();
  bringSearchUpToDate(after, folder);
  expect(changes.get()).toBe(changed);
  expect(after.prepare('SELECT * FROM entity_mentions ORDER BY entry').all()).toEqual(mentions);
  expect(after.pragma('integrity_check', { simple: true })).toBe('ok');
  after.close();
});
