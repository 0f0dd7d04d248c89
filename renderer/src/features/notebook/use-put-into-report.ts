// Puts a note at the end of a report's narrative, a new report's or a draft's, and goes there.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { Note } from '#contract/notebook.ts';
import { mostTypedCharacters, type Report } from '#contract/reports.ts';
import { navigate } from '../../app/route.ts';
import { typeIntoReport } from '../../app/type-into-report.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { showToast } from '../../ui/index.ts';
import type { NoteSession } from './note-session.ts';
import { insertionOf, onItsOwnLines } from './note-words.ts';
import { requireSaved } from './open-notes.ts';
import { Refusal, showRefusal } from './refusal.ts';

const noRoom = (where: string): Refusal =>
  new Refusal(
    `There is not enough room left in “What happened” of ${where} for this note. Nothing was put in and nothing linked: shorten what is there, or only link the note.`,
  );

/** The note as it is on the disk: what is put into a report is what the notebook says. Throws `Refusal`. */
async function savedNote(session: NoteSession | null, note: Note | null): Promise<Note> {
  const id = session?.id ?? note?.id;
  if (id === undefined) throw new Error('there is no note to put into a report');
  await requireSaved([id], 'put it into the report');
  return await value(kerbdesk.notebook.get({ id: session?.id ?? id }));
}

/** Null for the report: a new one. */
export function usePutIntoReport(session: NoteSession | null, note: Note | null): (reportId: ReportId | null) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    async mutationFn(chosen: ReportId | null) {
      const put = await savedNote(session, note);
      // Before a report is begun for it: an empty one would be left behind.
      if (chosen === null && insertionOf([put], new Date().toISOString()).length > mostTypedCharacters) {
        throw noRoom('a report');
      }
      const report: Report =
        chosen === null
          ? await value(kerbdesk.reports.create({ kind: 'crime' }))
          : await value(kerbdesk.reports.get({ id: chosen }));
      client.setQueryData(queries.report(report.id).queryKey, report);
      const insertion = insertionOf([put], report.reportedAt ?? report.createdAt);
      const outcome = await typeIntoReport(report.id, client, {
        type: (narrative) => `${narrative}${onItsOwnLines(insertion, narrative, '')}`,
        noteIds: [put.id],
      });
      if (outcome === 'no-room') throw noRoom(report.localReference);
      if (outcome === 'finished') {
        throw new Refusal(
          `Report ${report.localReference} was finished meanwhile. Reopen it first; nothing was put in.`,
        );
      }
      return { report, isSaved: outcome === 'saved' };
    },
    onSuccess({ report, isSaved }) {
      navigate({ screen: 'report', id: report.id });
      showToast({
        tone: isSaved ? 'ok' : 'warn',
        title: `The note stands in ${report.localReference}`,
        text: isSaved
          ? 'At the end of “What happened”.'
          : 'It could not be saved there yet: it is kept, and saving is tried again.',
      });
    },
    onError: (error) => showRefusal(error, 'The note was not put into the report'),
  });
  return mutate;
}
