// Migration 3 takes a database of the first release along: every recording as it was, and the new facts empty.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const insert = `INSERT INTO recordings (id, file_name, source_path, camera_id, camera_name, started_at, start_source,
  offloaded_at, bytes, parts, sha256, media, state, title)
  VALUES ('r1', 'A.MP4', 'DCIM/A.MP4', 'c', 'CAM 7', '2026-11-22T14:00:00.000Z', 'media', '2026-11-22T18:00:00.000Z', 1, 1,
    '${'a'.repeat(64)}', '{}', 'verified', 'Stop, Forest Road')`;

test('recordings of the first release stay, each a recording of its own with an untouched start', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, 2) });
  before.exec(insert);
  before.close();
  const after = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 3) });
  expect(schemaVersion(after)).toBe(3);
  expect(after.prepare('SELECT * FROM recordings').get()).toMatchObject({
    id: 'r1',
    title: 'Stop, Forest Road',
    started_at: '2026-11-22T14:00:00.000Z',
    kind: 'recording',
    lead_id: null,
    corrected_start_at: null,
    erased_at: null,
  });
  after.close();
});

test('what was found at collection stays fixed, and what is erased stays erased', async () => {
  const db = openDatabase({
    path: path.join(await temporaryFolder(), 'records.db'),
    key: randomBytes(32),
    create: true,
    migrations: migrations.slice(0, 3),
  });
  db.exec(insert);
  expect(() => db.exec(`UPDATE recordings SET clock = '{}'`)).toThrow('never changed');
  expect(() => db.exec(`UPDATE recordings SET kind = 'clip'`)).toThrow('never changed');
  db.exec(`UPDATE recordings SET erased_at = '2026-12-22T00:00:00.000Z'`);
  expect(() => db.exec('UPDATE recordings SET erased_at = NULL')).toThrow('stays erased');
  db.exec(`INSERT INTO holds VALUES ('h', 'r1', 'Court', '2026-11-22T18:00:00.000Z', NULL, NULL)`);
  expect(() => db.exec('DELETE FROM holds')).toThrow('lifted, not deleted');
  db.close();
});
