// Retention as main asks the vault host for it: the force's rules, holds, deletions and their carrying out.
import type { Category } from '#contract/footage.ts';
import type { HoldId, Instant, RecordingId } from '#contract/ids.ts';
import type { DeletionPlan, Hold, RetentionMode, RetentionReview } from '#contract/retention.ts';

/** From device.json. */
export interface RetentionPolicy {
  readonly mode: RetentionMode;
  /** How long a deletion can be taken back. */
  readonly undoHours: number;
  /** The force's own schedule; null leaves the categories as they are. */
  readonly categories: readonly Omit<Category, 'retired'>[] | null;
}

export interface RetentionApi {
  /** The force's schedule: new categories are added, changed ones changed, those it drops are retired. Answers whether any was. */
  applyCategories(input: { categories: readonly Omit<Category, 'retired'>[]; at: Instant }): Promise<boolean>;
  reviewRetention(input: {
    withinDays: number;
    mode: RetentionMode;
    undoHours: number;
    at: Instant;
  }): Promise<RetentionReview>;
  planDeletion(input: { ids: RecordingId[]; undoHours: number; at: Instant }): Promise<DeletionPlan>;
  /** All of them or none. Answers which were marked, what was made from them included. */
  markForDeletion(input: {
    ids: RecordingId[];
    reason: string;
    reviewed: boolean;
    undoHours: number;
    at: Instant;
  }): Promise<{ finalAt: Instant; marked: RecordingId[] }>;
  /** Answers which are back: an original comes back with what was made from it. */
  haveBack(input: { ids: RecordingId[]; at: Instant }): Promise<RecordingId[]>;
  listHolds(input: { id: RecordingId }): Promise<Hold[]>;
  placeHold(input: { ids: RecordingId[]; reason: string; at: Instant }): Promise<RecordingId[]>;
  liftHold(input: { id: HoldId; reason: string; at: Instant }): Promise<RecordingId>;
  confirmClock(input: { at: Instant }): Promise<void>;
}

export interface RetentionRun {
  readonly marked: RecordingId[];
  readonly erased: RecordingId[];
  /** One sentence each; what failed is tried again with the next run. */
  readonly problems: string[];
  /** When the next deletion is to be carried out. */
  readonly nextAt: Instant | null;
}
