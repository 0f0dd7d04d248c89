// Reports: drafts saved as they are typed, finished, opened again, and linked to recordings.
import { createHash, randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import { clockInstant, crimeNumberOf, forceWords, formOf, missingCountsOf } from '#contract/forms.ts';
import type { EntityId, Instant, RecordingId, ReportId } from '#contract/ids.ts';
import {
  emptyReportContent,
  reportContent,
  type BelongingReport,
  type Report,
  type ReportContent,
  type ReportKind,
  type ReportSummary,
} from '#contract/reports.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { recordingsWords, utcTime, type NamedRecording } from '../audit-words.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { keepMentions } from '../search/mention-rows.ts';
import { indexReportAnew } from '../search/sources.ts';
import { searchQuery, searchText } from '../search-words.ts';
import { values } from '../statements.ts';
import { unmark } from './deletion-marks.ts';
import { exhibitMentionsJson } from './exhibit-mentions.ts';
import { leadOf } from './families.ts';
import { joinInserted } from './note-links.ts';
import { recordingRow } from './recording-rows.ts';
import { kindOf, reportRow, reportsWithRecordings, toReport, toReportSummary, type ReportRow } from './report-rows.ts';
import { keepVersion } from './report-versions.ts';
import { endSitting, noteSave } from './sittings.ts';
import { requireUnsealed, requireWritable } from './signing-rows.ts';
import type { Synchronous } from './synchronous.ts';
import { syncDuties } from './victim-duties.ts';

/** "4417NE" and 93 give "NE-4417-0093": provisional, of this laptop only, and never to be taken for a crime number. */
export function localReference(shoulderNumber: string, sequence: number): string {
  const letters = shoulderNumber.replaceAll(/[^\p{L}]/gu, '').toUpperCase();
  const digits = shoulderNumber.replaceAll(/\D/gu, '');
  const prefix = [letters, digits].filter((part) => part !== '').join('-');
  return `${prefix === '' ? 'LOCAL' : prefix}-${String(sequence).padStart(4, '0')}`;
}

/** What lists and clocks show, derived from the content at each save by the pure rules that the page uses too. */
function derived(kind: ReportKind, content: ReportContent) {
  const form = formOf(kind);
  const { neededNow, beforeSubmission, optional } = missingCountsOf(form, content);
  return {
    title: form.titleOf(content),
    crime_number: crimeNumberOf(content),
    reported_at: clockInstant(form, content),
    missing_needed_now: neededNow,
    missing_before_submission: beforeSubmission,
    missing_optional: optional,
    exhibit_mentions: exhibitMentionsJson(kind, content),
    content: JSON.stringify(content),
  };
}

/** By what is known of both: also where the witness was chosen, or joined to somebody, after the statement was begun. */
function witnessEntries(db: RecordsDatabase, { number, parent_id: parent }: ReportRow): string[] {
  if (parent === null) return [];
  const told = values<[number, string], string>(
    db,
    `SELECT DISTINCT n.entry FROM entity_mentions m
       JOIN entity_mentions n ON n.known_id = m.known_id AND n.kind = 'person' JOIN reports p ON p.number = n.report_number
     WHERE m.report_number = ? AND m.entry = 'witness' AND p.id = ?`,
  ).all(number, parent);
  // A driver is read from the entry of the vehicle.
  return told.map((entry) => entry.split(':')[0] ?? entry);
}

const digestOf = ({ content }: ReportRow): string => createHash('sha256').update(content).digest('hex');

type ReportsApi = Synchronous<
  Pick<
    RecordsApi,
    | 'listReports'
    | 'reportsBelonging'
    | 'createReport'
    | 'getReport'
    | 'getReportForPaper'
    | 'saveReport'
    | 'finishReport'
    | 'reopenReport'
    | 'setReportRecordings'
  >
>;

export function createReports(context: RecordsContext): ReportsApi {
  const { db, audit, officer } = context;

  const note = (
    id: ReportId,
    at: Instant,
    operation: 'collection' | 'alteration' | 'combination',
    what: string,
  ): number => audit.append({ at, operation, subjectKind: 'report', subjectId: id, what });
  /** Under the recording as well, so that its continuity tells what it was joined to and taken from. */
  const noteLink = (subjectId: RecordingId, at: Instant, what: string): number =>
    audit.append({ at, operation: 'combination', subjectKind: 'recording', subjectId, what });

  /** Facts of other reports are put into this one: that is told in the trail of whom they are of. */
  const noteTaken = (ids: readonly EntityId[], reference: string, at: Instant): void => {
    const what = `Taken for an entry of report ${reference}.`;
    for (const subjectId of new Set(ids)) {
      audit.append({ at, operation: 'combination', subjectKind: 'entity', subjectId, what });
    }
  };

  /** To be looked at, which is a consultation. */
  const opened = (id: ReportId, at: Instant): ReportRow => {
    const row = reportRow(db, id);
    audit.consulted({ at, subjectKind: 'report', subjectId: id, what: `Opened report ${row.local_reference}.` });
    return row;
  };
  const requireDraft = (row: ReportRow): void => {
    if (row.status === 'draft') return;
    throw new KerbdeskError(
      'already-finished',
      `Report ${row.local_reference} is finished and was not changed. Reopen it first; what you typed is still on the screen.`,
    );
  };
  const requireRevision = (row: ReportRow, revision: number): void => {
    if (row.revision !== revision) throw revisionConflict('report');
  };

  return {
    /** Not noted as a consultation: it shows titles, which name no person. Opening a report is. */
    listReports({ search, status }): ReportSummary[] {
      const query = searchQuery(search);
      return db
        .prepare<object, ReportRow>(
          `${reportsWithRecordings} WHERE (@status = 'all' OR r.status = @status)
           ${query === null ? '' : 'AND r.number IN (SELECT rowid FROM report_search WHERE report_search MATCH @query)'}
           ORDER BY r.updated_at DESC, r.number DESC`,
        )
        .all({ status, ...(query === null ? {} : { query }) })
        .map(toReportSummary);
    },

    reportsBelonging({ id }): BelongingReport[] {
      return db
        .prepare<object, ReportRow>(
          `${reportsWithRecordings} WHERE r.parent_id = @id OR r.id = (SELECT parent_id FROM reports WHERE id = @id)
           ORDER BY r.number`,
        )
        .all({ id })
        .map((row) => ({ ...toReportSummary(row), witnessEntries: witnessEntries(db, row) }));
    },

    createReport({ kind, parentId, content = emptyReportContent, at }): Report {
      return inTransaction(context, () => {
        const id = randomUUID() as ReportId;
        const number = db.prepare<[], number>('SELECT coalesce(max(number), 0) + 1 FROM reports').pluck().get() ?? 1;
        const parent = parentId === null ? null : reportRow(db, parentId);
        const reference = localReference(officer.shoulderNumber, number);
        db.prepare(
          `INSERT INTO reports (number, id, kind, parent_id, local_reference, crime_number, title, status, revision, created_at, updated_at,
             reported_at, missing_needed_now, missing_before_submission, missing_optional, exhibit_mentions, content)
           VALUES (@number, @id, @kind, @parentId, @reference, @crime_number, @title, 'draft', 0, @at, @at,
             @reported_at, @missing_needed_now, @missing_before_submission, @missing_optional,
             @exhibit_mentions, @content)`,
        ).run({ number, id, kind, parentId, reference, at, ...derived(kind, content) });
        const taken = indexReport(db, id);
        if (content !== emptyReportContent) {
          const begun = reportRow(db, id);
          keepVersion(context, begun, { revision: 0, because: 'written', at, content: begun.content });
        }
        const belonging = parent === null ? '' : `, which belongs to ${parent.local_reference}`;
        note(id, at, 'collection', `Began ${formOf(kind).name.toLowerCase()} ${reference}${belonging}.`);
        noteTaken(taken, reference, at);
        return toReport(reportRow(db, id));
      });
    },

    getReport: ({ id, at }) => inTransaction(context, () => toReport(opened(id, at))),

    getReportForPaper: ({ id, at }) =>
      inTransaction(context, () => {
        const row = opened(id, at);
        return { report: toReport(row), contentSha256: digestOf(row) };
      }),

    saveReport({ id, revision, content, noteIds = [], at }): ReportSummary {
      return inTransaction(context, () => {
        const row = reportRow(db, id);
        requireDraft(row);
        requireWritable(db, id, row.local_reference);
        requireRevision(row, revision);
        joinInserted(context, noteIds, id, at);
        const facts = derived(kindOf(row), reportContent.parse(content));
        if (facts.content === row.content) return toReportSummary(row);
        db.prepare(
          `UPDATE reports SET revision = @next, updated_at = @at, title = @title, crime_number = @crime_number, reported_at = @reported_at,
             missing_needed_now = @missing_needed_now, missing_before_submission = @missing_before_submission,
             missing_optional = @missing_optional, exhibit_mentions = @exhibit_mentions, content = @content WHERE id = @id`,
        ).run({ id, next: revision + 1, at, ...facts });
        noteTaken(indexReport(db, id), row.local_reference, at);
        noteSave(context, 'report', id, revision + 1, at);
        keepVersion(context, row, { revision: revision + 1, because: 'written', at, content: facts.content });
        syncDuties(context, id, at);
        return toReportSummary(reportRow(db, id));
      });
    },

    finishReport({ id, revision, at }): Report {
      return inTransaction(context, () => {
        const row = reportRow(db, id);
        requireDraft(row);
        requireWritable(db, id, row.local_reference);
        requireRevision(row, revision);
        finish(context, row, at);
        audit.checkpoint();
        return toReport(reportRow(db, id));
      });
    },

    reopenReport({ id, at }): Report {
      return inTransaction(context, () => {
        const row = reportRow(db, id);
        if (row.finished_at !== null) {
          requireWritable(db, id, row.local_reference);
          requireUnsealed(db, row);
          backToDraft(db, id, at);
          note(id, at, 'alteration', `Reopened report ${row.local_reference}, finished ${utcTime(row.finished_at)}.`);
        }
        return toReport(reportRow(db, id));
      });
    },

    setReportRecordings({ id, recordingIds, at }): Report {
      return inTransaction(context, () => {
        const row = reportRow(db, id);
        requireDraft(row);
        const before = toReportSummary(row).recordingIds;
        const after = [...new Set(recordingIds)];
        if (JSON.stringify(before) === JSON.stringify(after)) return toReport(row);
        requireRecordings(db, after);
        db.prepare('DELETE FROM report_recordings WHERE report_id = ?').run(id);
        const insert = db.prepare('INSERT INTO report_recordings (report_id, recording_id, position) VALUES (?, ?, ?)');
        for (const [position, recordingId] of after.entries()) insert.run(id, recordingId, position);
        const added = after.filter((recordingId) => !before.includes(recordingId));
        const removed = before.filter((recordingId) => !after.includes(recordingId));
        note(id, at, 'combination', linkSentence(namesOf(db, added), namesOf(db, removed)));
        for (const recordingId of added) noteLink(recordingId, at, `Linked to report ${row.local_reference}.`);
        for (const recordingId of removed) noteLink(recordingId, at, `Taken away from report ${row.local_reference}.`);
        const leads = new Set(added.map((recordingId) => leadOf(context, recordingId)));
        for (const lead of leads) unmark(context, lead, at, `report ${row.local_reference} names it`);
        return toReport(reportRow(db, id));
      });
    },
  };
}

/** Call it in the transaction of what finishes it. */
export function finish(context: RecordsContext, row: ReportRow, at: Instant): void {
  const { db, audit } = context;
  const id = row.id as ReportId;
  endSitting(context, 'report', id, at);
  db.prepare(
    `UPDATE reports SET status = 'finished', finished_at = ?, updated_at = ?, revision = revision + 1 WHERE id = ?`,
  ).run(at, at, id);
  const what = `Finished report ${row.local_reference}. SHA-256 of its content: ${digestOf(row)}.`;
  audit.append({ at, operation: 'alteration', subjectKind: 'report', subjectId: id, what });
  keepVersion(context, row, { revision: row.revision + 1, because: 'finished', at, content: row.content });
}

export function backToDraft(db: RecordsDatabase, id: ReportId, at: Instant): void {
  db.prepare(
    `UPDATE reports SET status = 'draft', finished_at = NULL, updated_at = ?, revision = revision + 1 WHERE id = ?`,
  ).run(at, id);
}

const namesOf = (db: RecordsDatabase, ids: readonly RecordingId[]): NamedRecording[] =>
  ids.map((id) => {
    const { title, file_name: fileName } = recordingRow(db, id);
    return { id, title, fileName };
  });

function linkSentence(added: readonly NamedRecording[], removed: readonly NamedRecording[]): string {
  if (added.length === 0 && removed.length === 0) return 'Put the linked recordings in another order.';
  const said = [
    ...(added.length > 0 ? [`Linked ${recordingsWords(added)}.`] : []),
    ...(removed.length > 0 ? [`Took away ${recordingsWords(removed)}.`] : []),
  ];
  return said.join(' ');
}

function requireRecordings(db: RecordsDatabase, ids: readonly RecordingId[]): void {
  const known = db.prepare<[string], number>('SELECT 1 FROM recordings WHERE id = ?').pluck();
  for (const id of ids) if (known.get(id) === undefined) throw notFound('recording');
}

/** Puts a report's words in the search index anew; answers the known entities that its entries were newly taken to be. */
function indexReport(db: RecordsDatabase, id: ReportId): EntityId[] {
  const row = reportRow(db, id);
  const words = searchText([row.title, row.local_reference, row.known_crime_number, ...wordsToFindBy(row)]);
  db.prepare('DELETE FROM report_search WHERE rowid = ?').run(row.number);
  db.prepare('INSERT INTO report_search (rowid, words) VALUES (?, ?)').run(row.number, words);
  const taken = keepMentions(db, { id, number: row.number, content: row.content });
  indexReportAnew(db, row.number);
  return taken;
}

/** Drawings, ticks and the ids of entries are not words; the restricted details of a witness are found by what they belong to only. */
function wordsToFindBy(row: ReportRow): string[] {
  const kind = kindOf(row);
  if (kind === 'witness-details') return [];
  const { fields, lists: definitions } = formOf(kind);
  const all = [fields, ...definitions.map((list) => list.fields)].flat();
  const silent = new Set(
    all
      .filter(({ kind: of, entriesOf }) => of === 'prompts' || of === 'sketch-plan' || entriesOf !== undefined)
      .map(({ id }) => id),
  );
  const { values, ...lists } = reportContent.parse(JSON.parse(row.content));
  const scopes = [values, ...Object.values(lists).flatMap((entries) => entries.map((entry) => entry.values))];
  return scopes.flatMap((own) => [
    ...Object.entries(own)
      .filter(([id]) => !silent.has(id) && !id.includes('.'))
      .flatMap(([, value]) => value),
    ...all.map((field) => forceWords(field, own)).filter((words) => words !== ''),
  ]);
}
