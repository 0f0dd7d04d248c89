// A reason for or against a proposal, how much it says, and what all of them together are called. Pure.
import { z } from 'zod';

export const reasonWeight = z.enum([
  /** Enough by itself. */
  'certain',
  'good',
  'weak',
  /** Said because the officer would look for it, and counted as nothing. */
  'context',
  'against',
]);
export type ReasonWeight = z.infer<typeof reasonWeight>;

export const matchReason = z.object({
  kind: z.enum(['reference', 'time', 'place', 'neighbour', 'title', 'officer', 'other-report']),
  weight: reasonWeight,
  /** In plain words, for example "Overlaps when it was committed by 18 min". */
  words: z.string().max(200),
});
export type Reason = z.infer<typeof matchReason>;

export const confidence = z.enum(['low', 'likely', 'strong']);
export type Confidence = z.infer<typeof confidence>;

/** Points, for adding up only: they are never shown, because they are no chances. */
const points: Readonly<Record<ReasonWeight, number>> = { certain: 4, good: 2, weak: 1, context: 0, against: -3 };

/**
 * Each kind of evidence counts once, by its weightiest reason: two times read from the same clock are not two witnesses.
 * Strong is two good reasons of different kinds, or one that is certain; likely is one good reason or two weak ones; low is one
 * weak one. Nothing that is left over is no proposal.
 */
export function confidenceOf(reasons: readonly Reason[]): Confidence | null {
  const best = new Map<Reason['kind'], number>();
  for (const { kind, weight } of reasons) best.set(kind, strongerOf(best.get(kind), points[weight]));
  const sum = [...best.values()].reduce((total, each) => total + each, 0);
  if (sum >= 4) return 'strong';
  if (sum >= 2) return 'likely';
  return sum >= 1 ? 'low' : null;
}

const strongerOf = (known: number | undefined, next: number): number =>
  known === undefined || Math.abs(next) > Math.abs(known) ? next : known;

/** What speaks loudest first; what speaks against it is never hidden at the end. */
export function orderedReasons(reasons: readonly Reason[]): Reason[] {
  return reasons.toSorted((a, b) => Math.abs(points[b.weight]) - Math.abs(points[a.weight]));
}

export const confidenceRank: Readonly<Record<Confidence, number>> = { strong: 3, likely: 2, low: 1 };
