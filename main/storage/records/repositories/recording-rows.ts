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
import { KerbdeskError } from '#contract/errors.ts';
import { utcTime } from '../audit-words.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import { notFound } from '../records-context.ts';
import { heldFamilies } from './families.ts';

/** Footage that nobody has said anything of is treated as non-evidential (domain.md: within 31 days). */
export const daysWithoutCategory = 31;

const onHold = `coalesce(r.lead_id, r.id) IN (SELECT id FROM covered)`;

const periodEnd = `strftime('%Y-%m-%dT%H:%M:%fZ', coalesce(r.corrected_start_at, r.started_at, r.offloaded_at),
      '+' || (CASE WHEN r.category_id IS NULL THEN ${daysWithoutCategory} ELSE c.retention_days END) || ' days')`;

/**
 * Every recording with what is derived from other tables. Its period ends: start of the recording, else its offload,
 * plus the period of its category; never where the category is kept until reviewed. Due for deletion is the same but while a
 * hold keeps it, and once erased. One whose erasure has begun counts as erased: nobody can have it back.
 */
export const recordingOverview = `
  ${heldFamilies}
  SELECT r.*,
    coalesce(r.erased_at, d.begun_at) AS gone_at,
    coalesce(r.corrected_start_at, r.started_at, r.offloaded_at) AS sorted_at,
    ${periodEnd} AS period_ends_at,
    CASE WHEN r.erased_at IS NULL AND NOT ${onHold} THEN ${periodEnd} END AS due_at,
    ${onHold} AS on_hold,
    d.final_at AS deleted_after,
    d.reason AS deleted_because,
    (SELECT x.producer || '/' || x.number || x.suffix FROM exhibits x WHERE x.recording_id = r.id) AS exhibit,
    (SELECT count(*) FROM recordings s WHERE s.lead_id = r.id AND s.kind = 'segment') + 1 AS segment_count,
    (SELECT json_group_array(json_extract(s.media, '$.durationSeconds')) FROM recordings s
      WHERE s.lead_id = r.id AND s.kind = 'segment') AS more_durations,
    (SELECT count(*) FROM recordings s WHERE s.lead_id = r.id AND s.kind = 'side-file') AS side_file_count,
    (SELECT count(*) FROM recordings m WHERE m.parent_id = r.id AND m.erased_at IS NULL) AS derivative_count,
    coalesce(c.evidential, 0) AS evidential,
    c.label AS category_label,
    EXISTS (SELECT 1 FROM thumbnails t WHERE t.recording_id = r.id) AS has_thumbnail,
    (SELECT count(*) FROM markers m WHERE m.recording_id = r.id) AS marker_count,
    (SELECT json_group_array(l.report_id ORDER BY l.report_id) FROM report_recordings l WHERE l.recording_id = r.id) AS report_ids
  FROM recordings r
    LEFT JOIN categories c ON c.id = r.category_id
    LEFT JOIN deletions d ON d.recording_id = coalesce(r.lead_id, r.id)`;

export interface RecordingRow {
  readonly number: number;
  readonly sorted_at: string;
  readonly id: string;
  readonly file_name: string;
  readonly source_path: string;
  readonly camera_name: string;
  readonly camera_serial: string | null;
  readonly kind: string;
  readonly lead_id: string | null;
  readonly parent_id: string | null;
  readonly segment_group: string | null;
  readonly clock: string | null;
  readonly corrected_start_at: string | null;
  readonly erased_at: string | null;
  /** Erased, or its erasure has begun. */
  readonly gone_at: string | null;
  readonly period_ends_at: string | null;
  readonly on_hold: number;
  readonly deleted_after: string | null;
  readonly deleted_because: string | null;
  readonly exhibit: string | null;
  readonly segment_count: number;
  readonly more_durations: string;
  readonly side_file_count: number;
  readonly derivative_count: number;
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
  revision: row.revision,
  title: row.title,
  fileName: row.file_name,
  cameraName: row.camera_name,
  cameraSerial: row.camera_serial,
  kind: row.kind,
  leadId: row.lead_id,
  parentId: row.parent_id,
  startedAt: row.corrected_start_at ?? row.started_at,
  cameraStartedAt: row.started_at,
  clock: row.clock === null ? null : json(row.clock),
  startSource: row.start_source,
  offloadedAt: row.offloaded_at,
  bytes: row.bytes,
  media: mediaFacts.parse(json(row.media)),
  state: row.state,
  categoryId: row.category_id,
  reference: row.reference,
  tags: json(row.tags),
  hasThumbnail: row.has_thumbnail === 1,
  durationSeconds: wholeDuration(row),
  segmentCount: row.segment_count,
  sideFileCount: row.side_file_count,
  derivativeCount: row.derivative_count,
  exhibit: row.exhibit,
  onHold: row.on_hold === 1,
  deletedAfter: row.deleted_after,
  deletedBecause: row.deleted_because,
  erasedAt: row.gone_at,
  deletionDueAt: row.due_at,
  markerCount: row.marker_count,
  reportIds: json(row.report_ids),
});

function wholeDuration(row: RecordingRow): number | null {
  const more = z.array(z.number().nullable()).parse(json(row.more_durations));
  return [mediaFacts.parse(json(row.media)).durationSeconds, ...more].reduce(
    (sum, seconds) => (sum === null || seconds === null ? null : sum + seconds),
    0,
  );
}

/** Parsed, not cast: a row that is not of this shape is a fault to be seen, not to be shown. */
export const toSummary = (row: RecordingRow): RecordingSummary => recordingSummary.parse(summaryFields(row));

/** Throws `not-found`. */
export function recordingRow(db: RecordsDatabase, id: RecordingId): RecordingRow {
  const row = db.prepare<[string], RecordingRow>(`${recordingOverview} WHERE r.id = ?`).get(id);
  if (!row) throw notFound('recording');
  return row;
}

/** Throws `not-found`, and `deleted` once its key is being destroyed: nothing of what was on it may be added any more. */
export function presentRow(db: RecordsDatabase, id: RecordingId): RecordingRow {
  const row = recordingRow(db, id);
  if (row.gone_at !== null) throw erased(row.gone_at);
  return row;
}

/** Also where it is marked for deletion: that is looked at, and changed only when it is back. */
export function hereRow(db: RecordsDatabase, id: RecordingId): RecordingRow {
  const row = presentRow(db, id);
  if (row.deleted_after !== null) {
    throw new KerbdeskError(
      'deleted',
      'This recording is marked for deletion, so it was not changed. Have it back first; until its time is up nothing of it is lost.',
    );
  }
  return row;
}

const erased = (at: string): KerbdeskError =>
  new KerbdeskError(
    'deleted',
    `This recording was deleted on ${utcTime(at)}: its key was destroyed and nobody can read it any more. What was done and why is in the audit trail.`,
  );

/** The files of a recording in playing order; of a recording that the camera did not split, itself alone. */
function segmentsOf(db: RecordsDatabase, row: RecordingRow): unknown {
  return db
    .prepare<[string, string]>(
      `SELECT id, file_name AS fileName, bytes, json_extract(media, '$.durationSeconds') AS durationSeconds, sha256,
         segment_index AS "index", coalesce(corrected_start_at, started_at) AS startedAt,
         json_extract(media, '$.playability') AS playability, state
       FROM recordings WHERE id = ? OR (lead_id = ? AND kind = 'segment') ORDER BY segment_index, number`,
    )
    .all(row.id, row.id);
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
    notes: row.notes,
    markers: z.array(marker).parse(markers),
    segments: segmentsOf(db, row),
    sideFiles: db
      .prepare<[string]>(
        `SELECT id, file_name AS fileName, bytes FROM recordings
         WHERE lead_id = ? AND kind = 'side-file' ORDER BY file_name, number`,
      )
      .all(id),
    custody: {
      sha256: row.sha256,
      parts: row.parts,
      sourcePath: row.source_path,
      events: z.array(custodyEvent).parse(events),
    },
  });
}
