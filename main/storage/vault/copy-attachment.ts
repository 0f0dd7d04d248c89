// Writes one attachment of a note out of the vault, as it was attached: under a name that is free, and read back before it is told.
import { createHash } from 'node:crypto';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { AttachmentId, Instant } from '#contract/ids.ts';
import type { NotebookApi } from '../../ports/notebook.ts';
import { portableName, uniqueNames } from '../export/portable-name.ts';
import { systemErrorCode } from '../file-operations.ts';

type Records = Pick<NotebookApi, 'openNoteAttachment' | 'readNoteAttachment' | 'noteAttachmentCopied'>;

/** Nobody has so many files of one name in a folder without meaning something by it. */
const mostNames = 100;

export async function copyAttachment(
  records: Records,
  { id, folder, at }: { id: AttachmentId; folder: string; at: Instant },
): Promise<{ path: string }> {
  const { fileName, bytes, sha256 } = await records.openNoteAttachment({ id, at });
  await records.noteAttachmentCopied({ id, at });
  let path: string | null = null;
  try {
    const { file, path: taken } = await createNew(folder, portableName(fileName));
    path = taken;
    try {
      for (let piece = 0, done = 0; done < bytes; piece += 1) {
        const part = await records.readNoteAttachment({ id, piece });
        await file.writeFile(part);
        done += part.byteLength;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const written = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
    if (written !== sha256) throw notUsable(fileName, 'it does not read back as it was written');
    return { path };
  } catch (error) {
    // Nothing half written stays outside the vault.
    if (path !== null) await rm(path, { force: true }).catch(() => undefined);
    const code = error instanceof KerbdeskError ? null : systemErrorCode(error);
    throw code === null ? error : notUsable(fileName, `the system says ${code}`, error);
  }
}

/** Never over a file that is there. */
async function createNew(folder: string, name: string) {
  const unique = uniqueNames();
  for (let attempt = 1; ; attempt += 1) {
    const path = join(folder, unique(name));
    try {
      return { file: await open(path, 'wx', 0o600), path };
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST' || attempt === mostNames) throw error;
    }
  }
}

const notUsable = (fileName: string, why: string, cause?: unknown): KerbdeskError =>
  new KerbdeskError(
    'folder-unusable',
    `“${fileName}” could not be written to that folder: ${why}. It is still in your notebook. Choose another folder.`,
    { cause },
  );
