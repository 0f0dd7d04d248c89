// What joins a note to a report; each side's audit trail says so.
import type { Instant, NoteId, ReportId } from '#contract/ids.ts';
import type { NoteReport } from '#contract/notebook.ts';
import { utcTime } from '../audit-words.ts';
import type { RecordsContext } from '../records-context.ts';
import { noteRow, type NoteLine } from './note-rows.ts';
import { reportRow } from './report-rows.ts';

/** Within a transaction. What was put in stays put in when it is linked again. */
export function joinNote(
  { db, audit }: RecordsContext,
  row: NoteLine,
  { reportId, how, at }: { readonly reportId: ReportId; readonly how: NoteReport['how']; readonly at: Instant },
): void {
  const report = reportRow(db, reportId);
  const before = db
    .prepare<unknown[], string>('SELECT how FROM note_reports WHERE note_id = ? AND report_id = ?')
    .pluck()
    .get(row.id, reportId);
  if (before !== undefined && how === 'linked') return;
  db.prepare(
    `INSERT INTO note_reports (note_id, report_id, at, how) VALUES (?, ?, ?, ?)
     ON CONFLICT (note_id, report_id) DO UPDATE SET how = excluded.how, at = excluded.at`,
  ).run(row.id, reportId, at, how);
  const joined = how === 'inserted' ? 'Put the text of' : 'Linked';
  audit.append({
    at,
    operation: 'combination',
    subjectKind: 'note',
    subjectId: row.id,
    what: `${joined} note ${row.number} ${how === 'inserted' ? 'into' : 'to'} report ${report.local_reference}.`,
  });
  audit.append({
    at,
    operation: 'combination',
    subjectKind: 'report',
    subjectId: reportId,
    what: `${joined} note ${row.number}, begun ${utcTime(row.started_at)}.`,
  });
}

/** Within the transaction that saves their text in the report. Throws `not-found`. */
export function joinInserted(
  context: RecordsContext,
  noteIds: readonly NoteId[],
  reportId: ReportId,
  at: Instant,
): void {
  const rows = [...new Set(noteIds)].map((id) => noteRow(context.db, id)).toSorted((a, b) => a.number - b.number);
  for (const row of rows) joinNote(context, row, { reportId, how: 'inserted', at });
}
