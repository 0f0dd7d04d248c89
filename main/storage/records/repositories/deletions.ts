// Deletions as officers ask for them: what one would do, marking, and having back.
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant, RecordingId } from '#contract/ids.ts';
import type { DeletionPlan, KeptBecause } from '#contract/retention.ts';
import type { RetentionApi } from '../../../ports/retention.ts';
import { inTransaction, notFound, type RecordsContext } from '../records-context.ts';
import { finalAt } from '../retention-rules.ts';
import { mark, takeBack } from './deletion-marks.ts';
import { filesOf, leadOf, madeFrom, sourcesOf } from './families.ts';
import { holdsOver } from './holds.ts';
import { hereRow, presentRow, recordingRow, type RecordingRow } from './recording-rows.ts';
import type { Synchronous } from './synchronous.ts';

type DeletionsApi = Synchronous<Pick<RetentionApi, 'planDeletion' | 'markForDeletion' | 'haveBack'>>;

export function createDeletions(context: RecordsContext): DeletionsApi {
  const { db } = context;
  return {
    planDeletion({ ids, undoHours, at }): DeletionPlan {
      const { leads, made } = wholeDeletion(context, ids);
      const all = [...made, ...leads];
      const files = all.flatMap((id) => filesOf(context, id));
      return {
        finalAt: latest(all.map((id) => finalAtOf(context, id, undoHours, at))),
        bytes: files.reduce((sum, id) => sum + recordingRow(db, id).bytes, 0),
        fileCount: files.length,
        recordings: leads.map((id) => named(context, id)),
        madeFromThem: made.map((id) => named(context, id)),
        refusal: refusalOf(context, leads, made),
        review: reviewOf(context, leads),
      };
    },

    markForDeletion({ ids, reason, reviewed, undoHours, at }): { finalAt: Instant; marked: RecordingId[] } {
      return inTransaction(context, () => {
        const { leads, made } = wholeDeletion(context, ids);
        const refusal = refusalOf(context, leads, made);
        if (refusal !== null) throw notDeletable(refusal);
        const review = reviewOf(context, leads);
        if (review !== null && !(reviewed && leads.length === 1)) throw notDeletable(review);
        const finals = [...made, ...leads].map((id) => {
          const final = finalAtOf(context, id, undoHours, at);
          mark(context, id, { because: 'officer', reason, at, finalAt: final });
          return final;
        });
        return { finalAt: latest(finals), marked: [...made, ...leads] };
      });
    },

    haveBack({ ids, at }): RecordingId[] {
      return inTransaction(context, () => {
        const leads = [...new Set(ids.map((id) => leadOf(context, id)))];
        for (const id of leads) presentRow(db, id);
        // What was made from an original is nothing without it.
        const all = leads.flatMap((id) => [id, ...sourcesOf(context, id)]);
        return takeBack(context, all, at, 'the officer had it back');
      });
    },
  };
}

/** What is asked for, and what goes with it because it was made from it. */
function wholeDeletion(
  context: RecordsContext,
  ids: readonly RecordingId[],
): { leads: RecordingId[]; made: RecordingId[] } {
  const leads = [...new Set(ids.map((id) => leadOf(context, id)))];
  for (const id of leads) hereRow(context.db, id);
  const made = new Set(leads.flatMap((id) => madeFrom(context, id)));
  const isHere = (id: RecordingId): boolean => recordingRow(context.db, id).deleted_after === null;
  return { leads, made: [...made].filter((id) => !leads.includes(id) && isHere(id)) };
}

const latest = (instants: readonly Instant[]): Instant => {
  const last = instants.toSorted().at(-1);
  if (last === undefined) throw notFound('recording');
  return last;
};

/** The end of a period bounds only what the law wants gone: evidential footage may go later. */
const finalAtOf = ({ db }: RecordsContext, id: RecordingId, undoHours: number, at: Instant): Instant => {
  const row = recordingRow(db, id);
  return finalAt(at, undoHours, row.evidential === 1 ? null : row.period_ends_at);
};

const notDeletable = (message: string): KerbdeskError => new KerbdeskError('not-deletable', message);

const titleOf = ({ title, file_name: fileName }: Pick<RecordingRow, 'title' | 'file_name'>): string =>
  title === '' ? fileName : title;

const named = ({ db }: RecordsContext, id: RecordingId): { id: RecordingId; title: string } => ({
  id,
  title: titleOf(recordingRow(db, id)),
});

/** What keeps a recording, the strongest first. */
export function keptBecause(context: RecordsContext, lead: RecordingId): KeptBecause[] {
  const { db } = context;
  const kept: KeptBecause[] = holdsOver(context, lead)
    .filter(({ liftedAt }) => liftedAt === null)
    .map(({ reason }) => ({ kind: 'hold', what: reason }));
  const files = JSON.stringify(filesOf(context, lead));
  const words = (sql: string): string[] => db.prepare<[string], string>(sql).pluck().all(files);
  kept.push(
    ...words(
      `SELECT producer || '/' || number || suffix FROM exhibits
       WHERE recording_id IN (SELECT value FROM json_each(?)) ORDER BY number, suffix`,
    ).map((what) => ({ kind: 'exhibit' as const, what })),
    ...words(
      `SELECT DISTINCT r.local_reference FROM report_recordings l JOIN reports r ON r.id = l.report_id
       WHERE l.recording_id IN (SELECT value FROM json_each(?)) ORDER BY r.number`,
    ).map((what) => ({ kind: 'report' as const, what })),
    ...madeFrom(context, lead)
      .map((id) => recordingRow(db, id))
      .filter(({ deleted_after }) => deleted_after === null)
      .map((row) => ({ kind: 'derivative' as const, what: titleOf(row) })),
  );
  return kept;
}

const keptWords: Readonly<Record<KeptBecause['kind'], (what: string) => string>> = {
  hold: (what) => `a hold is on it (“${what}”)`,
  exhibit: (what) => `it is exhibit ${what}`,
  report: (what) => `report ${what} names it`,
  derivative: (what) => `“${what}” was made from it`,
  'had-back': () => 'an officer had it back',
};

const sentence = (title: string, kept: readonly KeptBecause[]): string =>
  `“${title}”: ${kept.map(({ kind, what }) => keptWords[kind](what)).join(', ')}.`;

/** A hold stops everything; what goes along only because it was made from something must have nothing that speaks for it. */
function refusalOf(
  context: RecordsContext,
  leads: readonly RecordingId[],
  made: readonly RecordingId[],
): string | null {
  const stopping = (id: RecordingId, kinds: readonly KeptBecause['kind'][]): string[] => {
    const kept = keptBecause(context, id).filter(({ kind }) => kinds.includes(kind));
    return kept.length === 0 ? [] : [sentence(named(context, id).title, kept)];
  };
  const held = leads.flatMap((id) => stopping(id, ['hold']));
  const keptMade = made.flatMap((id) => stopping(id, ['hold', 'exhibit', 'report']));
  if (held.length + keptMade.length === 0) return null;
  const rule = keptMade.length === 0 ? '' : ' An original stays as long as what was made from it is kept.';
  return `Nothing was deleted. ${[...held, ...keptMade].join(' ')}${rule}`;
}

function reviewOf(context: RecordsContext, leads: readonly RecordingId[]): string | null {
  const said = leads.flatMap((id) => {
    const kept = keptBecause(context, id).filter(({ kind }) => kind === 'exhibit' || kind === 'report');
    return kept.length === 0 ? [] : [sentence(named(context, id).title, kept)];
  });
  return said.length === 0
    ? null
    : `${said.join(' ')} It is deleted only by itself, by somebody who has looked at that.`;
}
