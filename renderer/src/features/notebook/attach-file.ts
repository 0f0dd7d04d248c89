// Hands a file over to the vault, piece by piece, and has it compared there with what was read here.
import type { AttachmentId, NoteId } from '#contract/ids.ts';
import { attachmentPieceBytes, type Note } from '#contract/notebook.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { smallPictureOf } from './small-picture.ts';

/** A file that is not attached: why, for the officer. */
export class NotAttached extends Error {
  override readonly name = 'NotAttached';
}

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

interface AttachOptions {
  readonly noteId: NoteId;
  readonly fileName: string;
  /** 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** Rejects with `NotAttached`; nothing of the file stays in the vault then. */
export async function attachFile(file: File, { noteId, fileName, onProgress }: AttachOptions): Promise<Note> {
  const bytes = await read(file, fileName);
  const id = crypto.randomUUID() as AttachmentId;
  try {
    const [digest, thumbnail] = await Promise.all([crypto.subtle.digest('SHA-256', bytes), smallPictureOf(file)]);
    await value(kerbdesk.notebook.beginAttachment({ id, noteId, fileName, bytes: bytes.byteLength }));
    for (let offset = 0; offset < bytes.byteLength; offset += attachmentPieceBytes) {
      const piece = bytes.slice(offset, offset + attachmentPieceBytes);
      await value(kerbdesk.notebook.addToAttachment({ id, offset, bytes: piece }));
      onProgress(Math.min(1, (offset + piece.byteLength) / bytes.byteLength));
    }
    return await value(kerbdesk.notebook.finishAttachment({ id, sha256: hexOf(digest), thumbnail }));
  } catch (error) {
    await kerbdesk.notebook.abandonAttachment({ id }).catch(() => undefined);
    throw new NotAttached(
      error instanceof CommandError && error.incidentId === null
        ? `“${fileName}” was not attached. ${error.message}`
        : `“${fileName}” was not attached. ${describeProblem(error).text}`,
      { cause: error },
    );
  }
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
