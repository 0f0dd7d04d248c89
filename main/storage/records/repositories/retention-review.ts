// The dry run: what falls due, what keeps it, and what goes by itself. Reads only.
import type { Instant, RecordingId } from '#contract/ids.ts';
import {
  retentionReview,
  type KeptBecause,
  type RetentionReview,
  type ReviewGroup,
  type ReviewItem,
} from '#contract/retention.ts';
import type { RetentionApi } from '../../../ports/retention.ts';
import { addDays, type RecordsContext } from '../records-context.ts';
import { finalAt, isBelievable, marksAheadHours } from '../retention-rules.ts';
import { keptBecause } from './deletions.ts';
import { believedClock } from './erasures.ts';
import { filesOf } from './families.ts';
import { recordingOverview, recordingRow, type RecordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

const groups: readonly ReviewGroup[] = ['marked', 'non-evidential', 'untagged', 'period-over', 'kept'];

/** More are told as a number: the first ones fall due first. */
const mostShown = 200;

interface Judged {
  readonly row: RecordingRow;
  readonly group: ReviewGroup;
  readonly kept: readonly KeptBecause[];
}

type ReviewApi = Synchronous<Pick<RetentionApi, 'reviewRetention'>>;
type ReviewInput = Parameters<ReviewApi['reviewRetention']>[0];

export const createRetentionReview = (context: RecordsContext): ReviewApi => ({
  reviewRetention(input): RetentionReview {
    const { mode, undoHours, at } = input;
    const believedAt = believedClock(context);
    const judged = dueRows(context, input).map((row) => judge(context, row));
    return retentionReview.parse({
      mode,
      undoHours,
      clock: { inDoubt: !isBelievable(at, believedAt), believedAt },
      groups: groups.map((group) => {
        const members = judged.filter((one) => one.group === group);
        return {
          group,
          total: members.length,
          bytes: members.reduce((sum, { row }) => sum + groupBytes(context, row), 0),
          items: members.slice(0, mostShown).map((one) => toItem(context, one, input)),
        };
      }),
    });
  },
});

const dueRows = ({ db }: RecordsContext, { withinDays, at }: ReviewInput): RecordingRow[] =>
  db
    .prepare<[string], RecordingRow>(
      `SELECT * FROM (${recordingOverview}) o
       WHERE o.lead_id IS NULL AND o.gone_at IS NULL AND (o.deleted_after IS NOT NULL OR o.period_ends_at <= ?)
       ORDER BY coalesce(o.deleted_after, o.period_ends_at), o.number`,
    )
    .all(addDays(at, withinDays));

function judge(context: RecordsContext, row: RecordingRow): Judged {
  if (row.deleted_after !== null) return { row, group: 'marked', kept: [] };
  const kept = keptBecause(context, row.id as RecordingId);
  if (kept.length > 0) return { row, group: 'kept', kept };
  if (row.category_id === null) return { row, group: 'untagged', kept };
  return { row, group: row.evidential === 1 ? 'period-over' : 'non-evidential', kept: hadBack(context, row) };
}

const hadBack = ({ db }: RecordsContext, { id }: RecordingRow): KeptBecause[] =>
  db.prepare<[string], number>('SELECT 1 FROM had_back WHERE recording_id = ?').pluck().get(id) === undefined
    ? []
    : [{ kind: 'had-back', what: '' }];

const groupBytes = (context: RecordsContext, row: RecordingRow): number =>
  filesOf(context, row.id as RecordingId).reduce((sum, id) => sum + recordingRow(context.db, id).bytes, 0);

function toItem(context: RecordsContext, { row, group, kept }: Judged, input: ReviewInput): unknown {
  return {
    id: row.id,
    title: row.title === '' ? row.file_name : row.title,
    categoryLabel: row.category_label,
    startedAt: row.corrected_start_at ?? row.started_at,
    bytes: groupBytes(context, row),
    fileCount: row.segment_count + row.side_file_count,
    periodEndsAt: row.period_ends_at,
    goesAt: row.deleted_after ?? goesByItself(row, group, kept, input),
    reason: row.deleted_because,
    kept,
  } satisfies Record<keyof ReviewItem, unknown>;
}

/** When the program would destroy it without anybody doing anything; null where it waits for a person. */
function goesByItself(
  row: RecordingRow,
  group: ReviewGroup,
  kept: readonly KeptBecause[],
  { mode, undoHours, at }: ReviewInput,
): Instant | null {
  if (mode !== 'automatic' || group !== 'non-evidential' || kept.length > 0 || row.period_ends_at === null) return null;
  const marked = Math.max(Date.parse(at), Date.parse(row.period_ends_at) - marksAheadHours(undoHours) * 3_600_000);
  return finalAt(new Date(marked).toISOString(), undoHours, row.period_ends_at);
}
