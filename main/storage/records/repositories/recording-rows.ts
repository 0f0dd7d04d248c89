// Recordings as rows and as the contract shows them: the reading side of the recordings repository.
import { z } from 'zod';
import {
  custodyEvent,
  marker,
  recording,
  recordingSummary,
  type Recording,
  type RecordingSummary,
} from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { mediaFacts } from '#contract/media.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { notFound } from '../records-context.ts';

/** Footage that nobody has said anything of is treated as non-evidential (domain.md: within 31 days). */
export const daysWithoutCategory = 31;

/**
 * Every recording with what is derived from other tables. Due for deletion: start of the recording, else its offload,
 * plus the period of its category; none where the category is kept until reviewed.
 */
export const recordingOverview = `
  SELECT r.*,
    coalesce(r.started_at, r.offloaded_at) AS sorted_at,
    strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(r.started_at, r.offloaded_at),
      '+' || (CASE WHEN r.category_id IS NULL THEN ${daysWithoutCategory} ELSE c.retention_days END) || ' days') AS due_at,
    coalesce(c.evidential, 0) AS evidential,
    c.label AS category_label,
    EXISTS (SELECT 1 FROM thumbnails t WHERE t.recording_id = r.id) AS has_thumbnail,
    (SELECT count(*) FROM markers m WHERE m.recording_id = r.id) AS marker_count,
    (SELECT json_group_array(l.report_id ORDER BY l.report_id) FROM report_recordings l WHERE l.recording_id = r.id) AS report_ids
  FROM recordings r LEFT JOIN categories c ON c.id = r.category_id`;

export interface RecordingRow {
  readonly number: number;
  readonly id: string;
  readonly file_name: string;
  readonly source_path: string;
  readonly camera_name: string;
  readonly camera_serial: string | null;
  readonly started_at: string | null;
  readonly start_source: string;
  readonly offloaded_at: string;
  readonly bytes: number;
  readonly parts: number;
  readonly sha256: string;
  readonly media: string;
  readonly state: string;
  readonly title: string;
  readonly reference: string;
  readonly notes: string;
  readonly tags: string;
  readonly category_id: string | null;
  readonly category_label: string | null;
  readonly evidential: number;
  readonly revision: number;
  readonly due_at: string | null;
  readonly has_thumbnail: number;
  readonly marker_count: number;
  readonly report_ids: string;
}

const json = (text: string): unknown => JSON.parse(text);

const summaryFields = (row: RecordingRow) => ({
  id: row.id,
  title: row.title,
  fileName: row.file_name,
  cameraName: row.camera_name,
  cameraSerial: row.camera_serial,
  startedAt: row.started_at,
  startSource: row.start_source,
  offloadedAt: row.offloaded_at,
  bytes: row.bytes,
  media: mediaFacts.parse(json(row.media)),
  state: row.state,
  categoryId: row.category_id,
  reference: row.reference,
  tags: json(row.tags),
  hasThumbnail: row.has_thumbnail === 1,
  deletionDueAt: row.due_at,
  markerCount: row.marker_count,
  reportIds: json(row.report_ids),
});

/** Parsed, not cast: a row that is not of this shape is a fault to be seen, not to be shown. */
export const toSummary = (row: RecordingRow): RecordingSummary => recordingSummary.parse(summaryFields(row));

/** Throws `not-found`. */
export function recordingRow(db: RecordsDatabase, id: RecordingId): RecordingRow {
  const row = db.prepare<[string], RecordingRow>(`${recordingOverview} WHERE r.id = ?`).get(id);
  if (!row) throw notFound('recording');
  return row;
}

/** Throws `not-found`. */
export function readRecording(db: RecordsDatabase, id: RecordingId): Recording {
  const row = recordingRow(db, id);
  const markers = db
    .prepare<[string]>(
      `SELECT id, start_seconds AS startSeconds, end_seconds AS endSeconds, label
       FROM markers WHERE recording_id = ? ORDER BY start_seconds, id`,
    )
    .all(id);
  const events = db
    .prepare<[string]>('SELECT at, what, detail FROM custody_events WHERE recording_id = ? ORDER BY sequence')
    .all(id);
  return recording.parse({
    ...summaryFields(row),
    revision: row.revision,
    notes: row.notes,
    markers: z.array(marker).parse(markers),
    custody: {
      sha256: row.sha256,
      parts: row.parts,
      sourcePath: row.source_path,
      events: z.array(custodyEvent).parse(events),
    },
  });
}
