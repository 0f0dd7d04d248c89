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

/** Answers which of them were marked. One whose erasure has begun stays as it is. */
export function takeBack(
  { db, audit }: RecordsContext,
  ids: readonly RecordingId[],
  at: Instant,
  because: string,
): RecordingId[] {
  const remove = db.prepare('DELETE FROM deletions WHERE recording_id = ? AND begun_at IS NULL');
  const back = [...new Set(ids)].filter((id) => remove.run(id).changes > 0);
  for (const id of back) {
    db.prepare(
      'INSERT INTO had_back (recording_id, at) VALUES (?, ?) ON CONFLICT (recording_id) DO UPDATE SET at = excluded.at',
    ).run(id, at);
    audit.append({
      at,
      operation: 'alteration',
      subjectKind: 'recording',
      subjectId: id,
      what: `Taken back from deletion: ${because}.`,
    });
  }
  return back;
}
