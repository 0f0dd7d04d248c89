// Migration 12: reports of before have no crime number yet, and keep everything else.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'form-state')?.version ?? 0;

test('a report of before stays as it was, without a crime number', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(
    `INSERT INTO reports (number, id, kind, local_reference, title, status, revision, created_at, updated_at,
       missing_needed_now, missing_before_submission, missing_optional, content)
     VALUES (1, 'r', 'crime', 'NE-4417-0001', 'Burglary', 'draft', 3, 'c', 'u', 1, 2, 3, '{"values":{}}')`,
  );
  const was = before.prepare('SELECT * FROM reports').get();
  before.close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  expect(db.prepare('SELECT * FROM reports').get()).toEqual({ ...(was as object), crime_number: '' });
  expect(db.prepare('SELECT count(*) FROM form_state').pluck().get()).toBe(0);
  expect(() => db.exec(`INSERT INTO form_state VALUES (2, 'x')`)).toThrow('CHECK');
  db.close();
});
