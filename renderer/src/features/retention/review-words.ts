// The words of the deletion review: what each group is, when something goes, and what keeps it. Pure.
import type { KeptBecause, ReviewGroup, ReviewItem } from '#contract/retention.ts';
import { formatDate, formatDateTime } from '../../format/index.ts';

export const groupWords: Readonly<Record<ReviewGroup, { readonly title: string; readonly text: string }>> = {
  marked: {
    title: 'Going',
    text: 'Marked for deletion. Each goes at the time shown, unless you have it back.',
  },
  'non-evidential': {
    title: 'Non-evidential, period over',
    text: 'Called non-evidential by its category. The law wants it gone within its period.',
  },
  untagged: {
    title: 'No category yet',
    text: 'Nobody has said what these are. They are never deleted by themselves: look at them, then tag or delete.',
  },
  'period-over': {
    title: 'Evidential, for review',
    text: 'Their period is over. They are kept until somebody has judged that they are no longer needed.',
  },
  kept: {
    title: 'Kept all the same',
    text: 'Their period is over or ends soon, and something keeps them.',
  },
};

export const keptWords: Readonly<Record<KeptBecause['kind'], (what: string) => string>> = {
  hold: (what) => `On hold: ${what}`,
  exhibit: (what) => `Exhibit ${what}`,
  report: (what) => `Named in report ${what}`,
  derivative: (what) => `“${what}” was made from it`,
  'had-back': () => 'You had it back: decide again',
};

/** "Goes 27 Nov 2026 14:00", "Period ended 3 Nov 2026", "Period ends 3 Dec 2026". */
export function whenWords({ goesAt, periodEndsAt }: Pick<ReviewItem, 'goesAt' | 'periodEndsAt'>, now: number): string {
  if (goesAt !== null) return `Goes ${formatDateTime(goesAt)}`;
  if (periodEndsAt === null) return 'Kept until reviewed';
  return `Period ${Date.parse(periodEndsAt) <= now ? 'ended' : 'ends'} ${formatDate(periodEndsAt)}`;
}
