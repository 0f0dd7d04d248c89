// The records' side of crypto-shredding: what is due, the point of no return, and what stays afterwards.
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { RetentionApi } from '../../../ports/retention.ts';
import { appendCustody } from './custody.ts';
import { dropTerms, mergeIndex } from '../search/index-rows.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { finalAt, goesAheadHours, isBelievable, marksAheadHours } from '../retention-rules.ts';
import type { RecordsHostApi } from '../records-worker-api.ts';
import { addHours } from '../records-context.ts';
import { mark, takeBack, unmark, type Mark } from './deletion-marks.ts';
import { keptBecause } from './deletions.ts';
import { filesOf, madeFrom } from './families.ts';
import { recordingOverview, recordingRow, type RecordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

type ErasuresApi = Synchronous<
  Pick<RetentionApi, 'confirmClock'> &
    Pick<
      RecordsHostApi,
      | 'believeClock'
      | 'markByRetention'
      | 'dueErasures'
      | 'begunErasures'
      | 'beginErasure'
      | 'finishErasure'
      | 'nextErasure'
    >
>;

export function createErasures(context: RecordsContext): ErasuresApi {
  const { db, audit, officer } = context;

  const believe = (at: Instant): void => {
    db.prepare(
      'INSERT INTO believed_clock (only_row, at) VALUES (1, ?) ON CONFLICT (only_row) DO UPDATE SET at = excluded.at',
    ).run(at);
  };

  return {
    believeClock({ at }): boolean {
      if (!isBelievable(at, believedClock(context))) return false;
      believe(at);
      return true;
    },

    confirmClock({ at }): void {
      inTransaction(context, () => {
        const before = believedClock(context);
        believe(at);
        audit.append({
          at,
          operation: 'alteration',
          subjectKind: 'settings',
          subjectId: officer.id,
          what: `Confirmed that the laptop’s clock is right; it was last relied on at ${before ?? 'no time'}.`,
        });
      });
    },

    markByRetention({ at, undoHours }): RecordingId[] {
      return inTransaction(context, () => {
        const due = db
          .prepare<[string], RecordingRow>(
            `SELECT * FROM (${recordingOverview}) o
             WHERE o.lead_id IS NULL AND o.gone_at IS NULL AND o.deleted_after IS NULL
               AND o.evidential = 0 AND o.category_id IS NOT NULL AND o.due_at <= ?
               AND o.id NOT IN (SELECT recording_id FROM had_back)
             ORDER BY o.number DESC`,
          )
          .all(addHours(at, marksAheadHours(undoHours)));
        // The last made first: an original follows once all that was made from it is marked.
        return due.flatMap((row) => {
          const id = row.id as RecordingId;
          if (keptBecause(context, id).length > 0) return [];
          const reason = `The period of “${row.category_label ?? ''}” is over.`;
          const final = finalAt(at, undoHours, row.period_ends_at);
          mark(context, id, { because: 'retention', reason, at, finalAt: final });
          return [id];
        });
      });
    },

    /** In the order in which they are to be carried out: an original never goes before what was made from it. */
    dueErasures: ({ at }): RecordingId[] =>
      db
        .prepare<[string], RecordingId>(
          `SELECT d.recording_id FROM deletions d JOIN recordings r ON r.id = d.recording_id
           WHERE r.erased_at IS NULL AND (d.final_at <= ? OR d.begun_at IS NOT NULL)
           ORDER BY r.number DESC`,
        )
        .pluck()
        .all(at),

    begunErasures: (): RecordingId[] =>
      db
        .prepare<[], RecordingId>(
          `SELECT d.recording_id FROM deletions d JOIN recordings r ON r.id = d.recording_id
           WHERE r.erased_at IS NULL AND d.begun_at IS NOT NULL ORDER BY r.number DESC`,
        )
        .pluck()
        .all(),

    beginErasure({ id, at }): RecordingId[] {
      return inTransaction(context, () => {
        if (recordingRow(db, id).gone_at !== null) return filesOf(context, id);
        const because = db
          .prepare<[string, string], Mark['because']>(
            'SELECT because FROM deletions WHERE recording_id = ? AND final_at <= ?',
          )
          .pluck()
          .get(id, at);
        // Had back, and perhaps marked anew, since it was listed as due.
        if (because === undefined || staysAfterAll(context, id, because, at)) return [];
        db.prepare('UPDATE deletions SET begun_at = ? WHERE recording_id = ?').run(at, id);
        return filesOf(context, id);
      });
    },

    finishErasure({ id, at }): void {
      inTransaction(context, () => {
        const row = recordingRow(db, id);
        if (row.erased_at !== null) return;
        const files = filesOf(context, id);
        for (const file of files) {
          forgetContent(context, file);
          const detail = 'Its data key was overwritten in the container and the container removed.';
          appendCustody(context, file, { at, what: 'shredded', detail });
          db.prepare('UPDATE recordings SET erased_at = ? WHERE id = ?').run(at, file);
        }
        const others = files.length === 1 ? '' : ` and ${files.length - 1} more files that belong to it`;
        audit.append({
          at,
          operation: 'erasure',
          subjectKind: 'recording',
          subjectId: id,
          what: `Destroyed the key of ${row.file_name} (${row.bytes} bytes, SHA-256 ${row.sha256})${others} and removed the footage. Title, notes, tags, markers and pictures of it are gone; custody stays.`,
          reason: row.deleted_because,
        });
        audit.checkpoint();
        // Until the index is merged it holds the words of what was taken out of it.
        db.prepare(`INSERT INTO recording_search (recording_search) VALUES ('optimize')`).run();
        mergeIndex(db, 'recording_index');
      });
    },

    nextErasure: (): Instant | null =>
      db
        .prepare<[], Instant | null>(
          `SELECT min(d.final_at) FROM deletions d JOIN recordings r ON r.id = d.recording_id WHERE r.erased_at IS NULL`,
        )
        .pluck()
        .get() ?? null,
  };
}

/** Judged anew at the last moment: what was true when it was marked may not be any more. Takes the mark off where it is not. */
function staysAfterAll(context: RecordsContext, id: RecordingId, because: Mark['because'], at: Instant): boolean {
  const kept = keptBecause(context, id).map(({ kind }) => kind);
  if (kept.includes('hold') || kept.includes('derivative')) {
    takeBack(context, [id], at, 'something came up that keeps it');
    return true;
  }
  if (because === 'retention') {
    const row = recordingRow(context.db, id);
    const ends = row.period_ends_at;
    const isDue =
      row.category_id !== null && row.evidential === 0 && ends !== null && ends <= addHours(at, goesAheadHours);
    if (!isDue || kept.length > 0) {
      unmark(context, id, at, isDue ? 'something came up that keeps it' : 'its period does not end now any more');
      return true;
    }
  }
  return madeFrom(context, id).length > 0;
}

export const believedClock = ({ db }: RecordsContext): Instant | null =>
  db.prepare<[], Instant>('SELECT at FROM believed_clock').pluck().get() ?? null;

/** All that shows or tells what was on it. Category, reference and the facts of custody stay, so that the trail names something. */
function forgetContent({ db }: RecordsContext, id: RecordingId): void {
  const tables = [
    'thumbnails',
    'filmstrips',
    'waveforms',
    'recording_positions',
    'markers',
    'match_refusals',
    'recipe_drafts',
  ];
  for (const table of tables) {
    db.prepare(`DELETE FROM ${table} WHERE recording_id = ?`).run(id);
  }
  const number = db.prepare<[string], number>('SELECT number FROM recordings WHERE id = ?').pluck().get(id);
  if (number === undefined) return;
  db.prepare('DELETE FROM recording_search WHERE rowid = ?').run(number);
  dropTerms(db, 'recording_index', number);
  db.prepare(`UPDATE recordings SET title = '', notes = '', tags = '[]', revision = revision + 1 WHERE id = ?`).run(id);
}
