// Retention: what is kept and why, what is marked for deletion, and what would go if nobody does anything.
import { z } from 'zod';
import { command } from './definition.ts';
import { holdId, instant, recordingId } from './ids.ts';

/** Who marks recordings whose time is over: the officer, or the program for those that an officer called non-evidential. */
export const retentionMode = z.enum(['by-hand', 'automatic']);
export type RetentionMode = z.infer<typeof retentionMode>;

const reason = z.string().trim().min(1).max(500);

export const hold = z.object({
  id: holdId,
  recordingId,
  reason: z.string(),
  placedAt: instant,
  liftedAt: instant.nullable(),
  liftedBecause: z.string().nullable(),
});
export type Hold = z.infer<typeof hold>;

/** What keeps a recording from going: each says what it is in a few words, for example "JS/1". */
export const keptBecause = z.object({
  kind: z.enum([
    'hold',
    'exhibit',
    /** Attached to a report. */
    'report',
    /** Something made from it is kept, and that is nothing without its original. */
    'derivative',
    /** Was marked, and an officer had it back. */
    'had-back',
  ]),
  what: z.string(),
});
export type KeptBecause = z.infer<typeof keptBecause>;

export const reviewGroup = z.enum([
  /** Marked: goes at a set time unless it is had back. */
  'marked',
  'non-evidential',
  'untagged',
  /** Evidential, and the period of its category is over: for a person to judge. */
  'period-over',
  'kept',
]);
export type ReviewGroup = z.infer<typeof reviewGroup>;

export const reviewItem = z.object({
  id: recordingId,
  /** Its title, or the name of its file. */
  title: z.string(),
  categoryLabel: z.string().nullable(),
  startedAt: instant.nullable(),
  /** Of all files that go with it. */
  bytes: z.number().int().min(0),
  fileCount: z.number().int().min(1),
  /** When the period of its category ends, whatever keeps it; null where there is none. */
  periodEndsAt: instant.nullable(),
  /** When its key will be destroyed if nobody does anything; null where it waits for a person. */
  goesAt: instant.nullable(),
  reason: z.string().nullable(),
  kept: z.array(keptBecause),
});
export type ReviewItem = z.infer<typeof reviewItem>;

export const retentionReview = z.object({
  mode: retentionMode,
  undoHours: z.number().int().min(1),
  /** While the clock is in doubt nothing is marked by itself and no key is destroyed. */
  clock: z.object({ inDoubt: z.boolean(), believedAt: instant.nullable() }),
  groups: z.array(
    z.object({
      group: reviewGroup,
      total: z.number().int().min(0),
      bytes: z.number().int().min(0),
      /** The first of them, in the order in which they fall due. */
      items: z.array(reviewItem),
    }),
  ),
});
export type RetentionReview = z.infer<typeof retentionReview>;

/** What a deletion would do, told before it is asked for. */
export const deletionPlan = z.object({
  finalAt: instant,
  bytes: z.number().int().min(0),
  fileCount: z.number().int().min(0),
  recordings: z.array(z.object({ id: recordingId, title: z.string() })),
  /** Clips, redactions and snapshots that go with their original. */
  madeFromThem: z.array(z.object({ id: recordingId, title: z.string() })),
  /** Why it cannot be done at all; null where it can. */
  refusal: z.string().nullable(),
  /** What the officer must have looked at first; null where there is nothing. */
  review: z.string().nullable(),
});
export type DeletionPlan = z.infer<typeof deletionPlan>;

const ids = z.array(recordingId).min(1).max(500);

export const retention = {
  commands: {
    /** The dry run: what falls due within so many days from now, what keeps it, and what goes by itself. */
    review: command(z.object({ withinDays: z.number().int().min(0).max(3660) }), retentionReview, ['locked']),
    plan: command(z.object({ ids }), deletionPlan, ['locked', 'not-found', 'deleted']),
    /** Marks; the keys are destroyed when the time in which it can be had back is over. */
    markForDeletion: command(
      z.object({
        ids,
        reason,
        /** The officer has looked at what speaks for keeping it: an exhibit, or a report that names it. One at a time. */
        reviewed: z.boolean(),
      }),
      z.object({ finalAt: instant }),
      ['locked', 'not-found', 'deleted', 'not-deletable'],
    ),
    haveBack: command(z.object({ ids }), z.null(), ['locked', 'not-found', 'deleted']),
    holds: command(z.object({ id: recordingId }), z.array(hold), ['locked', 'not-found']),
    placeHold: command(z.object({ ids, reason }), z.null(), ['locked', 'not-found', 'deleted']),
    liftHold: command(z.object({ id: holdId, reason }), z.null(), ['locked', 'not-found']),
    /** The officer says that the laptop's clock is right. */
    confirmClock: command(z.null(), z.null(), ['locked']),
  },
  events: {},
} as const;
