// Custody events: what happened to a recording, in order, appended and never changed.
import type { CustodyEvent } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import type { RecordsContext } from '../records-context.ts';

export function appendCustody({ db }: RecordsContext, id: RecordingId, { at, what, detail }: CustodyEvent): void {
  db.prepare(
    `INSERT INTO custody_events (recording_id, sequence, at, what, detail)
     VALUES (@id, (SELECT coalesce(max(sequence) + 1, 0) FROM custody_events WHERE recording_id = @id), @at, @what, @detail)`,
  ).run({ id, at, what, detail: detail.toWellFormed() });
}
