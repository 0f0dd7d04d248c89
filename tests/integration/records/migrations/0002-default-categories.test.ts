// Migration 2 brings the categories that a force can begin with to a database of version 1, and leaves the rest alone.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { category } from '#contract/footage.ts';
import { foundation } from '../../../../main/storage/records/migrations/0001-foundation.ts';
import { defaultCategories } from '../../../../main/storage/records/migrations/0002-default-categories.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { newRecords } from '../../../support/records-kit.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

test('it brings the categories to a database that has records already', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  const before = openDatabase({ ...options, create: true, migrations: [foundation] });
  before.exec(`INSERT INTO settings VALUES ('theme', '"dark"')`);
  before.close();
  const after = openDatabase({ ...options, create: false, migrations: [foundation, defaultCategories] });
  expect(schemaVersion(after)).toBe(2);
  expect(after.prepare('SELECT * FROM settings').all()).toEqual([{ name: 'theme', value: '"dark"' }]);
  expect(after.prepare('SELECT count(*) FROM categories').pluck().get()).toBe(12);
  after.close();
});

test('the categories are those of the contract, and what is not evidence goes within 31 days', async () => {
  const { api } = await newRecords();
  const categories = await api.listCategories();
  expect(categories.map((entry) => category.safeParse(entry).success)).toEqual(categories.map(() => true));
  expect(categories[0]).toEqual({
    id: 'non-evidential',
    label: 'Non-evidential',
    evidential: false,
    retentionDays: 31,
    retired: false,
  });
  const periods = (wanted: boolean): number[] =>
    categories.filter(({ evidential }) => evidential === wanted).map(({ retentionDays }) => retentionDays ?? Infinity);
  expect(periods(false)).toEqual([31, 31]);
  expect(Math.min(...periods(true))).toBeGreaterThan(2000);
});
