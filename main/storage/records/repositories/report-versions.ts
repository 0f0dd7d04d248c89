// What a report said before: kept with each save in the same transaction, one version for each minute of writing and
// one for each removal.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  emptyReportContent,
  entryListIds,
  reportContent,
  reportVersion,
  type ReportContent,
} from '#contract/reports.ts';
import type { Instant } from '#contract/ids.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { reportRow, type ReportRow } from './report-rows.ts';
import type { Synchronous } from './synchronous.ts';

/** Saves come several a second; a version for each would say less, and be larger than the report a thousand times. */
const growsForMilliseconds = 60_000;

interface Version {
  readonly number: number;
  readonly revision: number;
  readonly because: string;
  readonly begun_at: Instant;
  readonly at: Instant;
  readonly by_name: string;
  readonly content: Uint8Array;
}

export interface NewVersion {
  readonly revision: number;
  readonly because: 'written' | 'finished';
  readonly at: Instant;
  /** JSON. */
  readonly content: string;
}

const packed = (json: string): Buffer => deflateRawSync(json, { level: 6 });
const unpacked = (content: Uint8Array): ReportContent =>
  reportContent.parse(JSON.parse(inflateRawSync(content).toString('utf8')));

/** Call it in the transaction of the change. `before` is the report's row as it was. */
export function keepVersion(context: RecordsContext, before: ReportRow, version: NewVersion): void {
  const { db, officer } = context;
  const newest = db
    .prepare<[string], Version>('SELECT * FROM report_versions WHERE report_id = ? ORDER BY number DESC LIMIT 1')
    .get(before.id);
  const insert = (one: NewVersion): void => {
    db.prepare(
      `INSERT INTO report_versions (report_id, revision, because, begun_at, at, by_name, content)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(before.id, one.revision, one.because, one.at, one.at, officer.name, packed(one.content));
  };
  // Written before versions were kept.
  if (newest === undefined && before.revision > 0 && version.revision > before.revision) {
    const { revision, updated_at: at, content } = before;
    insert({ revision, because: 'written', at, content });
  }
  const grows = newest !== undefined && growsOn(newest, version, officer.name) && !removes(before, version);
  if (grows) {
    db.prepare('UPDATE report_versions SET revision = ?, at = ?, content = ? WHERE number = ?').run(
      version.revision,
      version.at,
      packed(version.content),
      newest.number,
    );
  } else insert(version);
}

function growsOn(newest: Version, version: NewVersion, by: string): boolean {
  const age = Date.parse(version.at) - Date.parse(newest.begun_at);
  return (
    // What it was begun with is not typing: it stays a version of its own.
    newest.revision > 0 &&
    newest.because === 'written' &&
    version.because === 'written' &&
    newest.by_name === by &&
    age >= 0 &&
    age < growsForMilliseconds
  );
}

/** An entry added and removed within the minute would otherwise be in no version: nothing could bring it back. */
function removes(before: ReportRow, version: NewVersion): boolean {
  const [was, is] = [before.content, version.content].map((json) => reportContent.parse(JSON.parse(json)));
  return entryListIds.some((list) => {
    const left = new Set(is?.[list].map(({ id }) => id));
    return was?.[list].some(({ id }) => !left.has(id)) === true;
  });
}

export function createReportHistory(
  context: RecordsContext,
): Synchronous<Pick<RecordsApi, 'reportHistory' | 'reportVersion'>> {
  const { db, audit } = context;
  return {
    reportHistory({ id, at }) {
      return inTransaction(context, () => {
        const { local_reference: reference } = reportRow(db, id);
        audit.consulted({ at, subjectKind: 'report', subjectId: id, what: `Looked at the history of ${reference}.` });
        return db
          .prepare<[string], Version>(
            'SELECT revision, because, at, by_name FROM report_versions WHERE report_id = ? ORDER BY number DESC',
          )
          .all(id)
          .map(({ revision, because, at: when, by_name: by }) =>
            reportVersion.parse({ revision, because, at: when, by }),
          );
      });
    },

    reportVersion({ id, revision }) {
      const [version, earlier] = db
        .prepare<[string, number], Version>(
          'SELECT * FROM report_versions WHERE report_id = ? AND revision <= ? ORDER BY number DESC LIMIT 2',
        )
        .all(id, revision);
      if (version?.revision !== revision) throw notFound('version of this report');
      return {
        content: unpacked(version.content),
        before: earlier === undefined ? emptyReportContent : unpacked(earlier.content),
      };
    },
  };
}
