// Puts a note at the end of a report's narrative, a new report's or a draft's, and goes there.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { Note } from '#contract/notebook.ts';
import type { Report } from '#contract/reports.ts';
import { navigate } from '../../app/route.ts';
import { typeIntoReport } from '../../app/type-into-report.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { showToast } from '../../ui/index.ts';
import type { NoteSession } from './note-session.ts';
import { insertionOf, onItsOwnLines } from './note-words.ts';

/** Null for the report: a new one. */
export function usePutIntoReport(session: NoteSession | null, note: Note | null): (reportId: ReportId | null) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    async mutationFn(chosen: ReportId | null) {
      const noteId = session?.id ?? note?.id;
      if (noteId === undefined) throw new Error('there is no note to put into a report');
      await session?.flush();
      const report: Report =
        chosen === null
          ? await value(kerbdesk.reports.create({ kind: 'crime' }))
          : await value(kerbdesk.reports.get({ id: chosen }));
      client.setQueryData(queries.report(report.id).queryKey, report);
      // The link first: text in a report never lacks the note that it came from.
      const [put] = await value(kerbdesk.notebook.putIntoReport({ noteIds: [noteId], reportId: report.id }));
      if (put === undefined) throw new Error('no note was put into the report');
      const insertion = insertionOf([put], report.reportedAt ?? report.createdAt);
      const isSaved = await typeIntoReport(
        report.id,
        client,
        (narrative) => `${narrative}${onItsOwnLines(insertion, narrative, '')}`,
      );
      return { report, isSaved };
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
    onError: (error) => showProblem(error, 'The note was not put into the report'),
  });
  return mutate;
}
