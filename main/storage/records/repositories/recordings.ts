// Recordings: found, tagged and marked by the officer. What came from the camera is never changed here.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Category, FootageList, Recording } from '#contract/footage.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { markerWords } from '../audit-words.ts';
import { inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { describeRecording } from './describe-recording.ts';
import { indexRecording } from './recording-search.ts';
import { hereRow, presentRow, readRecording, toSummary } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';
import { worklistCounts, worklistRecordings } from './worklists.ts';

type RecordingsApi = Synchronous<
  Pick<
    RecordsApi,
    | 'listRecordings'
    | 'getRecording'
    | 'listCategories'
    | 'updateRecording'
    | 'saveMarker'
    | 'removeMarker'
    | 'saveThumbnail'
    | 'readThumbnail'
  >
>;

export function createRecordings(context: RecordsContext): RecordingsApi {
  const { db, audit } = context;

  const altered = (id: RecordingId, at: Instant, what: string): void => {
    audit.append({ at, operation: 'alteration', subjectKind: 'recording', subjectId: id, what });
  };
  const touch = (id: RecordingId): void => {
    db.prepare('UPDATE recordings SET revision = revision + 1 WHERE id = ?').run(id);
    indexRecording(context, id);
  };

  return {
    /** A list shows what is there and is not noted as a consultation; opening a recording is (docs/formats/audit-log.md). */
    listRecordings({ at, ...query }): FootageList {
      const { rows, total } = worklistRecordings(context, query, at);
      return { recordings: rows.map(toSummary), total, counts: { ...worklistCounts(context, at) } };
    },

    getRecording({ id, at }): Recording {
      return inTransaction(context, () => {
        const recording = readRecording(db, id);
        audit.consulted({ at, subjectKind: 'recording', subjectId: id, what: 'Opened the recording’s details.' });
        return recording;
      });
    },

    listCategories(): Category[] {
      return db
        .prepare<[], Omit<Category, 'evidential' | 'retired'> & { evidential: number; retired: number }>(
          `SELECT id, label, evidential, retention_days AS retentionDays, retired
           FROM categories ORDER BY retired, position, label`,
        )
        .all()
        .map((row) => ({ ...row, evidential: row.evidential === 1, retired: row.retired === 1 }));
    },

    updateRecording({ id, revision, patch, at }): Recording {
      return inTransaction(context, () => {
        const row = hereRow(db, id);
        if (row.revision !== revision) throw revisionConflict('recording');
        describeRecording(context, row, patch, at);
        return readRecording(db, id);
      });
    },

    saveMarker({ id, marker, at }): Recording {
      return inTransaction(context, () => {
        hereRow(db, id);
        const { startSeconds, endSeconds, label } = marker;
        if (marker.id === null) {
          db.prepare(
            'INSERT INTO markers (id, recording_id, start_seconds, end_seconds, label) VALUES (?, ?, ?, ?, ?)',
          ).run(randomUUID(), id, startSeconds, endSeconds, label.toWellFormed());
          altered(id, at, `Added a marker ${markerWords(marker)}.`);
        } else {
          const { changes } = db
            .prepare(
              'UPDATE markers SET start_seconds = ?, end_seconds = ?, label = ? WHERE id = ? AND recording_id = ?',
            )
            .run(startSeconds, endSeconds, label.toWellFormed(), marker.id, id);
          if (changes === 0) throw notFound('marker');
          altered(id, at, `Changed a marker, now ${markerWords(marker)}.`);
        }
        touch(id);
        return readRecording(db, id);
      });
    },

    removeMarker({ id, markerId, at }): Recording {
      return inTransaction(context, () => {
        hereRow(db, id);
        const removed = db
          .prepare<unknown[], { label: string; startSeconds: number; endSeconds: number | null }>(
            'DELETE FROM markers WHERE id = ? AND recording_id = ? RETURNING label, start_seconds AS startSeconds, end_seconds AS endSeconds',
          )
          .get(markerId, id);
        if (!removed) throw notFound('marker');
        altered(id, at, `Removed the marker ${markerWords(removed)}.`);
        touch(id);
        return readRecording(db, id);
      });
    },

    saveThumbnail({ id, jpeg, at }): void {
      inTransaction(context, () => {
        const isNew = presentRow(db, id).has_thumbnail === 0;
        db.prepare(
          `INSERT INTO thumbnails (recording_id, jpeg) VALUES (?, ?)
           ON CONFLICT (recording_id) DO UPDATE SET jpeg = excluded.jpeg`,
        ).run(id, jpeg);
        altered(id, at, isNew ? 'Made a thumbnail of the footage.' : 'Made the thumbnail again.');
      });
    },

    readThumbnail({ id }): Uint8Array {
      const jpeg = db.prepare<[string], Buffer>('SELECT jpeg FROM thumbnails WHERE recording_id = ?').pluck().get(id);
      if (!jpeg) throw new KerbdeskError('not-found', 'This recording has no thumbnail yet.');
      return new Uint8Array(jpeg);
    },
  };
}
