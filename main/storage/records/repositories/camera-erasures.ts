// Erasures from cameras as the records keep them: what was meant, and how it ended. Each step is an audit entry.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { recordingId as recordingIdSchema, type RecordingId } from '#contract/ids.ts';
import type { ErasureFacts, RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { appendCustody } from './custody.ts';
import { recordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

type ErasuresApi = Synchronous<
  Pick<RecordsApi, 'erasureFacts' | 'noteErasureMeant' | 'noteErasureEnded' | 'settleErasures'>
>;

const factsRow = z.object({
  id: recordingIdSchema,
  cameraId: z.string(),
  sourcePath: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  state: z.enum(['verified', 'not-verified', 'damaged']),
  erasedAt: z.string().nullable(),
});

interface MeantRow {
  readonly id: string;
  readonly recording_id: RecordingId;
  readonly outcome: string | null;
}

export function createCameraErasures(context: RecordsContext): ErasuresApi {
  const { db, audit } = context;

  function end(row: MeantRow, outcome: 'erased' | 'not-erased' | 'not-known', said: string, at: string): void {
    db.prepare('UPDATE camera_erasures SET ended_at = ?, outcome = ? WHERE id = ?').run(at, outcome, row.id);
    if (outcome === 'erased') {
      appendCustody(context, row.recording_id, { at, what: 'erased-from-camera', detail: said });
    }
    audit.append({ at, operation: 'erasure', subjectKind: 'recording', subjectId: row.recording_id, what: said });
  }

  const sourceOf = (id: RecordingId): string => {
    const row = recordingRow(db, id);
    return `${row.source_path} on ${row.camera_name}`;
  };

  return {
    erasureFacts({ ids }): ErasureFacts[] {
      const find = db.prepare<[string]>(
        `SELECT id, camera_id AS cameraId, source_path AS sourcePath, bytes, sha256, state, erased_at AS erasedAt
         FROM recordings WHERE id = ?`,
      );
      return ids.flatMap((id) => {
        const row = find.get(id);
        if (row === undefined) return [];
        const { erasedAt, ...facts } = factsRow.parse(row);
        return [{ ...facts, isErased: erasedAt !== null }];
      });
    },

    noteErasureMeant({ id, at }): string {
      return inTransaction(context, () => {
        const row = recordingRow(db, id);
        const erasureId = randomUUID();
        db.prepare('INSERT INTO camera_erasures (id, recording_id, meant_at) VALUES (?, ?, ?)').run(erasureId, id, at);
        audit.append({
          at,
          operation: 'erasure',
          subjectKind: 'recording',
          subjectId: id,
          what: `Means to erase ${sourceOf(id)}, which the vault was just read back to hold, if the camera’s file has the SHA-256 ${row.sha256}.`,
        });
        return erasureId;
      });
    },

    noteErasureEnded({ erasureId, outcome, detail, at }): void {
      inTransaction(context, () => {
        const row = db.prepare<[string], MeantRow>('SELECT * FROM camera_erasures WHERE id = ?').get(erasureId);
        if (!row) throw notFound('erasure');
        // Told twice: the first answer stands.
        if (row.outcome !== null) return;
        const source = sourceOf(row.recording_id);
        const said = {
          erased: `Erased ${source}: its SHA-256 there was equal to the vault’s.`,
          'not-erased': `Did not erase ${source}. ${detail}`,
          'not-known': `Asked to erase ${source}. ${detail}`,
        };
        end(row, outcome, said[outcome], at);
        audit.checkpoint();
      });
    },

    settleErasures({ at }): void {
      const open = db.prepare<[], MeantRow>('SELECT * FROM camera_erasures WHERE outcome IS NULL').all();
      if (open.length === 0) return;
      inTransaction(context, () => {
        for (const row of open) {
          const said = `Kerbdesk ended while ${sourceOf(row.recording_id)} was being erased: whether it is still there shows when the camera is plugged in.`;
          end(row, 'not-known', said, at);
        }
        audit.checkpoint();
      });
    },
  };
}
