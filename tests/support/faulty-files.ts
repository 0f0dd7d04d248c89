// File operations that fail at one chosen call, to try every single write, fsync and rename of an offload.
import { systemFiles, type FileOperations, type OpenFile } from '../../main/storage/file-operations.ts';

/** Calls that change the disk, in the order in which they were made. */
export type DiskCall = 'open' | 'write' | 'dataSync' | 'sync' | 'truncate' | 'rename' | 'remove' | 'syncFolder';

export interface FaultyFiles {
  readonly files: FileOperations;
  /** How many calls there were, and which. */
  readonly calls: DiskCall[];
}

/** @param failAt the number of the call that fails, from 0; null for none. */
export function createFaultyFiles(failAt: number | null, code: 'EIO' | 'ENOSPC'): FaultyFiles {
  const calls: DiskCall[] = [];
  const step = async <T>(call: DiskCall, work: () => Promise<T>): Promise<T> => {
    calls.push(call);
    if (calls.length - 1 === failAt) throw Object.assign(new Error(`${code}: ${call}`), { code, syscall: call });
    return work();
  };
  const wrap = (file: OpenFile): OpenFile => ({
    read: (into, position) => file.read(into, position),
    write: (bytes, position) => step('write', () => file.write(bytes, position)),
    dataSync: () => step('dataSync', () => file.dataSync()),
    sync: () => step('sync', () => file.sync()),
    truncate: (length) => step('truncate', () => file.truncate(length)),
    size: () => file.size(),
    close: () => file.close(),
  });
  return {
    calls,
    files: {
      ...systemFiles,
      open: async (place, mode) =>
        mode === 'read' ? systemFiles.open(place, mode) : wrap(await step('open', () => systemFiles.open(place, mode))),
      rename: (from, to) => step('rename', () => systemFiles.rename(from, to)),
      remove: (place) => step('remove', () => systemFiles.remove(place)),
      syncFolder: (place) => step('syncFolder', () => systemFiles.syncFolder(place)),
    },
  };
}
