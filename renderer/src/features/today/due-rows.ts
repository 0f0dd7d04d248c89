// The list of what is due: one line for each duty, recordings without a category gathered into one. Pure.
import type { ReportId, TeamPostId } from '#contract/ids.ts';
import type { DueItem, TodaySummary } from '#contract/today.ts';
import { dutyClock } from '#contract/victims/words.ts';
import {
  dueClock,
  formatCount,
  formatDate,
  formatDateTime,
  formatRecent,
  formatShortDate,
  type DueClock,
} from '../../format/index.ts';

export interface DueRow {
  readonly key: string;
  readonly clock: DueClock;
  readonly title: string;
  readonly detail: string;
  readonly action: string;
  readonly leadsTo:
    | { readonly screen: 'report' | 'victims'; readonly id: ReportId }
    | { readonly screen: 'review' }
    | { readonly screen: 'team-post'; readonly id: TeamPostId }
    | { readonly screen: 'footage'; readonly worklist: 'no-category' };
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('en-GB') + text.slice(1);

function reportRow(item: Extract<DueItem, { kind: 'record-crime' }>, now: number): DueRow {
  return {
    key: `report-${item.reportId}`,
    clock: dueClock(item.dueAt, now, true),
    title: `Record crime: ${item.title === '' ? 'untitled report' : item.title}`,
    detail: `Reported ${formatRecent(item.reportedAt, now)} · 24 h rule`,
    action: 'Finish',
    leadsTo: { screen: 'report', id: item.reportId },
  };
}

type VictimUpdate = Extract<DueItem, { kind: 'victim-update' }>;

/** Victims of one report who are owed the same by the same day are one line; it names none of them. */
function victimRow(items: readonly VictimUpdate[], first: VictimUpdate): DueRow {
  const { dueDay, today, workingDaysLeft, label, duty, reportId } = first;
  const clock = dutyClock(dueDay, today, workingDaysLeft);
  const whom = items.length === 1 ? 'the victim' : `${items.length} victims`;
  const rights = first.isEnhanced ? ' · enhanced rights' : '';
  return {
    key: `victims-${first.dutyId}`,
    clock,
    title: duty === 'refer' ? `${label} for ${whom}` : `Tell ${whom}: ${label}`,
    detail: `${first.title === '' ? 'Untitled report' : first.title} · ${clock.words}${rights}`,
    action: 'Open',
    leadsTo: { screen: 'victims', id: reportId },
  };
}

function victimRows(due: readonly DueItem[]): { readonly dueAt: string; readonly row: DueRow }[] {
  const groups = Map.groupBy(
    due.filter((item): item is VictimUpdate => item.kind === 'victim-update'),
    ({ reportId, label, dueDay, isEnhanced }) => [reportId, label, dueDay, isEnhanced].join(' '),
  );
  return [...groups.values()].flatMap((items) =>
    items[0] === undefined ? [] : [{ dueAt: items[0].dueAt, row: victimRow(items, items[0]) }],
  );
}

type Deletion = Extract<DueItem, { kind: 'deletion' }>;

function deletionRow(item: Deletion, now: number): DueRow {
  return {
    key: `recording-${item.recordingId}`,
    clock: dueClock(item.dueAt, now, false),
    title: `Deletion due: ${item.title === '' ? 'untitled recording' : item.title}`,
    detail: `Non-evidential · due ${formatDate(item.dueAt)}`,
    action: 'Review',
    leadsTo: { screen: 'review' },
  };
}

/** No clock that runs out: it may go out from then on. */
function postRow(item: Extract<DueItem, { kind: 'team-post' }>, now: number): DueRow {
  const isReady = now >= Date.parse(item.dueAt);
  return {
    key: `post-${item.teamPostId}`,
    clock: isReady ? { tone: 'warn', label: 'Ready' } : { tone: 'neutral', label: 'Waits' },
    title: `Team post: ${item.place === '' ? 'no place yet' : item.place}`,
    detail: isReady
      ? 'The team has left: it can go out now'
      : `Waits until the team has left: ${formatDateTime(item.dueAt)}`,
    action: isReady ? 'Hand over' : 'Open',
    leadsTo: { screen: 'team-post', id: item.teamPostId },
  };
}

function untaggedRow(items: readonly Deletion[], oldestStartedAt: string | null, now: number): DueRow | null {
  const first = items.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt))[0];
  if (first === undefined) return null;
  const oldest = oldestStartedAt === null ? '' : `Oldest ${formatShortDate(oldestStartedAt, now)} · `;
  return {
    key: 'untagged',
    clock: dueClock(first.dueAt, now, false),
    title: `${formatCount(items.length, 'recording')} without a category`,
    detail: capital(`${oldest}deleted from ${formatDate(first.dueAt)} on unless evidential`),
    action: items.length === 1 ? 'Tag' : 'Tag all',
    leadsTo: { screen: 'footage', worklist: 'no-category' },
  };
}

/** In the order in which the duties fall due. */
export function dueRows(summary: Pick<TodaySummary, 'due' | 'oldestToTagStartedAt'>, now: number): readonly DueRow[] {
  const untagged = summary.due.filter((item): item is Deletion => item.kind === 'deletion' && item.categoryMissing);
  const rows = victimRows(summary.due);
  for (const item of summary.due) {
    if (item.kind === 'record-crime') rows.push({ dueAt: item.dueAt, row: reportRow(item, now) });
    else if (item.kind === 'team-post') rows.push({ dueAt: item.dueAt, row: postRow(item, now) });
    else if (item.kind === 'deletion' && !item.categoryMissing)
      rows.push({ dueAt: item.dueAt, row: deletionRow(item, now) });
  }
  const gathered = untaggedRow(untagged, summary.oldestToTagStartedAt, now);
  if (gathered !== null) rows.push({ dueAt: untagged.map((item) => item.dueAt).toSorted()[0] ?? '', row: gathered });
  return rows.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)).map(({ row }) => row);
}
