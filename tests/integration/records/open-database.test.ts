// Opening the encrypted database: migrations whole or not at all, nothing plain on disk, damage seen and left as it is.
import { randomBytes } from 'node:crypto';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { emptyReportContent } from '#contract/reports.ts';
import { migrations } from '../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../main/storage/records/open-database.ts';
import { describeSchema } from '../../support/describe-schema.ts';
import { newRecords, takeInRecording } from '../../support/records-kit.ts';
import { codeOf, noon, temporaryFolder } from '../../support/vault-kit.ts';

const opening = (options: Parameters<typeof openDatabase>[0]): Promise<unknown> =>
  Promise.resolve().then(() => openDatabase(options).close());

test('schema.sql is what the migrations give', async () => {
  const db = openDatabase({
    path: path.join(await temporaryFolder(), 'records.db'),
    key: randomBytes(32),
    create: true,
  });
  try {
    await expect(describeSchema(db)).toMatchFileSnapshot('../../../main/storage/records/schema.sql');
  } finally {
    db.close();
  }
});

test('migrations are numbered without gaps, and every one has a test file of its own', async () => {
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
  const files = await readdir(new URL('migrations', import.meta.url));
  const names = migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.test.ts`);
  expect(files.toSorted()).toEqual(names);
});

test('a migration that fails leaves the version before it, whole', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  openDatabase({ ...options, create: true, migrations: migrations.slice(0, 1) }).close();
  const broken = { version: 2, name: 'broken', sql: 'CREATE TABLE half (a); INSERT INTO no_such_table VALUES (1);' };
  expect(() => openDatabase({ ...options, create: false, migrations: [...migrations.slice(0, 1), broken] })).toThrow(
    'no_such_table',
  );
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 1) });
  expect(schemaVersion(db)).toBe(1);
  expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'half'`).pluck().get()).toBe(0);
  db.close();
});

test('a database of a newer version, of another key, missing or not a database is refused and not touched', async () => {
  const folder = await temporaryFolder();
  const options = { path: path.join(folder, 'records.db'), key: randomBytes(32), create: false };
  expect(await codeOf(opening(options))).toBe('database-damaged');
  expect(await readdir(folder)).toEqual([]);

  const future = { version: migrations.length + 1, name: 'future', sql: 'CREATE TABLE future (a)' };
  const db = openDatabase({ ...options, create: true, migrations: [...migrations, future] });
  // As after a crash: part of the database is in the WAL still.
  const crashed = path.join(folder, 'crashed.db');
  await copyFile(options.path, crashed);
  await copyFile(`${options.path}-wal`, `${crashed}-wal`);
  db.close();
  const bytes = async (file: string): Promise<string> => (await readFile(file)).toString('base64');
  for (const file of [options.path, crashed]) {
    const before = await bytes(file);
    expect(await codeOf(opening({ ...options, path: file }))).toBe('database-from-future');
    expect(await codeOf(opening({ ...options, path: file, key: randomBytes(32) }))).toBe('database-damaged');
    expect(await bytes(file)).toBe(before);
  }
  expect((await readFile(`${crashed}-wal`)).length).toBeGreaterThan(4096);

  for (const content of [
    Buffer.alloc(0),
    Buffer.from('not a database'),
    randomBytes(8192),
    Buffer.from('SQLite format 3\u0000'),
  ]) {
    const file = path.join(folder, 'other.db');
    await writeFile(file, content);
    expect(await codeOf(opening({ ...options, path: file }))).toBe('database-damaged');
    expect(await readFile(file)).toEqual(content);
  }
});

const canary = 'Canary-Okonkwo-7731';

test('nothing that was typed is readable on disk, neither in the database nor in the WAL', async () => {
  const { kit, api } = await newRecords();
  const id = await takeInRecording(api, { path: `DCIM/${canary}.MP4` });
  await api.updateRecording({ id, revision: 0, patch: { title: canary, notes: canary, tags: [canary] }, at: noon });
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const content = { ...emptyReportContent, values: { narrative: canary } };
  await api.saveReport({ id: draft.id, revision: 0, content, at: noon });
  expect((await api.listRecordings({ worklist: 'all', search: canary, limit: 1, offset: 0, at: noon })).total).toBe(1);
  const folder = path.dirname(kit.path);
  const look = async (): Promise<string[]> => {
    const names = await readdir(folder);
    for (const name of names) {
      const bytes = await readFile(path.join(folder, name));
      for (const text of [canary, canary.toLowerCase(), 'Okonkwo', 'SQLite format', 'CREATE TABLE']) {
        for (const encoding of ['utf8', 'utf16le'] as const) {
          expect(bytes.includes(Buffer.from(text, encoding)), `${text} in ${name}`).toBe(false);
        }
      }
    }
    return names;
  };
  expect(await look()).toContain('records.db-wal');
  await api.closeRecords({ at: noon, because: 'officer' });
  expect(await look()).toEqual(['records.db']);
});

test('a flipped bit in any page is damage that is told, never other words', async () => {
  const { kit, api } = await newRecords();
  const titles: string[] = [];
  for (let index = 0; index < 60; index++) {
    const id = await takeInRecording(api);
    titles.push(`Title ${index} ${'x'.repeat(150)}`);
    await api.updateRecording({ id, revision: 0, patch: { title: titles[index] ?? '' }, at: noon });
  }
  await api.closeRecords({ at: noon, because: 'officer' });
  const good = await readFile(kit.path);
  const pages = good.length / 4096;
  expect(pages).toBeGreaterThan(60);
  const told: string[] = [];
  for (let page = 0; page < pages; page++) {
    const bad = Buffer.from(good);
    const place = page * 4096 + ((page * 397) % 4096);
    bad.writeUInt8(bad.readUInt8(place) ^ (1 << (page % 8)), place);
    await writeFile(kit.path, bad);
    try {
      const again = await kit.open({ at: noon });
      const { recordings } = await again.listRecordings({
        worklist: 'all',
        search: '',
        limit: 500,
        offset: 0,
        at: noon,
      });
      expect(recordings.map(({ title }) => title).toSorted()).toEqual(titles.toSorted());
      await again.listRecordings({ worklist: 'all', search: 'title', limit: 500, offset: 0, at: noon });
      const { intact, entries } = await again.verifyAudit({ at: noon });
      expect([intact, entries]).toEqual([true, 123]);
      await again.closeRecords({ at: noon, because: 'officer' });
    } catch (error) {
      told.push(`page ${page}: ${await codeOf(Promise.reject(error))}`);
    } finally {
      await rm(`${kit.path}-wal`, { force: true });
      await rm(`${kit.path}-shm`, { force: true });
    }
  }
  // Pages that these reads do not come to (other indexes) may pass unseen; most cannot.
  expect(told.length).toBeGreaterThan(pages * 0.6);
  expect(told.filter((line) => !line.endsWith(': database-damaged'))).toEqual([]);
}, 120_000);
