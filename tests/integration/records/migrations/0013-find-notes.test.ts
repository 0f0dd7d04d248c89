// Migration 13 takes notes along as they were; they are found by the one search after the next unlock.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { bringSearchUpToDate } from '../../../../main/storage/records/search/rebuild.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'find-notes')?.version ?? 0;
const at = '2026-11-22T14:03:00.000Z';

test('a note of an earlier version stays as it was, and is in the index after the next unlock', async () => {
  const folder = await temporaryFolder();
  const options = { path: path.join(folder, 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(
    `INSERT INTO notes (number, id, started_at, changed_at, revision, text, place) VALUES (1, 'n1', '${at}', '${at}', 1, 'Two men', 'Hoe St');
     INSERT INTO note_search (rowid, words) VALUES (1, 'Two men Hoe St');
     INSERT INTO search_state (only_row, version) VALUES (1, 1)`,
  );
  const note = before.prepare('SELECT * FROM notes').get();
  before.close();
  const after = openDatabase({ ...options, create: false });
  expect(schemaVersion(after)).toBeGreaterThanOrEqual(version);
  expect(after.prepare('SELECT * FROM notes').get()).toEqual(note);
  bringSearchUpToDate(after, folder);
  const found = after.prepare('SELECT rowid FROM note_index WHERE note_index MATCH ?').pluck();
  expect([found.all('tahoe*'), found.all('tnmen*'), found.all('tadog*')]).toEqual([[1], [1], []]);
  after.close();
});
