// Migration 7 gives a vault its notebook: numbered without a gap, nothing torn out, nothing written over once it is signed.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const at = '2026-11-22T14:03:00.000Z';
const insert = (number: number): string =>
  `INSERT INTO notes (number, id, started_at, changed_at, revision, text, place)
   VALUES (${number}, 'n${number}', '${at}', '${at}', 1, 'Two men', '')`;

async function withNotes() {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  openDatabase({ ...options, create: true, migrations: migrations.slice(0, 6) }).close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, 7) });
  expect(schemaVersion(db)).toBe(7);
  db.exec(insert(1));
  return db;
}

test('the records themselves refuse a gap, a deletion, another beginning, and any change to what is signed', async () => {
  const db = await withNotes();
  expect(() => db.exec(insert(3))).toThrow('without a gap');
  expect(() => db.exec('DELETE FROM notes')).toThrow('never torn out');
  expect(() => db.exec(`UPDATE notes SET started_at = '2026-11-22T13:00:00.000Z'`)).toThrow('never changed');
  db.exec(`UPDATE notes SET text = 'Two men and a dog', revision = 2`);
  db.exec(`UPDATE notes SET signed_at = '${at}', sha256 = '${'a'.repeat(64)}'`);
  expect(() => db.exec(`UPDATE notes SET text = 'One man'`)).toThrow('signed off is never changed');
  expect(() => db.exec('UPDATE notes SET signed_at = NULL, sha256 = NULL')).toThrow('signed off is never changed');
  db.close();
});

test('an attachment on its way in can be given up; one that is whole is neither changed nor taken away', async () => {
  const db = await withNotes();
  const begin = (id: string): void =>
    void db.exec(`INSERT INTO note_attachments (id, note_id, file_name, bytes, added_at) VALUES ('${id}', 'n1', 'a.jpg', 3, '${at}');
      INSERT INTO note_attachment_pieces VALUES ('${id}', 0, x'010203')`);
  begin('given-up');
  db.exec(`DELETE FROM note_attachment_pieces WHERE attachment_id = 'given-up';
    DELETE FROM note_attachments WHERE id = 'given-up'`);
  begin('kept');
  db.exec(`UPDATE note_attachments SET sha256 = '${'b'.repeat(64)}'`);
  expect(() => db.exec(`UPDATE note_attachments SET file_name = 'b.jpg'`)).toThrow('never changed');
  expect(() => db.exec('DELETE FROM note_attachments')).toThrow('never taken away');
  expect(() => db.exec(`UPDATE note_attachment_pieces SET bytes = x'FF'`)).toThrow('never changed');
  expect(() => db.exec(`INSERT INTO note_attachment_pieces VALUES ('kept', 1, x'04')`)).toThrow('never changed');
  expect(() => db.exec('DELETE FROM note_attachment_pieces')).toThrow('never taken away');
  db.close();
});
