// Writes one file to where the officer pointed, outside of the vault: whole under its name, or not there at all.
import { createHash } from 'node:crypto';
import { dirname, basename, join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { HandedOut } from '../../ports/handed-out.ts';
import { systemErrorCode, systemFiles, type FileOperations } from '../file-operations.ts';

/**
 * Writes beside the target under a name that says it is not finished, makes it durable, reads it back, asks `before` (which puts it
 * on record), and only then gives it its name. Whatever fails leaves nothing behind, and a file of that name as it was.
 * @throws KerbdeskError `disk-full` or `folder-unusable`; what `before` throws, as it is.
 */
export async function handOutFile(
  path: string,
  bytes: Uint8Array,
  before: (sha256: string) => Promise<void>,
  files: FileOperations = systemFiles,
): Promise<HandedOut> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const working = join(dirname(path), `.${basename(path)}.unfinished`);
  try {
    await write(working, bytes, files);
    await before(sha256);
    await files.rename(working, path);
  } catch (error) {
    // Best effort: on a disk that is gone there is nothing to remove. The first error is the one that counts.
    await files.remove(working).catch(() => undefined);
    throw fileError(error);
  }
  // It has its name; a folder that cannot be synced (some network drives) does not take it away again.
  await files.syncFolder(dirname(path)).catch(() => undefined);
  return { path, bytes: bytes.byteLength, sha256 };
}

async function write(path: string, bytes: Uint8Array, files: FileOperations): Promise<void> {
  const file = await files.open(path, 'create');
  try {
    await file.write(bytes, 0);
    await file.sync();
    const back = new Uint8Array(bytes.byteLength);
    const filled = await file.read(back, 0);
    if (filled !== bytes.byteLength || Buffer.compare(back, bytes) !== 0) {
      throw new KerbdeskError(
        'folder-unusable',
        'What was written there does not read back as it was written. Nothing was kept of it. Use another disk.',
      );
    }
  } finally {
    await file.close();
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the folder is not there any more',
  ENOTDIR: 'it is not in a folder',
  EISDIR: 'there is a folder of that name',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'the disk can only be read',
  EIO: 'the disk does not answer',
  ENAMETOOLONG: 'the name is too long',
};

function fileError(error: unknown): unknown {
  const code = error instanceof KerbdeskError ? null : systemErrorCode(error);
  if (code === null) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new KerbdeskError(
      'disk-full',
      'There is not enough space where you wanted the file. Nothing was saved there; choose another disk, or free some space.',
      { cause: error },
    );
  }
  return new KerbdeskError(
    'folder-unusable',
    `The file could not be written there: ${reasons[code] ?? `the system says ${code}`}. Nothing was saved there; what is in Kerbdesk is untouched. Choose another folder.`,
    { cause: error },
  );
}
