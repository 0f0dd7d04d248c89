// Hands one attachment of a note out of the vault, as it was attached: on record before a byte of it leaves, and under a name that is free.
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { AttachmentId, Instant } from '#contract/ids.ts';
import type { NotebookApi } from '../../ports/notebook.ts';
import { handOutFile } from '../export/hand-out-file.ts';
import { portableName, uniqueNames } from '../export/portable-name.ts';
import { systemFiles, type FileOperations } from '../file-operations.ts';

type Records = Pick<
  NotebookApi,
  'openNoteAttachment' | 'readNoteAttachment' | 'noteAttachmentCopied' | 'noteAttachmentNotCopied'
>;

/**
 * One at a time in a folder: two copies at once would choose the same name.
 * @throws KerbdeskError `disk-full` or `folder-unusable`, once the trail says that nothing was copied.
 */
export async function copyAttachment(
  records: Records,
  { id, folder, at }: { readonly id: AttachmentId; readonly folder: string; readonly at: Instant },
  files: FileOperations = systemFiles,
): Promise<{ path: string }> {
  const { fileName, bytes, sha256 } = await records.openNoteAttachment({ id, at });
  await records.noteAttachmentCopied({ id, at });
  try {
    const whole = await readWhole(records, id, bytes);
    const path = join(folder, await freeName(folder, portableName(fileName), files));
    const asItWas = async (readBack: string): Promise<void> => {
      if (readBack !== sha256) throw notAsItWas(fileName);
      await Promise.resolve();
    };
    await handOutFile(path, whole, asItWas, files);
    return { path };
  } catch (error) {
    // After a lock the trail takes nothing more; why it failed is what the officer is told.
    await records.noteAttachmentNotCopied({ id, at }).catch(() => undefined);
    throw error;
  }
}

async function readWhole(records: Records, id: AttachmentId, bytes: number): Promise<Uint8Array> {
  const whole = new Uint8Array(bytes);
  for (let piece = 0, done = 0; done < bytes; piece += 1) {
    const part = await records.readNoteAttachment({ id, piece });
    whole.set(part, done);
    done += part.byteLength;
  }
  return whole;
}

/** Never over a file that is there. */
async function freeName(folder: string, name: string, files: FileOperations): Promise<string> {
  const unique = uniqueNames();
  for (const taken of await files.list(folder)) unique(taken);
  return unique(name);
}

const notAsItWas = (fileName: string): KerbdeskError =>
  new KerbdeskError(
    'disk-error',
    `“${fileName}” does not read as it was attached, so no copy of it was saved. Tell IT: this laptop’s disk may be failing.`,
  );
