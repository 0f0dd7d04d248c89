// Which reports and recordings may belong together: gathers what the rules need, and keeps what the officer decided.
import { crimeReport } from '#contract/crime-report.ts';
import { crimeNumberOf, textOf } from '#contract/forms.ts';
import type { Recording } from '#contract/footage.ts';
import type { Instant, RecordingId, ReportId } from '#contract/ids.ts';
import type { Companion, MatchProposal } from '#contract/matching.ts';
import type { Coordinates } from '#contract/facts/grid.ts';
import { groupOf, neighbourWords } from '#contract/matching/groups.ts';
import { reportFacts } from '#contract/matching/report-facts.ts';
import { recordingsFor, reportsFor, type MatchableRecording, type MatchableReport } from '#contract/matching/rules.ts';
import { reportContent, type ReportContent } from '#contract/reports.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { recordingsWords } from '../audit-words.ts';
import { addDays, inTransaction, type RecordsContext } from '../records-context.ts';
import { unmark } from './deletion-marks.ts';
import { leadOf } from './families.ts';
import { readRecording, recordingOverview, recordingRow, toSummary, type RecordingRow } from './recording-rows.ts';
import { reportRow, reportsWithRecordings, toReportSummary, type ReportRow } from './report-rows.ts';
import type { Synchronous } from './synchronous.ts';

type MatchingApi = Synchronous<
  Pick<
    RecordsApi,
    'proposeReports' | 'listCompanions' | 'suggestRecordings' | 'acceptMatch' | 'refuseMatch' | 'takeBackRefusal'
  >
>;

/** A report is written within this after what it tells of was recorded, or its footage comes within this after it. */
const daysApart = 35;
/** What was made longer before or after cannot hang together with a recording. */
const daysAround = 1;
const mostProposals = 3;
const mostSuggestions = 50;

const belongsToNothing = `r.lead_id IS NULL AND r.parent_id IS NULL AND r.erased_at IS NULL
  AND r.id NOT IN (SELECT recording_id FROM deletions)`;
const startedBetween = 'coalesce(r.corrected_start_at, r.started_at, r.offloaded_at) BETWEEN ? AND ?';

interface KnownReport {
  readonly row: ReportRow;
  readonly content: ReportContent;
  readonly matchable: MatchableReport;
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** When what belongs to a report may have been recorded. Of what went on for years it is the end that footage comes from. */
function spansOf({ row, matchable: { times } }: KnownReport): Span[] {
  const instant = (at: number): Instant => new Date(at).toISOString();
  const moments = [row.created_at, ...(times.reported === null ? [] : [instant(times.reported)])];
  const spans = moments.map((at) => ({ from: at, to: at }));
  if (times.committed === null) return spans;
  const [from, to] = [instant(times.committed.from), instant(times.committed.to)];
  const earliest = addDays(to, -daysApart);
  return [...spans, { from: from < earliest ? earliest : from, to }];
}

export function createMatching(context: RecordsContext): MatchingApi {
  const { db, audit } = context;

  const trailOf = (id: RecordingId): Coordinates[] =>
    db
      .prepare<[string], Coordinates>('SELECT latitude, longitude FROM recording_positions WHERE recording_id = ?')
      .all(id);
  const matchable = (row: RecordingRow): MatchableRecording => {
    const summary = toSummary(row);
    return { ...summary, trail: trailOf(summary.id) };
  };
  const recordingsBetween = (from: Instant, to: Instant): RecordingRow[] =>
    db
      .prepare<[string, string], RecordingRow>(
        `${recordingOverview} WHERE ${startedBetween} AND ${belongsToNothing} ORDER BY sorted_at, r.number`,
      )
      .all(from, to);

  /** Each once, however many of the spans it lies in. */
  const recordingsAround = (spans: readonly Span[]): RecordingRow[] => [
    ...new Map(
      spans
        .flatMap(({ from, to }) => recordingsBetween(addDays(from, -daysAround), addDays(to, daysAround)))
        .map((row) => [row.id, row]),
    ).values(),
  ];

  /** Reports of about this time, with all that the rules look at. */
  function reportsAround(at: Instant): KnownReport[] {
    const rows = db
      .prepare<[string, string], ReportRow>(
        `${reportsWithRecordings} WHERE r.kind NOT IN ('statement', 'witness-details') AND r.created_at BETWEEN ? AND ?`,
      )
      .all(addDays(at, -daysApart), addDays(at, daysApart));
    return withPostcodes(rows.map((row) => known(row)));
  }

  function known(row: ReportRow): KnownReport {
    const content = reportContent.parse(JSON.parse(row.content));
    const { id, localReference, recordingIds } = toReportSummary(row);
    const linked = recordingIds.map((recordingId) => matchable(recordingRow(db, recordingId)));
    return { row, content, matchable: { id, ...reportFacts(content, localReference), linked } };
  }

  const refusedFor = (id: RecordingId): ReadonlySet<string> =>
    new Set(
      db.prepare<[string], string>('SELECT report_id FROM match_refusals WHERE recording_id = ?').pluck().all(id),
    );
  const refusedBy = (id: ReportId): ReadonlySet<string> =>
    new Set(
      db.prepare<[string], string>('SELECT recording_id FROM match_refusals WHERE report_id = ?').pluck().all(id),
    );

  return {
    proposeReports({ recordingId: id }): MatchProposal[] {
      const row = recordingRow(db, id);
      const refused = refusedFor(id);
      const reports = reportsAround(row.sorted_at);
      const linkedTo = toSummary(row).reportIds;
      return (
        reportsFor(
          matchable(row),
          reports.map((report) => report.matchable),
        )
          .filter(({ reportId }) => !refused.has(reportId) && !linkedTo.includes(reportId))
          // Most recordings belong to one matter; a second one needs more than the hour.
          .filter(({ confidence }) => linkedTo.length === 0 || confidence === 'strong')
          .slice(0, mostProposals)
          .flatMap(({ reportId, confidence, reasons }) => {
            const report = reports.find(({ matchable: { id: other } }) => other === reportId);
            return report === undefined ? [] : [{ ...proposalOf(report), confidence, reasons: [...reasons] }];
          })
      );
    },

    listCompanions({ recordingId: id }): Companion[] {
      const row = recordingRow(db, id);
      const rows = recordingsBetween(addDays(row.sorted_at, -daysAround), addDays(row.sorted_at, daysAround));
      const own = toSummary(row);
      return groupOf(own, rows.map(toSummary))
        .filter((member) => member.id !== id)
        .map((member) => ({ recording: member, reason: companionWords(neighbourWords(member, own)) }));
    },

    suggestRecordings({ reportId: id }) {
      const report = known(reportRow(db, id));
      const refused = refusedBy(id);
      const settled = new Set([...refused, ...report.matchable.linked.map((linked) => linked.id)]);
      const recordings = recordingsAround(spansOf(report))
        .filter((row) => !settled.has(row.id))
        .map(matchable);
      const reports = reportsAround(report.row.created_at).map((each) => each.matchable);
      return recordingsFor(id, recordings, reports)
        .slice(0, mostSuggestions)
        .map(({ recordingId, confidence, reasons }) => ({ recordingId, confidence, reasons: [...reasons] }));
    },

    acceptMatch({ recordingId: id, reportId, at }): Recording {
      return inTransaction(context, () => {
        const row = recordingRow(db, id);
        const report = known(reportRow(db, reportId));
        const match = reportsFor(matchable(row), [report.matchable])[0];
        const added = db
          .prepare(
            `INSERT INTO report_recordings (report_id, recording_id, position)
             VALUES (@reportId, @id, (SELECT coalesce(max(position) + 1, 0) FROM report_recordings WHERE report_id = @reportId))
             ON CONFLICT DO NOTHING`,
          )
          .run({ reportId, id });
        db.prepare('DELETE FROM match_refusals WHERE recording_id = ? AND report_id = ?').run(id, reportId);
        if (added.changes > 0) {
          const named = recordingsWords([{ id, title: row.title, fileName: row.file_name }]);
          const why = match === undefined ? '' : `: ${match.reasons.map(({ words }) => words).join('; ')}`;
          const finished =
            report.row.status === 'finished' ? ' The report is finished; its content is not touched.' : '';
          audit.append({
            at,
            operation: 'combination',
            subjectKind: 'report',
            subjectId: reportId,
            what: `Linked ${named}, as proposed${why}.${finished}`,
          });
          audit.append({
            at,
            operation: 'combination',
            subjectKind: 'recording',
            subjectId: id,
            what: `Linked to report ${report.row.local_reference}, as proposed${why}.`,
          });
          unmark(context, leadOf(context, id), at, `report ${report.row.local_reference} names it`);
        }
        return readRecording(db, id);
      });
    },

    refuseMatch({ recordingId: id, reportId, at }): void {
      inTransaction(context, () => {
        recordingRow(db, id);
        const { local_reference: reference } = reportRow(db, reportId);
        const { changes } = db
          .prepare(
            'INSERT INTO match_refusals (recording_id, report_id, at) VALUES (?, ?, ?) ON CONFLICT (recording_id, report_id) DO NOTHING',
          )
          .run(id, reportId, at);
        if (changes > 0) noteDecision(id, at, `Refused the proposal that it belongs to report ${reference}.`);
      });
    },

    takeBackRefusal({ recordingId: id, reportId, at }): void {
      inTransaction(context, () => {
        const { local_reference: reference } = reportRow(db, reportId);
        const { changes } = db
          .prepare('DELETE FROM match_refusals WHERE recording_id = ? AND report_id = ?')
          .run(id, reportId);
        if (changes > 0) noteDecision(id, at, `Took back the refusal of report ${reference}.`);
      });
    },
  };

  function noteDecision(id: RecordingId, at: Instant, what: string): void {
    audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: id, what });
  }
}

/** "Begins 12 seconds after the end of this one"; what is only joined by way of others says so. */
const companionWords = (words: string | null): string =>
  words === null ? 'Made together with the others' : `${words} this one`;

function proposalOf({ row, content }: KnownReport): Pick<MatchProposal, 'report' | 'prefill'> {
  const { id, title, localReference, crimeNumber, status } = toReportSummary(row);
  const best = [crimeNumberOf(content), textOf(content.values['cad-reference']).trim()].find((known) => known !== '');
  return {
    report: { id, title, localReference, crimeNumber, status },
    prefill: { reference: (best ?? localReference).slice(0, 75), title: crimeReport.titleOf(content) },
  };
}

/** There is no list of postcodes on the laptop; but where one report gives the grid reference of a postcode, the others have it too. */
function withPostcodes(reports: readonly KnownReport[]): KnownReport[] {
  const postcode = ({ content }: KnownReport): string =>
    textOf(content.values['venue-postcode']).toUpperCase().replaceAll(/\s+/g, '');
  const places = new Map(
    reports.flatMap((report) => {
      const { place } = report.matchable;
      return place === null || postcode(report) === '' ? [] : [[postcode(report), place] as const];
    }),
  );
  return reports.map((report) => {
    const place = report.matchable.place ?? places.get(postcode(report)) ?? null;
    return { ...report, matchable: { ...report.matchable, place: place && atLeastAPostcode(report, place) } };
  });
}

/** A postcode covers some fifteen addresses: its reports lie within so much of each other. */
const postcodeMetres = 150;
const atLeastAPostcode = (
  { matchable: { place: own } }: KnownReport,
  place: NonNullable<MatchableReport['place']>,
): NonNullable<MatchableReport['place']> =>
  own === null ? { ...place, withinMetres: Math.max(place.withinMetres, postcodeMetres) } : place;
