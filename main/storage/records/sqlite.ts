// The database engine: better-sqlite3 built with encrypted pages (an npm alias), and what its published types leave out.
// oxlint-disable-next-line import/default -- a CommonJS module: its exports are the default
import Database from 'better-sqlite3';

export type RecordsDatabase = Database.Database;

export const { SqliteError } = Database;

export const openFile = (path: string, options: { fileMustExist?: boolean; readonly?: boolean }): RecordsDatabase =>
  new Database(path, options);

/** Takes the raw 32-byte key as SQLCipher writes it, x'…': no second key derivation. */
export function useKey(db: RecordsDatabase, key: Uint8Array): void {
  db.pragma(`cipher='sqlcipher'`);
  const literal = Buffer.from(`x'${Buffer.from(key).toString('hex')}'`);
  (db as RecordsDatabase & { key(key: Buffer): unknown }).key(literal);
  literal.fill(0);
}
