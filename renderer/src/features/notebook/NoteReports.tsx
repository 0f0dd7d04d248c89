// The reports that a note belongs to, and putting its text into one.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FileInput, FileText, Link2, X } from 'lucide-react';
import { useState } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { ReportId } from '#contract/ids.ts';
import type { Note, NoteReport } from '#contract/notebook.ts';
import { routeHref } from '../../app/route.ts';
import { formatRecent } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, IconButton, useShortcut } from '../../ui/index.ts';
import { ChooseReport } from './ChooseReport.tsx';
import styles from './NoteReports.module.css';
import type { NoteSession } from './note-session.ts';
import { usePutIntoReport } from './use-put-into-report.ts';

function LinkedReport({ report, onUnlink }: { readonly report: NoteReport; readonly onUnlink: () => void }) {
  const name = report.title === '' ? report.localReference : report.title;
  return (
    <li className={styles['report']}>
      <FileText size={17} aria-hidden />
      <span className={styles['words']}>
        <a href={routeHref({ screen: 'report', id: report.id })}>{name}</a>
        <span className={styles['facts']}>
          {referenceOf(report)} · {report.how === 'inserted' ? 'text put in' : 'linked'} {formatRecent(report.at)}
        </span>
      </span>
      {report.how === 'inserted' ? null : (
        <IconButton icon={X} size="small" label={`Take the link to ${report.localReference} away`} onPress={onUnlink} />
      )}
    </li>
  );
}

interface NoteReportsProps {
  /** Null on a note that is signed off. */
  readonly session: NoteSession | null;
  readonly note: Note | null;
}

export function NoteReports({ session, note }: NoteReportsProps) {
  const client = useQueryClient();
  const [choosing, setChoosing] = useState<'insert' | 'link' | null>(null);
  const put = usePutIntoReport(session, note);
  const { mutate: link } = useMutation({
    mutationFn: async ({ reportId, isLinked }: { readonly reportId: ReportId; readonly isLinked: boolean }) => {
      await session?.flush();
      const noteId = session?.id ?? note?.id;
      if (noteId === undefined) throw new Error('there is no note to link');
      return await value(kerbdesk.notebook[isLinked ? 'link' : 'unlink']({ noteId, reportId }));
    },
    onSuccess: (changed) => client.setQueryData(queries.note(changed.id).queryKey, changed),
    onError: (error) => showProblem(error, 'The link was not changed'),
  });
  const canAct = note !== null;
  useShortcut('Alt+R', () => setChoosing('insert'), { label: 'Put into a report', group: 'Notebook', when: canAct });
  return (
    <section className={styles['reports']} aria-label="Reports">
      <header className={styles['head']}>
        <h3>Reports</h3>
        <Button
          size="small"
          icon={FileInput}
          shortcut="Alt+R"
          isDisabled={!canAct}
          onPress={() => setChoosing('insert')}
        >
          Put into a report
        </Button>
        <Button size="small" variant="quiet" icon={Link2} isDisabled={!canAct} onPress={() => setChoosing('link')}>
          Only link it
        </Button>
      </header>
      {note === null || note.reports.length === 0 ? null : (
        <ul className={styles['list']}>
          {note.reports.map((report) => (
            <LinkedReport
              key={report.id}
              report={report}
              onUnlink={() => link({ reportId: report.id, isLinked: false })}
            />
          ))}
        </ul>
      )}
      {choosing === null || note === null ? null : (
        <ChooseReport
          purpose={choosing}
          onClose={() => setChoosing(null)}
          onChoose={(reportId) => {
            setChoosing(null);
            if (choosing === 'insert') put(reportId);
            else if (reportId !== null) link({ reportId, isLinked: true });
          }}
        />
      )}
    </section>
  );
}
