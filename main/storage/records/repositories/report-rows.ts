// A report's row and what it becomes for the page.
import type { ReportId } from '#contract/ids.ts';
import {
  report,
  reportKind,
  reportSummary,
  type Report,
  type ReportKind,
  type ReportSummary,
} from '#contract/reports.ts';
import { notFound } from '../records-context.ts';
import type { RecordsDatabase } from '../sqlite.ts';

export interface ReportRow {
  readonly number: number;
  readonly id: string;
  readonly kind: string;
  readonly parent_id: string | null;
  readonly local_reference: string;
  readonly title: string;
  readonly status: string;
  readonly revision: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly finished_at: string | null;
  readonly reported_at: string | null;
  readonly missing_needed_now: number;
  readonly missing_before_submission: number;
  readonly missing_optional: number;
  readonly content: string;
  /** Its own, or that of what it belongs to. */
  readonly known_crime_number: string;
  readonly recording_ids: string;
}

/** Of a report called `r` in the statement: its own, or that of what it belongs to. */
export const knownCrimeNumber = `coalesce(nullif(r.crime_number, ''),
      (SELECT coalesce(nullif(p.crime_number, ''), (SELECT g.crime_number FROM reports g WHERE g.id = p.parent_id), '')
       FROM reports p WHERE p.id = r.parent_id), '')`;

export const reportsWithRecordings = `
  SELECT r.*, ${knownCrimeNumber} AS known_crime_number,
    (SELECT json_group_array(l.recording_id ORDER BY l.position)
    FROM report_recordings l WHERE l.report_id = r.id) AS recording_ids
  FROM reports r`;

const summaryFields = (row: ReportRow) => ({
  id: row.id,
  kind: row.kind,
  parentId: row.parent_id,
  localReference: row.local_reference,
  crimeNumber: row.known_crime_number,
  title: row.title,
  status: row.status,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  finishedAt: row.finished_at,
  reportedAt: row.reported_at,
  missing: {
    neededNow: row.missing_needed_now,
    beforeSubmission: row.missing_before_submission,
    optional: row.missing_optional,
  },
  recordingIds: JSON.parse(row.recording_ids) as unknown,
});

export const toReportSummary = (row: ReportRow): ReportSummary => reportSummary.parse(summaryFields(row));
export const toReport = (row: ReportRow): Report =>
  report.parse({ ...summaryFields(row), content: JSON.parse(row.content) as unknown });

export const kindOf = (row: ReportRow): ReportKind => reportKind.parse(row.kind);

/** Throws `not-found`. */
export function reportRow(db: RecordsDatabase, id: ReportId): ReportRow {
  const row = db.prepare<[string], ReportRow>(`${reportsWithRecordings} WHERE r.id = ?`).get(id);
  if (!row) throw notFound('report');
  return row;
}

export const draftRows = (db: RecordsDatabase): ReportRow[] =>
  db
    .prepare<[], ReportRow>(
      `${reportsWithRecordings} WHERE r.status = 'draft' ORDER BY r.updated_at DESC, r.number DESC`,
    )
    .all();
