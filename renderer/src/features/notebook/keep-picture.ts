// A picture that another feature needs is kept as any attachment is: of a note of its own, which is linked to the report.
import type { AttachmentId, NoteId, ReportId } from '#contract/ids.ts';
import type { NoteAttachment } from '#contract/notebook.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { announceFile, attachFile } from './attach-file.ts';

/** Notes that were begun for a picture that then was not attached: the next try goes into the same note. */
const waiting = new Map<ReportId, NoteId>();

interface KeptFor {
  readonly reportId: ReportId;
  /** What the note says. */
  readonly text: string;
}

/** Rejects with `NotAttached` or a `CommandError`; nothing of the picture is kept then. */
export async function keepPicture(file: File, { reportId, text }: KeptFor): Promise<NoteAttachment> {
  const noteId = waiting.get(reportId) ?? (await beginNote(reportId, text));
  waiting.set(reportId, noteId);
  try {
    const taken = { id: crypto.randomUUID() as AttachmentId, file, fileName: file.name };
    await announceFile(taken, noteId);
    const { attachments } = await attachFile(taken, () => undefined);
    const newest = attachments.at(-1);
    if (newest === undefined) throw new Error('a note lacks what was attached to it');
    waiting.delete(reportId);
    return newest;
  } catch (error) {
    // It may have been signed off meanwhile: then the next try begins another.
    const cause = error instanceof Error ? error.cause : null;
    if (cause instanceof CommandError && cause.code === 'already-finished') waiting.delete(reportId);
    throw error;
  }
}

async function beginNote(reportId: ReportId, text: string): Promise<NoteId> {
  const id = crypto.randomUUID() as NoteId;
  await value(kerbdesk.notebook.save({ id, revision: 0, startedAgo: 0, addendumTo: null, text, place: '' }));
  await value(kerbdesk.notebook.link({ noteId: id, reportId }));
  return id;
}
