// Replaces a whole small file so that after a crash or power cut it is the old one or the new one, never a mixture.
import { dirname } from 'node:path';
import { systemErrorCode, systemFiles, type FileOperations } from './file-operations.ts';

/** A file left by a write that never finished; it is overwritten by the next one and may be removed at any time. */
export const temporaryName = (path: string): string => `${path}.tmp`;

/**
 * Writes `bytes` to `path`: temporary file, fsync, rename, fsync of the folder. When the promise resolves they survive a
 * power cut. When it rejects (with the operating system's error) the former content is still whole, unless only the last
 * fsync failed: then it is either. Writers of one path must take turns.
 */
export async function writeDurably(
  path: string,
  bytes: Uint8Array,
  files: FileOperations = systemFiles,
): Promise<void> {
  const temporary = temporaryName(path);
  try {
    const file = await files.open(temporary, 'create');
    try {
      await file.write(bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await files.rename(temporary, path);
  } catch (error) {
    // Best effort: on a full disk the temporary file must not keep its space. The first error is the one that counts.
    await files.remove(temporary).catch(() => undefined);
    throw error;
  }
  await files.syncFolder(dirname(path));
}

/** Removes a file so that it stays removed after a power cut. Harmless where there is none. */
export async function removeDurably(path: string, files: FileOperations = systemFiles): Promise<void> {
  await files.remove(path);
  await files.syncFolder(dirname(path));
}

/**
 * Reads a whole small file; null where there is none.
 * @param limit refuses larger files (`RangeError`), so that a damaged or planted file cannot fill the memory.
 */
export async function readSmallFile(
  path: string,
  limit: number,
  files: FileOperations = systemFiles,
): Promise<Uint8Array | null> {
  const file = await files.open(path, 'read').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return null;
  try {
    const size = await file.size();
    if (size > limit) throw new RangeError(`a file of ${size} bytes where at most ${limit} were expected`);
    const bytes = new Uint8Array(size);
    const filled = await file.read(bytes, 0);
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}
