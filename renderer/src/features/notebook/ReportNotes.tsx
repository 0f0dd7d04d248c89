// The notes of a report, on the report's own screen.
import { useQuery } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import type { ReportId } from '#contract/ids.ts';
import { routeHref } from '../../app/route.ts';
import { formatDateTime } from '../../format/index.ts';
import { queries } from '../../ipc/queries.ts';
import { Card } from '../../ui/index.ts';
import styles from './NoteReports.module.css';
import { openingOf } from './note-words.ts';

/** Nothing at all while no note belongs to the report. */
export function ReportNotes({ id }: { readonly id: ReportId }) {
  const { data: notes = [] } = useQuery(queries.notesOfReport(id));
  if (notes.length === 0) return null;
  return (
    <Card title="Notebook" icon={NotebookPen}>
      <ul className={styles['list']}>
        {notes.map((note) => (
          <li key={note.id} className={styles['words']}>
            <a href={routeHref({ screen: 'notebook', note: note.id })} className={styles['opening']}>
              {openingOf(note)}
            </a>
            <span className={styles['facts']}>
              {formatDateTime(note.startedAt)} ·{' '}
              {note.reports.find((report) => report.id === id)?.how === 'inserted' ? 'text put in' : 'linked'}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
