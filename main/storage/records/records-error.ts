// Gives failures of the database their words for an officer: a full disk, a failing disk and damage ask for different things.
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { isDiskFull } from '../disk-reserve.ts';
import { SqliteError } from './sqlite.ts';

const sealFailures: readonly string[] = ['SQLITE_IOERR_DATA', 'SQLITE_IOERR_CORRUPTFS', 'SQLITE_IOERR_SHORT_READ'];

const isDamage = (code: string): boolean =>
  // Page seals are checked on reading: a page that was changed, or is not there any more, shows up as a failed read.
  code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT') || sealFailures.includes(code);

const isFault = (code: string): boolean =>
  code.startsWith('SQLITE_IOERR') || code === 'SQLITE_READONLY' || code.startsWith('SQLITE_CANTOPEN');

export const damaged = (cause: unknown): KerbdeskError =>
  new KerbdeskError(
    'database-damaged',
    'The records of this vault are damaged or belong to another vault. Nothing was changed or deleted, and the footage is kept apart from them. Stop using this laptop and tell IT.',
    { cause },
  );

/** A failed read may be called damage too. */
export const isCalledDamage = (error: unknown): boolean =>
  error instanceof KerbdeskError
    ? error.code === 'database-damaged'
    : error instanceof SqliteError && isDamage(error.code);

/** Also where the database only says that it could not make or lengthen one of its files. */
export function isForWantOfSpace(error: unknown, folder: string): boolean {
  if (error instanceof KerbdeskError) return error.code === 'disk-full';
  if (!(error instanceof SqliteError)) return false;
  if (error.code === 'SQLITE_FULL') return true;
  return isFault(error.code) && !isDamage(error.code) && isDiskFull(folder);
}

/**
 * Other errors pass as they are.
 * @param folder where the records lie
 */
export function recordsError(error: unknown, folder: string): unknown {
  if (!(error instanceof SqliteError)) return error;
  const { code } = error;
  if (isForWantOfSpace(error, folder)) {
    return new KerbdeskError(
      'disk-full',
      'This laptop’s disk is full and the last change was not saved. Everything saved before is kept. Free some space, then try again.',
      { cause: error },
    );
  }
  // Where a read fails in the middle of a search index, SQLite calls it damage. The disk itself is asked before an officer is
  // told to stop using the laptop.
  const readFault = isDamage(code) ? faultOnReading(join(folder, 'records.db')) : null;
  if (isDamage(code) && readFault === null) return damaged(error);
  if (isFault(code) || readFault !== null) {
    return new KerbdeskError(
      'disk-error',
      `This laptop’s disk reported a fault (${readFault ?? code}) and the last change was not saved. Everything saved before is kept. Try again; if it happens twice, tell IT.`,
      { cause: error },
    );
  }
  return error;
}

/** The operating system's code where the file cannot be read to its end; null where it can, or is not there. */
function faultOnReading(path: string): string | null {
  const piece = new Uint8Array(1024 * 1024);
  try {
    const file = openSync(path, 'r');
    try {
      while (readSync(file, piece) > 0);
      return null;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ENOENT' ? null : code;
  }
}
