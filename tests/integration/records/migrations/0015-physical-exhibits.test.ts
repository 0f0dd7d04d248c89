// Migration 15 makes room for exhibits that are things: labels and movements of recordings stay as they were, and of the reports only
// those that can tell of an exhibit are left to be read.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'physical-exhibits')?.version ?? 0;
const at = '2026-11-22T14:00:00.000Z';
const recording = `INSERT INTO recordings (number, id, file_name, source_path, camera_id, camera_name, start_source, offloaded_at, bytes, parts,
    sha256, media, state)
  VALUES (1, 'r1', 'A.MP4', 'DCIM/A.MP4', 'c', 'CAM 7', 'unknown', '${at}', 1, 1, '${'a'.repeat(64)}', '{}', 'verified')`;
const report = (number: number, kind: string, content: object): string =>
  `INSERT INTO reports (number, id, kind, local_reference, title, status, revision, created_at, updated_at,
     missing_needed_now, missing_before_submission, missing_optional, content)
   VALUES (${number}, 'id${number}', '${kind}', 'NE-${number}', '', 'draft', 0, '${at}', '${at}', 0, 0, 0, '${JSON.stringify(content)}')`;

test('labels and movements stay, nothing refers to a table that is gone, and only reports that may tell are unread', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(recording);
  before.exec(`INSERT INTO exhibits VALUES ('x1', 'r1', 'AO', 1, '', 'Stop in Hoe Street', '${at}')`);
  before.exec(`INSERT INTO exhibit_movements VALUES ('x1', 0, '${at}', 'handed-over', 'PC Okafor', 'Store', '')`);
  before.exec(report(1, 'crime', { values: {}, property: [{ id: 'p', values: { status: 'stolen' } }] }));
  before.exec(report(2, 'crime', { values: {}, property: [{ id: 'p', values: { status: 'recovered' } }] }));
  before.exec(report(3, 'statement', { values: { narrative: 'I produce a knife as exhibit RK/1.' } }));
  before.exec(report(4, 'statement', { values: { narrative: 'I saw nothing.' } }));
  before.exec(report(5, 'collision', { values: { narrative: 'A1/2 RK/1' } }));
  const movements = before.prepare('SELECT * FROM exhibit_movements').all();
  before.close();

  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  expect(db.prepare('SELECT * FROM exhibits').all()).toEqual([
    {
      id: 'x1',
      recording_id: 'r1',
      producer: 'AO',
      number: 1,
      suffix: '',
      description: 'Stop in Hoe Street',
      produced_at: at,
      producer_name: '',
      found_where: '',
      found_when: '',
      withdrawn_at: null,
      withdrawn_because: null,
    },
  ]);
  expect(db.prepare('SELECT * FROM exhibit_movements').all()).toEqual(movements);
  expect(db.prepare('SELECT number FROM reports WHERE exhibit_mentions IS NULL ORDER BY number').pluck().all()).toEqual(
    [2, 3],
  );
  // A thing needs no recording; a label is still given once, and no exhibit is forgotten or called otherwise.
  const thing = `INSERT INTO exhibits (id, producer, number, description, produced_at) VALUES ('x2', 'AO', 2, 'Knife', '${at}')`;
  db.exec(thing);
  expect(() => db.exec(thing.replace('x2', 'x3'))).toThrow('UNIQUE');
  expect(() => db.exec(`INSERT INTO exhibit_movements VALUES ('no', 0, '${at}', 'other', 'a', '', '')`)).toThrow(
    'FOREIGN KEY',
  );
  expect(() => db.exec(`DELETE FROM exhibits`)).toThrow('never deleted');
  expect(() => db.exec(`UPDATE exhibits SET number = 7`)).toThrow('never changed');
  db.close();
});
