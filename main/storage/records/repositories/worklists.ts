// Which recordings are on which list, and how many: by one narrow index, so that ten thousand of them are no wait.
import type { FootageQuery, Worklist } from '#contract/footage.ts';
import type { Instant } from '#contract/ids.ts';
import { addDays, type RecordsContext } from '../records-context.ts';
import { searchQuery } from '../search-words.ts';
import { heldFamilies } from './families.ts';
import { daysWithoutCategory, recordingOverview, type RecordingRow } from './recording-rows.ts';

/** A deletion this near is on the worklist and on the Today page. */
export const deletionNearDays = 7;

// Everything below that names a column of "r" is in the index recordings_by_start, which is therefore all that is read; only the
// rows of the page that is asked for are looked up in full.
const start = 'coalesce(r.corrected_start_at, r.started_at, r.offloaded_at)';

/**
 * Due: the same as `due_at` of the overview, but turned round. Instead of adding a period to each of ten thousand starts, the latest
 * start that is due by now is worked out once for each category.
 */
const preface = `
  ${heldFamilies},
  latest_due AS MATERIALIZED (
    SELECT id, strftime('%Y-%m-%dT%H:%M:%fZ', @near, '-' || retention_days || ' days') AS start FROM categories)`;
const isHeld = 'r.id IN covered';
const isDue = `(${start} <= CASE WHEN r.category_id IS NULL
    THEN strftime('%Y-%m-%dT%H:%M:%fZ', @near, '-${daysWithoutCategory} days')
    ELSE (SELECT latest_due.start FROM latest_due WHERE latest_due.id = r.category_id) END AND NOT ${isHeld})`;

const isMarkedForDeletion = 'r.id IN (SELECT recording_id FROM deletions)';
/** Segments and side files are seen with the recording that leads them. */
const leads = 'r.lead_id IS NULL AND r.erased_at IS NULL';
/** What is marked for deletion has its own list. */
const shownByItself = `${leads} AND NOT ${isMarkedForDeletion}`;
const original = `${shownByItself} AND r.parent_id IS NULL`;

const worklistCondition: Readonly<Record<Worklist, string>> = {
  all: original,
  'needs-tagging': `${original} AND (r.reference = '' OR r.category_id IS NULL)`,
  'no-reference': `${original} AND r.reference = ''`,
  'no-category': `${original} AND r.category_id IS NULL`,
  'deletion-due': `${shownByItself} AND ${isDue}`,
  'on-hold': `${shownByItself} AND ${isHeld}`,
  derivatives: `${shownByItself} AND r.parent_id IS NOT NULL`,
  deleted: `${leads} AND r.id IN (SELECT recording_id FROM deletions WHERE begun_at IS NULL)`,
};

const near = (at: Instant): Instant => addDays(at, deletionNearDays);

/** Reading the counts goes over the whole index; until something changes, and for a minute, they are what they were. */
const counted = new WeakMap<object, { readonly state: string; readonly until: number; readonly counts: Counts }>();
const countsLast = 60_000;
type Counts = Readonly<Record<Worklist, number>>;

const noRecordings: Counts = {
  all: 0,
  'needs-tagging': 0,
  'no-reference': 0,
  'no-category': 0,
  'deletion-due': 0,
  'on-hold': 0,
  derivatives: 0,
  deleted: 0,
};

export function worklistCounts({ db }: RecordsContext, at: Instant): Counts {
  const state = `${String(db.pragma('data_version', { simple: true }))} ${String(db.prepare('SELECT total_changes()').pluck().get())}`;
  const now = Date.parse(at);
  const known = counted.get(db);
  if (known?.state === state && now < known.until && now > known.until - countsLast) return known.counts;
  const sums = Object.entries(worklistCondition).map(
    ([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS "${name}"`,
  );
  const counts =
    db
      .prepare<object, Counts>(`${preface} SELECT ${sums.join(', ')} FROM recordings r WHERE ${leads}`)
      .get({ near: near(at) }) ?? noRecordings;
  counted.set(db, { state, until: now + countsLast, counts });
  return counts;
}

export interface WorklistPage {
  readonly rows: readonly RecordingRow[];
  readonly total: number;
}

/** One page of a list, in its order. */
export function worklistRecordings(context: RecordsContext, query: FootageQuery, at: Instant): WorklistPage {
  const { db } = context;
  const { worklist, limit, offset } = query;
  const words = searchQuery(query.search);
  const found = `FROM recordings r WHERE ${worklistCondition[worklist]} ${
    words === null ? '' : 'AND r.number IN (SELECT rowid FROM recording_search WHERE recording_search MATCH @words)'
  }`;
  const parameters = { near: near(at), words: words ?? '' };
  const total =
    words === null
      ? worklistCounts(context, at)[worklist]
      : (db.prepare<object, number>(`${preface} SELECT count(*) ${found}`).pluck().get(parameters) ?? 0);
  if (worklist === 'deletion-due') return { rows: dueRows(context, found, parameters, { limit, offset }), total };
  const numbers = db
    .prepare<object, number>(
      `${preface} SELECT r.number ${found} ORDER BY ${start} DESC, r.number DESC LIMIT @limit OFFSET @offset`,
    )
    .pluck()
    .all({ ...parameters, limit, offset });
  return { rows: rowsOf(context, numbers, 'sorted_at DESC, r.number DESC'), total };
}

/** The first to go first: its order is that of the due dates, which only the overview knows. */
function dueRows(
  context: RecordsContext,
  found: string,
  parameters: object,
  { limit, offset }: Pick<FootageQuery, 'limit' | 'offset'>,
): RecordingRow[] {
  const numbers = context.db.prepare<object, number>(`${preface} SELECT r.number ${found}`).pluck().all(parameters);
  return rowsOf(context, numbers, 'due_at, r.number', { limit, offset });
}

function rowsOf(
  { db }: RecordsContext,
  numbers: readonly number[],
  order: string,
  { limit, offset }: Pick<FootageQuery, 'limit' | 'offset'> = { limit: numbers.length, offset: 0 },
): RecordingRow[] {
  return db
    .prepare<unknown[], RecordingRow>(
      `${recordingOverview} WHERE r.number IN (SELECT value FROM json_each(?)) ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .all(JSON.stringify(numbers), limit, offset);
}

/** Non-evidential footage that goes soon. */
export function recordingsDueSoon(context: RecordsContext, at: Instant): RecordingRow[] {
  const found = `FROM recordings r WHERE ${worklistCondition['deletion-due']}
    AND coalesce((SELECT c.evidential FROM categories c WHERE c.id = r.category_id), 0) = 0`;
  return dueRows(context, found, { near: near(at) }, { limit: -1, offset: 0 });
}
