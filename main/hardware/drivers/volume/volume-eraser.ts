// Takes a file off a camera that appears as a disk. The only place that changes a camera, and the erase gate its only caller.
import { constants } from 'node:fs';
import { lstat, open, unlink } from 'node:fs/promises';
import path from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import { errorCodeOf, type SourceFile } from '../../camera-source.ts';

/**
 * @param raw the path as the file system spells it. Durable when it resolves, as far as the camera's disk tells the truth.
 * @throws KerbdeskError only where nothing was erased: `erasing-not-allowed` where the camera is mounted read-only, or the file is
 * not the one that was listed, `camera-read-error` where the camera does not answer.
 */
export async function eraseFromVolume(raw: Buffer, file: SourceFile): Promise<void> {
  // Looked at as it lies there, so that a link is never followed.
  const facts = await lstat(raw).catch((error: unknown) => {
    throw notAnswering(file.name, error);
  });
  const modifiedAt = new Date(Math.floor(facts.mtimeMs)).toISOString();
  if (!facts.isFile() || facts.size !== file.bytes || modifiedAt !== file.modifiedAt) {
    throw new KerbdeskError(
      'erasing-not-allowed',
      `"${file.name}" changed on the camera at the last moment, so it was not erased.`,
    );
  }
  try {
    await unlink(raw);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code !== 'EROFS' && code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new KerbdeskError(
      'erasing-not-allowed',
      'This laptop may only read the camera, so nothing was erased. Erase its recordings on the camera itself, or ask IT.',
      { cause: error },
    );
  }
  await syncFolder(raw);
}

const notAnswering = (name: string, cause: unknown): KerbdeskError =>
  new KerbdeskError('camera-read-error', `The camera did not answer, so "${name}" was not erased.`, { cause });

async function syncFolder(raw: Buffer): Promise<void> {
  // The folder's name in bytes: camera names need not be text that this system knows.
  const folder = raw.subarray(0, raw.lastIndexOf(path.sep));
  try {
    const handle = await open(folder, constants.O_RDONLY);
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // Some file systems, and Windows, know no fsync of a folder; a pulled camera is seen by what is done next.
    const code = errorCodeOf(error);
    if (code !== 'EINVAL' && code !== 'EPERM' && code !== 'EISDIR' && code !== 'EACCES') throw error;
  }
}
