// Migration 4 makes the table of reports anew for more kinds: every report and all that belongs to it stays.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const at = '2026-11-22T18:00:00.000Z';
const rows = `
  INSERT INTO reports VALUES (7, 'a', 'crime', 'NE-4417-0007', 'Burglary', 'draft', 3, '${at}', '${at}', NULL, NULL, 1, 2, 3, '{"values":{},"people":[],"property":[]}');
  INSERT INTO report_sittings VALUES ('a', 1, '${at}', 3, '${at}');`;

test('a report of before stays, with what refers to it, and takes no other report in its place', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, 3) });
  before.exec(rows);
  before.close();
  const after = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 4) });
  expect(schemaVersion(after)).toBe(4);
  expect(after.prepare('SELECT number, id, kind, revision, title FROM reports').all()).toEqual([
    { number: 7, id: 'a', kind: 'crime', revision: 3, title: 'Burglary' },
  ]);
  expect(after.pragma('foreign_key_check')).toEqual([]);
  expect(() => after.exec(`DELETE FROM reports`)).toThrow('FOREIGN KEY');
  expect(() => after.exec(`UPDATE reports SET kind = 'statement'`)).toThrow('never changed');
  expect(() =>
    after.exec(`UPDATE reports SET status = 'finished', finished_at = '${at}'; UPDATE reports SET content = '{}'`),
  ).toThrow('a finished report is not changed');
  after.close();
});

test('a step that leaves rows without their own is not taken', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, 3) });
  before.exec(rows);
  before.close();
  const careless = { version: 4, name: 'careless', sql: 'DELETE FROM reports' };
  expect(() => openDatabase({ ...options, create: false, migrations: [...migrations.slice(0, 3), careless] })).toThrow(
    'careless',
  );
  const after = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 3) });
  expect(after.prepare('SELECT count(*) FROM reports').pluck().get()).toBe(1);
  expect(after.pragma('foreign_keys', { simple: true })).toBe(1);
  after.close();
});
