// The migration of settlements: a fact of an entity is settled once, with the values it was chosen over.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'fact-settlements')?.version ?? 0;

test('a fact is settled with a value over a list of others, and only one settlement of it counts', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) }).close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  const insert = (value: string, over: string): void => {
    db.prepare(`INSERT INTO fact_settlements VALUES ('e', 'phone', ?, ?, '2026-11-27T09:00:00.000Z')`).run(value, over);
  };
  expect(() => insert('', '[]')).toThrow('CHECK');
  expect(() => insert('07700 900142', '{}')).toThrow('CHECK');
  insert('07700 900142', '["07700 900777"]');
  expect(() => insert('07700 900777', '[]')).toThrow('UNIQUE');
  db.close();
});
