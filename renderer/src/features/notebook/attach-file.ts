// Hands a file over to the vault, piece by piece, and has it compared there with what was read here.
import type { NoteId } from '#contract/ids.ts';
import { attachmentPieceBytes, type Note } from '#contract/notebook.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import type { TakenFile } from './attaching.ts';
import { smallPictureOf } from './small-picture.ts';

/** A file that is not attached: why, for the officer. */
export class NotAttached extends Error {
  override readonly name = 'NotAttached';
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Its name is with the note from now on, whatever becomes of it. Rejects with `NotAttached`. */
export async function announceFile({ id, file, fileName }: TakenFile, noteId: NoteId): Promise<void> {
  try {
    await value(kerbdesk.notebook.beginAttachment({ id, noteId, fileName, bytes: file.size }));
  } catch (error) {
    throw notAttached(fileName, error);
  }
}

/** Of a file that was announced. Rejects with `NotAttached`; nothing of the file stays in the vault then. */
export async function attachFile(
  { id, file, fileName }: TakenFile,
  onProgress: (share: number) => void,
): Promise<Note> {
  try {
    const bytes = await read(file, fileName);
    const [digest, thumbnail] = await Promise.all([crypto.subtle.digest('SHA-256', bytes), smallPictureOf(file)]);
    for (let offset = 0; offset < bytes.byteLength; offset += attachmentPieceBytes) {
      const piece = bytes.slice(offset, offset + attachmentPieceBytes);
      await value(kerbdesk.notebook.addToAttachment({ id, offset, bytes: piece }));
      onProgress(Math.min(1, (offset + piece.byteLength) / bytes.byteLength));
    }
    return await value(kerbdesk.notebook.finishAttachment({ id, sha256: hexOf(digest), thumbnail }));
  } catch (error) {
    await kerbdesk.notebook.abandonAttachment({ id }).catch(() => undefined);
    throw notAttached(fileName, error);
  }
}

function notAttached(fileName: string, error: unknown): NotAttached {
  if (error instanceof NotAttached) return error;
  return new NotAttached(
    error instanceof CommandError && error.incidentId === null
      ? `“${fileName}” was not attached. ${error.message}`
      : `“${fileName}” was not attached. ${describeProblem(error).text}`,
    { cause: error },
  );
}

async function read(file: File, fileName: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (error) {
    throw new NotAttached(
      `“${fileName}” could not be read: it may have been moved, or its card pulled out. It was not attached.`,
      { cause: error },
    );
  }
}
