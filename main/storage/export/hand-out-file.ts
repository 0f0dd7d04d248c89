// Writes files to where the officer pointed, outside of the vault: whole under their names, or not there at all.
import { createHash } from 'node:crypto';
import { dirname, basename, join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { FileToHandOut, HandedOut } from '../../ports/handed-out.ts';
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
  const handedOut = factsOf({ path, bytes });
  const { sha256 } = handedOut;
  const working = unfinished(path);
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
  return handedOut;
}

/**
 * The same for several files that belong together: all of them or none. A file that is there already is left as it is, and an
 * error. `before` is asked once, when all of them are durable.
 * @throws as `handOutFile` does.
 */
export async function handOutFiles(
  wanted: readonly FileToHandOut[],
  before: (files: readonly HandedOut[]) => Promise<void>,
  files: FileOperations = systemFiles,
): Promise<readonly HandedOut[]> {
  const handedOut = wanted.map(factsOf);
  const named: string[] = [];
  try {
    await refuseTakenNames(wanted, files);
    for (const { path, bytes } of wanted) await write(unfinished(path), bytes, files);
    await before(handedOut);
    // Putting it on record may have taken a while.
    await refuseTakenNames(wanted, files);
    for (const { path } of wanted) {
      await files.rename(unfinished(path), path);
      named.push(path);
    }
  } catch (error) {
    for (const path of [...wanted.map((file) => unfinished(file.path)), ...named])
      await files.remove(path).catch(() => undefined);
    throw fileError(error);
  }
  for (const folder of new Set(wanted.map(({ path }) => dirname(path))))
    await files.syncFolder(folder).catch(() => undefined);
  return handedOut;
}

const unfinished = (path: string): string => join(dirname(path), `.${basename(path)}.unfinished`);

const factsOf = ({ path, bytes }: FileToHandOut): HandedOut => ({
  path,
  bytes: bytes.byteLength,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Names differ in more than capitals on no stick that an officer uses. */
async function refuseTakenNames(wanted: readonly FileToHandOut[], files: FileOperations): Promise<void> {
  for (const { path } of wanted) {
    const taken = (await files.list(dirname(path))).find((name) => name.toLowerCase() === basename(path).toLowerCase());
    if (taken === undefined) continue;
    throw new KerbdeskError(
      'folder-unusable',
      `That folder has a file ${taken} already, which was left as it is. Nothing was saved there; choose another folder.`,
    );
  }
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
