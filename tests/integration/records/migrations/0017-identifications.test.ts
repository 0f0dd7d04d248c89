// Migration 17 leaves everything as it was, and makes a place for identifications that takes no print.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'identifications')?.version ?? 0;
const at = '2026-11-22T14:03:00.000Z';

test('records of an earlier version stay as they were; an identification is text alone, and its end needs what it is to be known by', async () => {
  const folder = await temporaryFolder();
  const options = { path: path.join(folder, 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(
    `INSERT INTO exhibits (id, producer, number, description, produced_at) VALUES ('x1', 'AO', 1, 'Kitchen knife', '${at}')`,
  );
  const exhibit = before.prepare('SELECT * FROM exhibits').get();
  before.close();
  const after = openDatabase({ ...options, create: false });
  expect(schemaVersion(after)).toBeGreaterThanOrEqual(version);
  expect(after.prepare('SELECT * FROM exhibits').get()).toEqual(exhibit);
  const insert = after.prepare(
    `INSERT INTO identifications (id, revision, started_at, updated_at, ended_at, draft, facts) VALUES (?, 0, '${at}', '${at}', ?, ?, NULL)`,
  );
  insert.run('i1', null, '{}');
  expect(() => insert.run('i2', at, '{}')).toThrow('CHECK');
  expect(() => insert.run('i3', null, Buffer.from([1, 2, 3]))).toThrow('cannot store BLOB');
  after.close();
});
