// What reports say of exhibits, kept beside each of them: read at its save, or here where it was saved before anything was read.
import { z } from 'zod';
import type { ExhibitReport } from '#contract/exhibits.ts';
import { exhibitMention, type ExhibitMention } from '#contract/exhibits/mention.ts';
import { exhibitMentionsOf } from '#contract/exhibits/read-mentions.ts';
import type { ReportId } from '#contract/ids.ts';
import { reportContent, reportKind, type ReportContent, type ReportKind } from '#contract/reports.ts';
import type { RecordsContext } from '../records-context.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { knownCrimeNumber } from './report-rows.ts';

const mentionsJson = z.array(exhibitMention);

export interface TellingReport {
  readonly report: ExhibitReport;
  readonly mentions: readonly ExhibitMention[];
}

interface TellingRow {
  readonly id: ReportId;
  readonly kind: string;
  readonly local_reference: string;
  readonly known_crime_number: string;
  readonly title: string;
  readonly exhibit_mentions: string;
}

export const exhibitMentionsJson = (kind: ReportKind, content: ReportContent): string =>
  JSON.stringify(exhibitMentionsOf(kind, content));

/** One at a time: all of them together may be more than fits into memory. */
function readUnread(db: RecordsDatabase): void {
  const unread = db.prepare<[], number>('SELECT number FROM reports WHERE exhibit_mentions IS NULL').pluck().all();
  if (unread.length === 0) return;
  const one = db.prepare<[number], { kind: string; content: string }>(
    'SELECT kind, content FROM reports WHERE number = ?',
  );
  const keep = db.prepare<[string, number]>('UPDATE reports SET exhibit_mentions = ? WHERE number = ?');
  db.transaction(() => {
    for (const number of unread) {
      const row = one.get(number);
      if (row === undefined) continue;
      const content = reportContent.parse(JSON.parse(row.content));
      keep.run(exhibitMentionsJson(reportKind.parse(row.kind), content), number);
    }
  })();
}

/** Those that tell of any, the newest first; or one of which it is not known whether it does. */
export function reportsTelling({ db }: RecordsContext, only?: string): TellingReport[] {
  readUnread(db);
  const which = only === undefined ? `r.exhibit_mentions <> '[]'` : 'r.id = @only';
  return db
    .prepare<object, TellingRow>(
      `SELECT r.id, r.kind, r.local_reference, ${knownCrimeNumber} AS known_crime_number, r.title, r.exhibit_mentions
       FROM reports r WHERE ${which} ORDER BY r.number DESC`,
    )
    .all(only === undefined ? {} : { only })
    .map((row) => ({
      report: {
        id: row.id,
        kind: reportKind.parse(row.kind),
        localReference: row.local_reference,
        crimeNumber: row.known_crime_number,
        title: row.title,
      },
      mentions: mentionsJson.parse(JSON.parse(row.exhibit_mentions)),
    }));
}
