// Migration 9 adds signing: what is signed is fixed while it is signed, and a signature made is not changed once signing has ended.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'statement-signing')?.version ?? 0;

test('a statement stands still while it is signed; signatures that were made stay, one signing at a time', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) });
  before.exec(
    `INSERT INTO reports VALUES (1, 'r', 'statement', NULL, 'NE-1', 'Statement', 'draft', 1, '2026-11-27T09:00:00.000Z',
       '2026-11-27T09:00:00.000Z', NULL, NULL, 0, 0, 0, '{"values":{}}')`,
  );
  before.close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  const begin = (id: string) =>
    db.exec(`INSERT INTO statement_signings VALUES ('${id}', 'r', '2026-11-27T09:00:00.000Z', '{}', '{}', NULL, NULL)`);
  begin('s');
  expect(() => begin('t')).toThrow('UNIQUE');
  expect(() => db.exec(`UPDATE reports SET content = '{}'`)).toThrow('not changed while it is signed');
  expect(() => db.exec(`UPDATE statement_signings SET fixed = '{"a":1}'`)).toThrow('never changed');
  db.exec(`INSERT INTO statement_signatures VALUES ('s', 'end:witness', '2026-11-27T09:01:00.000Z', '{}')`);
  db.exec(`UPDATE statement_signings SET ended_at = '2026-11-27T09:02:00.000Z', outcome = 'withdrawn'`);
  expect(() => db.exec('DELETE FROM statement_signatures')).toThrow('never taken away');
  expect(() => db.exec(`UPDATE statement_signatures SET signature = '[]'`)).toThrow('never changed');
  expect(() =>
    db.exec(`INSERT INTO statement_signatures VALUES ('s', 'page-1:witness', '2026-11-27T09:03:00.000Z', '{}')`),
  ).toThrow('signing has ended');
  expect(() => db.exec('DELETE FROM statement_signings')).toThrow('never forgotten');
  db.exec(`UPDATE reports SET content = '{"values":{"a":"b"}}'`);
  begin('t');
  db.close();
});
