// Opens an officer's encrypted records database (SQLCipher pages, WAL, every commit on disk) and brings it up to date.
import { closeSync, existsSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';
import { damaged, recordsError } from './records-error.ts';
import { openFile, useKey, type RecordsDatabase } from './sqlite.ts';

export interface OpenDatabaseOptions {
  readonly path: string;
  /** Raw, 32 bytes. */
  readonly key: Uint8Array;
  /** Makes a new database; without it a missing one is damage, never silently replaced by an empty one. */
  readonly create: boolean;
  readonly migrations?: readonly Migration[];
}

/**
 * Throws `database-from-future` or `database-damaged` (also where the key does not fit) and then has written nothing to
 * the file; `disk-full` or `disk-error` where a migration could not be written: the former version is then still whole.
 */
export function openDatabase(options: OpenDatabaseOptions): RecordsDatabase {
  const { path, key, create } = options;
  const migrations = options.migrations ?? allMigrations;
  try {
    // Made beforehand, so that it and the WAL beside it are readable by their owner alone.
    if (create) closeSync(openSync(path, 'wx', 0o600));
    else refuseUnlessOurs(path, key, migrations.length);
    const db = openFile(path, { fileMustExist: true });
    try {
      useKey(db, key);
      configure(db);
      migrate(db, migrations);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw recordsError(error, dirname(path));
  }
}

/** Looks at the file through a connection that cannot write: one that is not ours to change must stay as it is. */
function refuseUnlessOurs(path: string, key: Uint8Array, newest: number): void {
  if (!existsSync(path)) throw damaged(new Error('the database file is missing'));
  const db = openFile(path, { fileMustExist: true, readonly: true });
  try {
    useKey(db, key);
    const version = schemaVersion(db);
    if (version > newest) {
      throw new KerbdeskError(
        'database-from-future',
        'These records were last used by a newer version of Kerbdesk. Nothing was changed. Update Kerbdesk, then unlock again.',
      );
    }
    if (version < 1) throw damaged(new Error('the database is empty'));
  } finally {
    db.close();
  }
}

function configure(db: RecordsDatabase): void {
  db.pragma('journal_mode = WAL');
  // Measured in design: NORMAL lost acknowledged rows in 29 of 30 power cuts, FULL none.
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 5000');
  // Pages are encrypted; this keeps what was deleted out of the pages of what was not. FAST leaves the freelist as it is.
  db.pragma('secure_delete = FAST');
  db.pragma('trusted_schema = OFF');
  db.pragma('temp_store = MEMORY');
  // Each page that is not in memory is decrypted and its seal checked: what a search goes through again with every key stays.
  db.pragma('cache_size = -65536');
  db.pragma('cell_size_check = ON');
}

export const schemaVersion = (db: RecordsDatabase): number => Number(db.pragma('user_version', { simple: true }));

/** Each step in a transaction of its own together with its number: after a crash a step was taken whole or not at all. */
export function migrate(db: RecordsDatabase, migrations: readonly Migration[]): void {
  // A table that is made anew is away for a moment; what refers to it is checked before the step counts.
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of migrations.slice(schemaVersion(db))) {
      db.transaction(() => {
        db.exec(migration.sql);
        const orphans = db.pragma('foreign_key_check');
        if (!Array.isArray(orphans) || orphans.length > 0)
          throw new Error(`${migration.name} leaves rows without their own`);
        db.pragma(`user_version = ${migration.version}`);
      }).immediate();
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
