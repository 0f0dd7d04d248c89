// Migration 8 adds team posts: what was handed over is kept, whatever becomes of the post.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../../main/storage/records/migrations/index.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

const version = migrations.find(({ name }) => name === 'team-posts')?.version ?? 0;

test('what was handed over is never changed and never forgotten', async () => {
  const options = { path: path.join(await temporaryFolder(), 'records.db'), key: randomBytes(32) };
  openDatabase({ ...options, create: true, migrations: migrations.slice(0, version - 1) }).close();
  const db = openDatabase({ ...options, create: false, migrations: migrations.slice(0, version) });
  expect(schemaVersion(db)).toBe(version);
  db.exec(
    `INSERT INTO team_posts VALUES ('p', 0, '2026-11-27T09:00:00.000Z', '2026-11-27T09:00:00.000Z', '{}', 'before', NULL, '[]')`,
  );
  db.exec(
    `INSERT INTO team_post_hand_overs VALUES ('p', 1, '2026-11-27T10:00:00.000Z', 'X', 'https://x.com', 'Hello', NULL)`,
  );
  expect(() => db.exec(`UPDATE team_post_hand_overs SET text = 'Other'`)).toThrow('never changed');
  expect(() => db.exec('DELETE FROM team_post_hand_overs')).toThrow('never forgotten');
  expect(() => db.exec('DELETE FROM team_posts')).toThrow('FOREIGN KEY');
  db.exec(`UPDATE team_post_hand_overs SET failed_because = 'No browser.'`);
  expect(() => db.exec('UPDATE team_post_hand_overs SET failed_because = NULL')).toThrow('never changed');
  db.close();
});
