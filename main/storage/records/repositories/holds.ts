// Legal holds: while one is on a recording, nobody deletes it, what it was made from, or what was made from it.
import { randomUUID } from 'node:crypto';
import { hold, type Hold } from '#contract/retention.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { RetentionApi } from '../../../ports/retention.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { takeBack } from './deletion-marks.ts';
import { leadOf, madeFrom, sourcesOf } from './families.ts';
import { presentRow, recordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

const columns = `id, recording_id AS recordingId, reason, placed_at AS placedAt, lifted_at AS liftedAt,
  lifted_because AS liftedBecause`;

type HoldsApi = Synchronous<Pick<RetentionApi, 'listHolds' | 'placeHold' | 'liftHold'>>;

export function createHolds(context: RecordsContext): HoldsApi {
  const { db, audit } = context;
  return {
    /** Those on the recording itself and those on its family, which keep it too; the active ones first. */
    listHolds({ id }): Hold[] {
      recordingRow(db, id);
      return holdsOver(context, leadOf(context, id));
    },

    placeHold({ ids, reason, at }): RecordingId[] {
      return inTransaction(context, () => {
        const leads = [...new Set(ids.map((id) => leadOf(context, id)))];
        for (const lead of leads) {
          presentRow(db, lead);
          db.prepare('INSERT INTO holds (id, recording_id, reason, placed_at) VALUES (?, ?, ?, ?)').run(
            randomUUID(),
            lead,
            reason.toWellFormed(),
            at,
          );
          audit.append({
            at,
            operation: 'alteration',
            subjectKind: 'recording',
            subjectId: lead,
            what: 'Placed on hold: it is not deleted until the hold is lifted.',
            reason,
          });
          // What the hold keeps and was marked already comes back with it.
          const kept = [lead, ...sourcesOf(context, lead), ...madeFrom(context, lead)];
          takeBack(context, kept, at, 'a hold was placed');
        }
        return leads;
      });
    },

    liftHold({ id, reason, at }): RecordingId {
      return inTransaction(context, () => {
        const row = db
          .prepare<unknown[], { recording_id: RecordingId; reason: string }>(
            `UPDATE holds SET lifted_at = ?, lifted_because = ? WHERE id = ? AND lifted_at IS NULL
             RETURNING recording_id, reason`,
          )
          .get(at, reason.toWellFormed(), id);
        if (!row) throw notFound('hold');
        audit.append({
          at,
          operation: 'alteration',
          subjectKind: 'recording',
          subjectId: row.recording_id,
          what: `Lifted the hold “${row.reason}”.`,
          reason,
        });
        return row.recording_id;
      });
    },
  };
}

export function holdsOver(context: RecordsContext, lead: RecordingId): Hold[] {
  const family = JSON.stringify([lead, ...sourcesOf(context, lead), ...madeFrom(context, lead)]);
  return hold.array().parse(
    context.db
      .prepare<[string]>(
        `SELECT ${columns} FROM holds WHERE recording_id IN (SELECT value FROM json_each(?))
         ORDER BY lifted_at IS NOT NULL, placed_at DESC, id`,
      )
      .all(family),
  );
}
