// Many recordings described at once, in one transaction; the last time can be taken back until the vault is locked.
import type { RecordingPatch } from '#contract/footage.ts';
import { recordingId, type Instant, type RecordingId } from '#contract/ids.ts';
import { mostAtOnce, type BulkChange, type BulkOutcome } from '#contract/tagging.ts';
import { filledTitle } from '#contract/title-pattern.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import { inTransaction, type RecordsContext } from '../records-context.ts';
import { describeRecording } from './describe-recording.ts';
import { hereRow, recordingRow, toSummary, type RecordingRow } from './recording-rows.ts';
import { worklistRecordings } from './worklists.ts';
import type { Synchronous } from './synchronous.ts';

type TaggingApi = Synchronous<
  Pick<RecordsApi, 'selectRecordings' | 'editRecordings' | 'undoEditRecordings' | 'usedTags'>
>;

/** Enough to put a recording back as it was, as long as nobody has changed it since. */
interface Before {
  readonly id: RecordingId;
  readonly revision: number;
  readonly patch: RecordingPatch;
}

interface Target {
  readonly row: RecordingRow;
  readonly patch: RecordingPatch;
}

/** Tags of long ago are seldom wanted again. */
const latestTagged = 500;
const mostTags = 50;

export function createTagging(context: RecordsContext): TaggingApi {
  const { db } = context;
  let lastEdit: readonly Before[] = [];

  const idOf = (row: RecordingRow): RecordingId => recordingId.parse(row.id);

  /** Writes each target that still has the revision it is given for. Within a transaction. */
  function write(
    targets: readonly (Target & { readonly revision: number })[],
    at: Instant,
    how: string,
  ): { outcome: BulkOutcome; before: Before[] } {
    const changed: RecordingId[] = [];
    const conflicts: RecordingRow[] = [];
    const before: Before[] = [];
    for (const { row, patch, revision } of targets) {
      if (row.revision !== revision) {
        conflicts.push(row);
      } else if (describeRecording(context, row, patch, at, how)) {
        changed.push(idOf(row));
        before.push({ id: idOf(row), revision: revision + 1, patch: descriptionOf(row) });
      }
    }
    return {
      outcome: {
        changed,
        conflicts: conflicts.map((row) => ({ id: idOf(row), title: row.title, fileName: row.file_name })),
      },
      before,
    };
  }

  return {
    selectRecordings({ worklist, search, at }) {
      const { rows, total } = worklistRecordings(context, { worklist, search, limit: mostAtOnce, offset: 0 }, at);
      return { recordings: rows.map((row) => ({ id: idOf(row), revision: row.revision })), total };
    },

    usedTags: () =>
      db
        .prepare<[number, number], string>(
          `SELECT tag.value FROM (SELECT number FROM recordings r
             ORDER BY coalesce(r.corrected_start_at, r.started_at, r.offloaded_at) DESC, r.number DESC LIMIT ?) latest
           JOIN recordings r ON r.number = latest.number, json_each(r.tags) tag
           GROUP BY tag.value ORDER BY count(*) DESC, tag.value LIMIT ?`,
        )
        .pluck()
        .all(latestTagged, mostTags),

    editRecordings({ recordings, change, at }): BulkOutcome {
      const { outcome, before } = inTransaction(context, () => {
        const rows = recordings.map(({ id, revision }) => ({ row: hereRow(db, id), revision }));
        // Numbered as they were made, whatever order they were chosen in.
        const made = rows.map(({ row }) => row).toSorted((a, b) => a.sorted_at.localeCompare(b.sorted_at));
        const targets = rows.map(({ row, revision }) => ({
          row,
          revision,
          patch: patchOf(row, change, made.indexOf(row) + 1),
        }));
        const how = recordings.length === 1 ? '' : `, together with ${others(recordings.length - 1)}`;
        return write(targets, at, how);
      });
      lastEdit = before;
      return outcome;
    },

    undoEditRecordings({ at }): BulkOutcome {
      const { outcome } = inTransaction(context, () =>
        write(
          lastEdit.map(({ id, revision, patch }) => ({ row: recordingRow(db, id), revision, patch })),
          at,
          ', taking back a change of several',
        ),
      );
      lastEdit = [];
      return outcome;
    },
  };
}

const others = (count: number): string => (count === 1 ? 'one other' : `${count} others`);

const descriptionOf = (row: RecordingRow): RecordingPatch => {
  const { categoryId, reference, title, tags } = toSummary(row);
  return { categoryId, reference, title, tags };
};

function patchOf(row: RecordingRow, change: BulkChange, number: number): RecordingPatch {
  const summary = toSummary(row);
  const { addTags = [], removeTags = [] } = change;
  const reference = change.reference ?? summary.reference;
  return {
    ...(change.categoryId === undefined ? {} : { categoryId: change.categoryId }),
    ...(change.reference === undefined ? {} : { reference }),
    ...(change.titlePattern === undefined
      ? {}
      : { title: filledTitle(change.titlePattern, { recording: summary, reference: reference.trim(), number }) }),
    ...(addTags.length + removeTags.length === 0
      ? {}
      : { tags: [...new Set([...summary.tags.filter((tag) => !removeTags.includes(tag)), ...addTags])].slice(0, 30) }),
  };
}
