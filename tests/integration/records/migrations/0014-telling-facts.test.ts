// Migration 14 brings the table of what must not be posted, empty: a report is read when a post is next checked, and again once it changed.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'telling-facts')?.version ?? 0;
const insert = `INSERT INTO reports (number, id, kind, local_reference, title, status, revision, created_at, updated_at,
    missing_needed_now, missing_before_submission, missing_optional, content)
  VALUES (1, '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e10', 'crime', 'NE-1', 'Theft, Mare St', 'draft', 3, '2026-11-22T14:00:00.000Z',
    '2026-11-22T14:00:00.000Z', 0, 0, 0, '{"values":{}}')`;

test('a report of an earlier version stays as it was and counts as unread, and so does each that changes', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(insert);
  const report = before.prepare('SELECT * FROM reports').get();
  before.close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  expect(db.prepare('SELECT * FROM reports').get()).toEqual(report);
  const read = db.prepare('SELECT count(*) FROM telling_reports').pluck();
  expect(read.get()).toBe(0);
  db.exec('INSERT INTO telling_reports VALUES (1, 1)');
  db.exec(`UPDATE reports SET title = 'Theft, Mare Street'`);
  expect(read.get()).toBe(1);
  db.exec(`UPDATE reports SET content = '{"values":{"narrative":"KX19 ABF"}}'`);
  expect(read.get()).toBe(0);
  db.close();
});
