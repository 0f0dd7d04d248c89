// File operations that fail where a test says: torn writes, and, as kernels do, losing what a failed fsync should have kept.
import { systemFiles, type FileOperations, type OpenFile } from '../../../../main/storage/file-operations.ts';

export const operations = [
  'open',
  'read',
  'write',
  'dataSync',
  'sync',
  'truncate',
  'size',
  'rename',
  'remove',
  'syncFolder',
  'list',
  'makeFolder',
] as const;
export type Operation = (typeof operations)[number];

/** Gives the code to fail with, or null to let the operation through. Called once before each. */
export type Decide = (operation: Operation, count: number) => 'EIO' | 'ENOSPC' | null;

export interface FaultyFiles extends FileOperations {
  /** How often each operation was asked for. */
  readonly counts: Readonly<Record<Operation, number>>;
  readonly fired: () => number;
}

const failure = (code: string, operation: string): Error =>
  Object.assign(new Error(`${code}: injected, ${operation}`), { code });

export function createFaultyFiles(decide: Decide): FaultyFiles {
  const counts: Record<Operation, number> = {
    open: 0,
    read: 0,
    write: 0,
    dataSync: 0,
    sync: 0,
    truncate: 0,
    size: 0,
    rename: 0,
    remove: 0,
    syncFolder: 0,
    list: 0,
    makeFolder: 0,
  };
  let fired = 0;
  const check = (operation: Operation): string | null => {
    const code = decide(operation, ++counts[operation]);
    if (code !== null) fired++;
    return code;
  };
  const pass = async <T>(operation: Operation, work: () => Promise<T>): Promise<T> => {
    const code = check(operation);
    if (code !== null) throw failure(code, operation);
    return work();
  };

  return {
    counts,
    fired: () => fired,
    open: (path, mode) => pass('open', async () => wrap(await systemFiles.open(path, mode))),
    rename: (from, to) => pass('rename', () => systemFiles.rename(from, to)),
    remove: (path) => pass('remove', () => systemFiles.remove(path)),
    syncFolder: (path) => pass('syncFolder', () => systemFiles.syncFolder(path)),
    list: (folder) => pass('list', () => systemFiles.list(folder)),
    makeFolder: (path) => pass('makeFolder', () => systemFiles.makeFolder(path)),
    freeBytes: (folder) => systemFiles.freeBytes(folder),
  };

  function wrap(file: OpenFile): OpenFile {
    let unsynced: { readonly position: number; readonly length: number }[] = [];
    const sync = async (operation: 'sync' | 'dataSync'): Promise<void> => {
      const owed = unsynced;
      unsynced = [];
      const code = check(operation);
      if (code === null) return file[operation]();
      // The length is there, the pages are not: what a crash after a failed fsync shows.
      const size = await file.size();
      for (const { position, length } of owed) {
        if (position + length <= size) await file.write(new Uint8Array(length), position);
      }
      throw failure(code, operation);
    };
    return {
      read: (into, position) => pass('read', () => file.read(into, position)),
      async write(bytes, position) {
        const code = check('write');
        const done = code === null ? bytes : bytes.subarray(0, bytes.byteLength >> 1);
        await file.write(done, position);
        unsynced.push({ position, length: done.byteLength });
        if (code !== null) throw failure(code, 'write');
      },
      dataSync: () => sync('dataSync'),
      sync: () => sync('sync'),
      truncate: (length) => pass('truncate', () => file.truncate(length)),
      size: () => pass('size', () => file.size()),
      close: () => file.close(),
    };
  }
}
