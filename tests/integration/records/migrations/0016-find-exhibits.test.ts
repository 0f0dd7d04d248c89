// Migration 16 takes exhibits along as they were; they are found by the one search after the next unlock.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { bringSearchUpToDate } from '../../../../main/storage/records/search/rebuild.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'find-exhibits')?.version ?? 0;
const at = '2026-11-22T14:03:00.000Z';

test('an exhibit of an earlier version stays as it was, and is in the index after the next unlock', async () => {
  const folder = await temporaryFolder();
  const options = { path: path.join(folder, 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(
    `INSERT INTO exhibits (id, producer, number, description, produced_at) VALUES ('x1', 'AO', 1, 'Kitchen knife', '${at}');
     INSERT INTO search_state (only_row, version) VALUES (1, 2)`,
  );
  const exhibit = before.prepare('SELECT * FROM exhibits').get();
  before.close();
  const after = openDatabase({ ...options, create: false });
  expect(schemaVersion(after)).toBeGreaterThanOrEqual(version);
  expect(after.prepare('SELECT * FROM exhibits').get()).toEqual(exhibit);
  bringSearchUpToDate(after, folder);
  const found = after.prepare('SELECT rowid FROM exhibit_index WHERE exhibit_index MATCH ?').pluck();
  expect([found.all('xnknif*'), found.all('xcao1*'), found.all('xnspoon*')]).toEqual([[1], [1], []]);
  after.close();
});
