// Takes away what opens something: its bytes are overwritten in place, on the disk, before its name goes.
import { removeDurably } from './durable-file.ts';
import { systemErrorCode, systemFiles, type FileOperations, type OpenFile } from './file-operations.ts';

/**
 * Zeros over the first bytes of a file, at most as many as it has; on the disk when it resolves. False where there is no file.
 * Flash storage and file systems that write anew may keep a copy of their own (ADR 0011).
 */
export async function overwriteStart(
  path: string,
  mostBytes: number,
  files: FileOperations = systemFiles,
): Promise<boolean> {
  const file = await openIfThere(path, files);
  if (file === null) return false;
  try {
    await overwrite(file, mostBytes);
    return true;
  } finally {
    await file.close();
  }
}

async function overwrite(file: OpenFile, mostBytes: number): Promise<void> {
  const length = Math.min(await file.size(), mostBytes);
  await file.write(new Uint8Array(length), 0);
  await file.sync();
}

export async function openIfThere(path: string, files: FileOperations): Promise<OpenFile | null> {
  return await files.open(path, 'update').catch((error: unknown) => {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  });
}

/** Harmless where there is none. */
export async function scrubAndRemove(path: string, files: FileOperations = systemFiles): Promise<void> {
  await overwriteStart(path, Number.MAX_SAFE_INTEGER, files);
  await removeDurably(path, files);
}

/**
 * Lets `replace` put another file in place of a small one, and then overwrites the bytes of the former, which are held open
 * across the rename. Windows does not let an open file be replaced: there the former bytes are left to the disk.
 */
export async function replaceAndOverwrite(
  path: string,
  replace: () => Promise<void>,
  files: FileOperations = systemFiles,
): Promise<void> {
  const former = process.platform === 'win32' ? null : await openIfThere(path, files);
  try {
    await replace();
    if (former !== null) await overwrite(former, Number.MAX_SAFE_INTEGER);
  } finally {
    await former?.close();
  }
}
