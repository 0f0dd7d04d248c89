// Migration 1 makes the first database, with what must never be changed guarded.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { expect, test } from 'vitest';
import { foundation } from '../../../../main/storage/records/migrations/0001-foundation.ts';
import { openDatabase, schemaVersion } from '../../../../main/storage/records/open-database.ts';
import { temporaryFolder } from '../../../support/vault-kit.ts';

test('it makes every table, and a trigger for each thing that is never changed', async () => {
  const file = path.join(await temporaryFolder(), 'records.db');
  const db = openDatabase({ path: file, key: randomBytes(32), create: true, migrations: [foundation] });
  try {
    expect(schemaVersion(db)).toBe(1);
    const names = (type: string): string[] =>
      db
        .prepare<[string], string>(
          `SELECT name FROM sqlite_schema WHERE type = ? AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '*_search_*' ORDER BY name`,
        )
        .pluck()
        .all(type);
    expect(names('table')).toEqual([
      'audit_checkpoints',
      'audit_entries',
      'audit_nodes',
      'categories',
      'custody_events',
      'markers',
      'recording_search',
      'recordings',
      'report_recordings',
      'report_search',
      'report_sittings',
      'reports',
      'settings',
      'thumbnails',
    ]);
    expect(names('trigger')).toHaveLength(17);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  } finally {
    db.close();
  }
});
