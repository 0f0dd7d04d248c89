// The mark of a deletion: set, and taken back as long as the erasure has not begun.
import type { Instant, RecordingId } from '#contract/ids.ts';
import { utcTime } from '../audit-words.ts';
import type { RecordsContext } from '../records-context.ts';

export interface Mark {
  readonly because: 'retention' | 'officer';
  readonly reason: string;
  readonly at: Instant;
  readonly finalAt: Instant;
}

export function mark({ db, audit }: RecordsContext, id: RecordingId, { because, reason, at, finalAt }: Mark): void {
  db.prepare('INSERT INTO deletions (recording_id, because, reason, asked_at, final_at) VALUES (?, ?, ?, ?, ?)').run(
    id,
    because,
    reason.toWellFormed(),
    at,
    finalAt,
  );
  const who = because === 'retention' ? 'Marked for deletion because its period ends' : 'Marked for deletion';
  audit.append({
    at,
    operation: 'erasure',
    subjectKind: 'recording',
    subjectId: id,
    what: `${who}: it can be had back until ${utcTime(finalAt)}, then its key is destroyed.`,
    reason,
  });
}

/** Answers which of them were marked, and are never marked by retention again. One whose erasure has begun stays as it is. */
export function takeBack(
  context: RecordsContext,
  ids: readonly RecordingId[],
  at: Instant,
  because: string,
): RecordingId[] {
  const back = [...new Set(ids)].filter((id) => unmark(context, id, at, because));
  const remember = context.db.prepare(
    'INSERT INTO had_back (recording_id, at) VALUES (?, ?) ON CONFLICT (recording_id) DO UPDATE SET at = excluded.at',
  );
  for (const id of back) remember.run(id, at);
  return back;
}

/** The same for one, which retention may mark again once it is due. Answers whether it was marked. */
export function unmark({ db, audit }: RecordsContext, id: RecordingId, at: Instant, because: string): boolean {
  const removed = db.prepare('DELETE FROM deletions WHERE recording_id = ? AND begun_at IS NULL').run(id);
  if (removed.changes === 0) return false;
  audit.append({
    at,
    operation: 'alteration',
    subjectKind: 'recording',
    subjectId: id,
    what: `Taken back from deletion: ${because}.`,
  });
  return true;
}
