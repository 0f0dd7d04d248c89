// Recordings: found, tagged and marked by the officer. What came from the camera is never changed here.
import { randomUUID } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Category, FootageList, Recording, RecordingPatch, Worklist } from '#contract/footage.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { markerWords, tagWords } from '../audit-words.ts';
import { addDays, inTransaction, notFound, revisionConflict, type RecordsContext } from '../records-context.ts';
import { searchQuery, searchText } from '../search-words.ts';
import { readRecording, recordingOverview, recordingRow, toSummary, type RecordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

/** A deletion this near is on the worklist and on the Today page. */
export const deletionNearDays = 7;

/** Segments and side files are seen with the recording that leads them, and what is marked for deletion has its own list. */
const shownByItself = `o.lead_id IS NULL AND o.deleted_after IS NULL AND o.erased_at IS NULL`;
const original = `o.parent_id IS NULL AND ${shownByItself}`;

const worklistCondition: Readonly<Record<Worklist, string>> = {
  all: original,
  'needs-tagging': `(o.reference = '' OR o.category_id IS NULL) AND ${original}`,
  'no-reference': `o.reference = '' AND ${original}`,
  'no-category': `o.category_id IS NULL AND ${original}`,
  'deletion-due': `o.due_at <= @near AND ${shownByItself}`,
  'on-hold': `o.on_hold = 1 AND ${shownByItself}`,
  derivatives: `o.parent_id IS NOT NULL AND ${shownByItself}`,
  deleted: 'o.lead_id IS NULL AND o.deleted_after IS NOT NULL AND o.erased_at IS NULL',
};

const noRecordings: Readonly<Record<Worklist, number>> = {
  all: 0,
  'needs-tagging': 0,
  'no-reference': 0,
  'no-category': 0,
  'deletion-due': 0,
  'on-hold': 0,
  derivatives: 0,
  deleted: 0,
};

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
    listRecordings({ worklist, search, limit, offset, at }): FootageList {
      const query = searchQuery(search);
      const near = addDays(at, deletionNearDays);
      const found = `FROM (${recordingOverview}) o WHERE ${worklistCondition[worklist]} ${
        query === null ? '' : 'AND o.number IN (SELECT rowid FROM recording_search WHERE recording_search MATCH @query)'
      }`;
      const parameters = { near, query: query ?? '' };
      const order = worklist === 'deletion-due' ? 'o.due_at, o.number' : 'o.sorted_at DESC, o.number DESC';
      const rows = db
        .prepare<object, RecordingRow>(`SELECT o.* ${found} ORDER BY ${order} LIMIT @limit OFFSET @offset`)
        .all({ ...parameters, limit, offset });
      const total = db.prepare<object, number>(`SELECT count(*) ${found}`).pluck().get(parameters) ?? 0;
      return { recordings: rows.map(toSummary), total, counts: worklistCounts(context, at) };
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
        .prepare<[], { id: string; label: string; evidential: number; retentionDays: number | null }>(
          'SELECT id, label, evidential, retention_days AS retentionDays FROM categories WHERE retired = 0 ORDER BY position',
        )
        .all()
        .map((row) => ({ ...row, evidential: row.evidential === 1 }));
    },

    updateRecording({ id, revision, patch, at }): Recording {
      return inTransaction(context, () => {
        const row = recordingRow(db, id);
        if (row.revision !== revision) throw revisionConflict('recording');
        const changes = changesOf(context, row, patch);
        if (changes.length > 0) {
          const assignments = changes.map(({ column }) => `${column} = ?`).join(', ');
          db.prepare(`UPDATE recordings SET ${assignments} WHERE id = ?`).run(...changes.map(({ value }) => value), id);
          touch(id);
          altered(id, at, `Changed ${changes.map(({ said }) => said).join('; ')}.`);
        }
        return readRecording(db, id);
      });
    },

    saveMarker({ id, marker, at }): Recording {
      return inTransaction(context, () => {
        recordingRow(db, id);
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
        recordingRow(db, id);
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
        const isNew = recordingRow(db, id).has_thumbnail === 0;
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

export function worklistCounts({ db }: RecordsContext, at: Instant): Record<Worklist, number> {
  const sums = Object.entries(worklistCondition).map(([name, condition]) => `total(${condition}) AS "${name}"`);
  const row = db
    .prepare<object, Record<Worklist, number>>(`SELECT ${sums.join(', ')} FROM (${recordingOverview}) o`)
    .get({ near: addDays(at, deletionNearDays) });
  return row ?? noRecordings;
}

interface Change {
  readonly column: string;
  readonly value: string | null;
  /** For the audit trail: what it was and what it is now. Notes are long and stay out of it. */
  readonly said: string;
}

function changesOf(context: RecordsContext, row: RecordingRow, patch: RecordingPatch): Change[] {
  const changes: Change[] = [];
  const change = (column: string, name: string, before: string | null, after: string | null, quote = true): void => {
    if (before === after) return;
    const shown = (value: string | null): string => (value === null || value === '' ? 'nothing' : `“${value}”`);
    changes.push({ column, value: after, said: quote ? `${name} from ${shown(before)} to ${shown(after)}` : name });
  };
  if (patch.title !== undefined) change('title', 'title', row.title, patch.title.toWellFormed());
  if (patch.reference !== undefined)
    change('reference', 'reference', row.reference, patch.reference.trim().toWellFormed());
  if (patch.notes !== undefined) change('notes', 'notes', row.notes, patch.notes.toWellFormed(), false);
  if (patch.tags !== undefined) {
    const tags = [...new Set(patch.tags.map((tag) => tag.toWellFormed()))];
    const before = toSummary(row).tags;
    const value = JSON.stringify(tags);
    if (value !== JSON.stringify(before))
      changes.push({ column: 'tags', value, said: `tags from ${tagWords(before)} to ${tagWords(tags)}` });
  }
  if (patch.categoryId !== undefined && patch.categoryId !== row.category_id) {
    const label = patch.categoryId === null ? null : categoryLabel(context, patch.categoryId);
    const shown = (value: string | null): string => (value === null ? 'none' : `“${value}”`);
    changes.push({
      column: 'category_id',
      value: patch.categoryId,
      said: `category from ${shown(row.category_label)} to ${shown(label)}`,
    });
  }
  return changes;
}

function categoryLabel({ db }: RecordsContext, id: string): string {
  const label = db.prepare<[string], string>('SELECT label FROM categories WHERE id = ?').pluck().get(id);
  if (label === undefined) throw notFound('category');
  return label;
}

/** Puts a recording's words in the search index anew. */
export function indexRecording({ db }: RecordsContext, id: RecordingId): void {
  const row = recordingRow(db, id);
  const labels = db.prepare<[string], string>('SELECT label FROM markers WHERE recording_id = ?').pluck().all(id);
  const words = searchText([
    row.title,
    row.reference,
    row.notes,
    ...toSummary(row).tags,
    row.category_label ?? '',
    row.file_name,
    row.camera_name,
    row.camera_serial ?? '',
    ...labels,
  ]);
  db.prepare('DELETE FROM recording_search WHERE rowid = ?').run(row.number);
  db.prepare('INSERT INTO recording_search (rowid, words) VALUES (?, ?)').run(row.number, words);
}
