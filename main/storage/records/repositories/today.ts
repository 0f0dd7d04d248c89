// Today: the clocks that run, the drafts, and the footage that waits for tags.
import type { Instant } from '#contract/ids.ts';
import type { DueItem, TodaySummary } from '#contract/today.ts';
import { addHours, type RecordsContext } from '../records-context.ts';
import { toSummary } from './recording-rows.ts';
import { draftRows, toReportSummary } from './report-rows.ts';
import { duesOfVictims } from './victim-duties.ts';
import { waitingPosts } from './team-posts.ts';
import { recordingsDueSoon, worklistCounts } from './worklists.ts';

/** National Crime Recording Standard: recorded within 24 h of the report. */
const recordingHours = 24;

export function todaySummary(context: RecordsContext, at: Instant): TodaySummary {
  const { db } = context;
  const drafts = draftRows(db).map(toReportSummary);
  const counts = worklistCounts(context, at);
  const oldestToTagStartedAt = db
    .prepare<[], string | null>(
      `SELECT min(coalesce(corrected_start_at, started_at)) FROM recordings
       WHERE (reference = '' OR category_id IS NULL) AND lead_id IS NULL AND parent_id IS NULL AND erased_at IS NULL
         AND id NOT IN (SELECT recording_id FROM deletions)`,
    )
    .pluck()
    .get();
  const due = [
    ...crimesToRecord(drafts),
    ...duesOfVictims(context, at),
    ...deletionsNear(context, at),
    ...postsThatWait(context),
  ];
  due.sort((a, b) => a.dueAt.localeCompare(b.dueAt, 'en'));
  return {
    due,
    drafts,
    recordingsToTag: counts['needs-tagging'],
    recordingsTotal: counts.all,
    oldestToTagStartedAt: oldestToTagStartedAt ?? null,
  };
}

const crimesToRecord = (drafts: TodaySummary['drafts']): DueItem[] =>
  drafts.flatMap((draft) =>
    draft.reportedAt === null
      ? []
      : [
          {
            kind: 'record-crime' as const,
            dueAt: addHours(draft.reportedAt, recordingHours),
            reportId: draft.id,
            title: draft.title,
            reportedAt: draft.reportedAt,
          },
        ],
  );

const postsThatWait = (context: RecordsContext): DueItem[] =>
  waitingPosts(context).flatMap(({ id, leavesAt, content }) =>
    leavesAt === null
      ? []
      : [{ kind: 'team-post' as const, dueAt: leavesAt, teamPostId: id, place: content.place.trim() }],
  );

/** Evidential footage is left to its own worklist: years pass before it is due, and then by review. */
function deletionsNear(context: RecordsContext, at: Instant): DueItem[] {
  return recordingsDueSoon(context, at)
    .map(toSummary)
    .flatMap(({ id, title, fileName, categoryId, deletionDueAt }) =>
      deletionDueAt === null
        ? []
        : [
            {
              kind: 'deletion' as const,
              dueAt: deletionDueAt,
              recordingId: id,
              title: title === '' ? fileName : title,
              categoryMissing: categoryId === null,
            },
          ],
    );
}
