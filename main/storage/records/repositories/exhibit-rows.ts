// Exhibits as rows, and what the page is given of them: with what reports say of each, and whether that differs.
import {
  exhibit,
  exhibitLabel,
  exhibitSummary,
  type Exhibit,
  type ExhibitMark,
  type ExhibitReport,
  type ExhibitSource,
  type ExhibitSummary,
} from '#contract/exhibits.ts';
import { differs, exhibitFact, type ExhibitFacts, type ExhibitMention } from '#contract/exhibits/mention.ts';
import type { ExhibitId, RecordingId } from '#contract/ids.ts';
import { notFound, type RecordsContext } from '../records-context.ts';
import { continuityOf } from './continuity.ts';
import { reportsTelling, type TellingReport } from './exhibit-mentions.ts';
import { sourcesOf } from './families.ts';
import { recordingRow } from './recording-rows.ts';

export interface ExhibitRow extends ExhibitMark {
  readonly id: ExhibitId;
  readonly recording_id: RecordingId | null;
  readonly description: string;
  readonly produced_at: string;
  readonly producer_name: string;
  readonly found_where: string;
  readonly found_when: string;
  readonly withdrawn_at: string | null;
  readonly withdrawn_because: string | null;
  readonly title: string | null;
  readonly file_name: string | null;
  readonly kind: string | null;
  readonly erased_at: string | null;
  readonly with_whom: string | null;
  readonly movements: number;
}

const exhibitRows = `
  SELECT x.*, r.title, r.file_name, r.kind, r.erased_at,
    (SELECT nullif(m.to_whom, '') FROM exhibit_movements m WHERE m.exhibit_id = x.id AND m.to_whom <> ''
      ORDER BY m.at DESC, m.sequence DESC LIMIT 1) AS with_whom,
    (SELECT count(*) FROM exhibit_movements m WHERE m.exhibit_id = x.id) AS movements
  FROM exhibits x LEFT JOIN recordings r ON r.id = x.recording_id`;

/** Throws `not-found`. */
export function exhibitRow({ db }: RecordsContext, id: ExhibitId): ExhibitRow {
  const row = db.prepare<[string], ExhibitRow>(`${exhibitRows} WHERE x.id = ?`).get(id);
  if (!row) throw notFound('exhibit');
  return row;
}

export const allExhibitRows = ({ db }: RecordsContext): ExhibitRow[] =>
  db.prepare<[], ExhibitRow>(`${exhibitRows} ORDER BY x.producer, x.number, length(x.suffix), x.suffix`).all();

export const factsOf = (row: ExhibitRow): ExhibitFacts => ({
  description: row.description,
  foundWhere: row.found_where,
  foundWhen: row.found_when,
});

interface SourceRow {
  readonly exhibit_id: string;
  readonly report_id: string;
  readonly entry: string;
  readonly place: number;
}

interface SettlementRow extends Omit<SourceRow, 'place'> {
  readonly fact: string;
  readonly kept: string;
  readonly over: string;
}

/** All that reports and settlements say, read once for a list. */
export interface ExhibitWords {
  readonly reports: readonly TellingReport[];
  readonly byId: ReadonlyMap<string, TellingReport>;
  readonly sources: readonly SourceRow[];
  readonly settlements: readonly SettlementRow[];
}

export function readExhibitWords(context: RecordsContext): ExhibitWords {
  const { db } = context;
  const reports = reportsTelling(context);
  return {
    reports,
    byId: new Map(reports.map((one) => [one.report.id, one])),
    sources: db.prepare<[], SourceRow>('SELECT exhibit_id, report_id, entry, place FROM exhibit_sources').all(),
    settlements: db
      .prepare<[], SettlementRow>('SELECT exhibit_id, report_id, entry, fact, kept, over FROM exhibit_settlements')
      .all(),
  };
}

const noFacts: ExhibitFacts = { description: '', foundWhere: '', foundWhen: '' };

/** Of a report that says nothing of it any more. */
const goneMention = ({ entry, place }: SourceRow): ExhibitMention => ({
  how: place > 0 ? 'property' : 'named',
  entry,
  place,
  label: '',
  by: '',
  words: '',
  facts: noFacts,
});

function conflictsOf(row: ExhibitRow, report: ExhibitReport, told: ExhibitMention, { settlements }: ExhibitWords) {
  const mine = factsOf(row);
  const settled = (fact: string, theirs: string): boolean =>
    settlements.some(
      (one) =>
        one.exhibit_id === row.id &&
        one.report_id === report.id &&
        one.entry === told.entry &&
        one.fact === fact &&
        !differs(one.kept, mine[exhibitFact.parse(fact)]) &&
        !differs(one.over, theirs),
    );
  return exhibitFact.options
    .map((fact) => ({ fact, mine: mine[fact], theirs: told.facts[fact] }))
    .filter(({ fact, mine: kept, theirs }) => differs(kept, theirs) && !settled(fact, theirs));
}

export function sourcesOfExhibit(context: RecordsContext, row: ExhibitRow, words: ExhibitWords): ExhibitSource[] {
  const own = words.sources.filter((source) => source.exhibit_id === row.id);
  const isOwn = (report: ExhibitReport, entry: string): boolean =>
    own.some((source) => source.report_id === report.id && source.entry === entry);
  const taken = own.flatMap((source): ExhibitSource[] => {
    const telling = words.byId.get(source.report_id);
    const told = telling?.mentions.find(({ entry }) => entry === source.entry);
    const report = telling?.report ?? reportsTelling(context, source.report_id)[0]?.report;
    if (report === undefined) return [];
    const conflicts = told === undefined || row.withdrawn_at !== null ? [] : conflictsOf(row, report, told, words);
    return [{ ...(told ?? goneMention(source)), report, isTakenFrom: true, isGone: told === undefined, conflicts }];
  });
  const label = exhibitLabel(row);
  const named = words.reports.flatMap(({ report, mentions }) =>
    mentions
      .filter((mention) => mention.label === label && !isOwn(report, mention.entry))
      .map((mention): ExhibitSource => ({ ...mention, report, isTakenFrom: false, isGone: false, conflicts: [] })),
  );
  return [...taken, ...named];
}

const officerName = ({ officer }: RecordsContext): string =>
  `${officer.rank} ${officer.name} (${officer.shoulderNumber})`;

function summaryFields(context: RecordsContext, row: ExhibitRow, sources: readonly ExhibitSource[]) {
  const from = sources.find(({ isTakenFrom }) => isTakenFrom);
  return {
    id: row.id,
    label: exhibitLabel(row),
    description: row.description,
    producedAt: row.produced_at,
    recordingId: row.recording_id,
    recordingTitle: (row.title === '' ? row.file_name : row.title) ?? '',
    recordingKind: row.kind,
    erasedAt: row.erased_at,
    foundWhere: row.found_where,
    foundWhen: row.found_when,
    producerName: row.producer_name === '' ? officerName(context) : row.producer_name,
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, because: row.withdrawn_because ?? '' },
    report: from?.report ?? null,
    entry: from?.entry ?? '',
    place: from?.place ?? 0,
    conflictCount: sources.reduce((sum, { conflicts }) => sum + conflicts.length, 0),
    withWhom: row.with_whom,
    movementCount: row.movements,
  };
}

export const summaryOf = (context: RecordsContext, row: ExhibitRow, words: ExhibitWords): ExhibitSummary =>
  exhibitSummary.parse(summaryFields(context, row, sourcesOfExhibit(context, row, words)));

export function markOfRecording({ db }: RecordsContext, id: RecordingId): ExhibitMark | null {
  const mark = db.prepare<[string], ExhibitMark>(
    'SELECT producer, number, suffix FROM exhibits WHERE recording_id = ?',
  );
  return mark.get(id) ?? null;
}

/** Of the nearest that it was made from which is an exhibit. */
export const sourceMark = (context: RecordsContext, id: RecordingId): ExhibitMark | null =>
  sourcesOf(context, id)
    .map((source) => markOfRecording(context, source))
    .find((mark) => mark !== null) ?? null;

/** Throws `not-found`. */
export function readExhibit(context: RecordsContext, id: ExhibitId): Exhibit {
  const row = exhibitRow(context, id);
  const sources = sourcesOfExhibit(context, row, readExhibitWords(context));
  const recording = row.recording_id === null ? null : recordingRow(context.db, row.recording_id);
  const source = row.recording_id === null ? null : sourceMark(context, row.recording_id);
  return exhibit.parse({
    ...summaryFields(context, row, sources),
    producer: row.producer,
    file: recording === null ? null : { name: recording.file_name, bytes: recording.bytes, sha256: recording.sha256 },
    startedAt: recording === null ? null : (recording.corrected_start_at ?? recording.started_at),
    derivedFrom: source === null ? null : exhibitLabel(source),
    sources,
    continuity: continuityOf(context, row.id, row.recording_id),
  });
}
