// Exports in the records: what went out, to whom and why, each a disclosure in the audit trail before and after it happened.
import { z } from 'zod';
import { exportRecord, type ExportRecord } from '#contract/exports.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { exportAudit } from '../../audit/export-audit.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import type { RecordsHostApi } from '../records-worker-api.ts';
import { appendCustody } from './custody.ts';
import { recordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

type ExportsApi = Synchronous<
  Pick<RecordsApi, 'listExports'> &
    Pick<RecordsHostApi, 'beginExport' | 'finishExport' | 'failExport' | 'unfinishedExports'>
>;

const columns = `e.id, e.at, e.purpose, e.disclosed_to AS disclosedTo, e.folder_name AS folderName,
  e.manifest_sha256 AS manifestSha256,
  (SELECT json_group_array(r.recording_id) FROM export_recordings r WHERE r.export_id = e.id) AS recordingIds`;
type ExportRow = Readonly<Record<string, unknown>> & { readonly recordingIds: string };

const parseRow = (row: ExportRow): unknown => ({ ...row, recordingIds: JSON.parse(row.recordingIds) as unknown });

export function createExports(context: RecordsContext): ExportsApi {
  const { db, audit } = context;

  const disclosed = (ids: readonly RecordingId[], at: string, what: string, reason: string): void => {
    for (const id of ids) {
      audit.append({ at, operation: 'disclosure', subjectKind: 'recording', subjectId: id, what, reason });
    }
  };
  /** Whatever it is not yet: it has no manifest. */
  const begun = (id: string): Omit<ExportRecord, 'manifestSha256'> => {
    const row = db
      .prepare<[string], ExportRow>(`SELECT ${columns} FROM exports e WHERE e.id = ? AND e.unfinished_path IS NOT NULL`)
      .get(id);
    if (!row) throw notFound('export');
    return exportRecord.omit({ manifestSha256: true }).parse(parseRow(row));
  };

  return {
    listExports({ recordingId }): ExportRecord[] {
      const rows = db
        .prepare<object, ExportRow>(
          `SELECT ${columns} FROM exports e
           WHERE e.unfinished_path IS NULL AND (@recordingId IS NULL OR EXISTS
             (SELECT 1 FROM export_recordings r WHERE r.export_id = e.id AND r.recording_id = @recordingId))
           ORDER BY e.at DESC, e.id`,
        )
        .all({ recordingId });
      return z.array(exportRecord).parse(rows.map(parseRow));
    },

    /** The entries come first, so that the extracts that go out say themselves that, and to whom, they went. */
    beginExport({ recordingIds, unfinishedPath, ...facts }) {
      return inTransaction(context, () => {
        const { id, at, purpose, disclosedTo, folderName } = facts;
        db.prepare(
          `INSERT INTO exports (id, at, purpose, disclosed_to, folder_name, unfinished_path)
           VALUES (@id, @at, @purpose, @disclosedTo, @folderName, @unfinishedPath)`,
        ).run({ id, at, purpose, disclosedTo, folderName, unfinishedPath });
        const link = db.prepare('INSERT INTO export_recordings (export_id, recording_id) VALUES (?, ?)');
        for (const recording of recordingIds) {
          recordingRow(db, recording);
          link.run(id, recording);
        }
        disclosed(recordingIds, at, `Began to export to “${folderName}” for ${disclosedTo}.`, purpose);
        const checkpoint = audit.checkpoint();
        return {
          checkpoint,
          extracts: recordingIds.map((one) => ({ id: one, text: [...exportAudit(db, audit, one)].join('') })),
        };
      });
    },

    finishExport({ id, manifestSha256, at }): ExportRecord {
      return inTransaction(context, () => {
        const record = { ...begun(id), manifestSha256 };
        const { disclosedTo, folderName, recordingIds, purpose } = record;
        db.prepare('UPDATE exports SET manifest_sha256 = ?, unfinished_path = NULL WHERE id = ?').run(
          manifestSha256,
          id,
        );
        for (const recording of recordingIds) {
          appendCustody(context, recording, {
            at,
            what: 'exported',
            detail: `To ${disclosedTo}, in the folder “${folderName}”, read back and equal. Manifest SHA-256 ${manifestSha256}.`,
          });
        }
        disclosed(
          recordingIds,
          at,
          `Exported to “${folderName}” for ${disclosedTo}. SHA-256 of its manifest: ${manifestSha256}.`,
          purpose,
        );
        audit.checkpoint();
        return record;
      });
    },

    failExport({ id, because, at }) {
      inTransaction(context, () => {
        const { recordingIds, folderName, purpose } = begun(id);
        db.prepare('DELETE FROM export_recordings WHERE export_id = ?').run(id);
        db.prepare('DELETE FROM exports WHERE id = ?').run(id);
        disclosed(
          recordingIds,
          at,
          `The export to “${folderName}” was not finished, and what had been written of it was removed. ${because}`,
          purpose,
        );
      });
    },

    unfinishedExports: () =>
      db
        .prepare<[], { id: string; unfinishedPath: string }>(
          'SELECT id, unfinished_path AS unfinishedPath FROM exports WHERE unfinished_path IS NOT NULL ORDER BY at',
        )
        .all(),
  };
}
