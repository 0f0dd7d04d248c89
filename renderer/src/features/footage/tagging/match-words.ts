// How sure a proposal is, in words: never a percentage, because there is nothing it could be the percentage of.
import type { Confidence } from '#contract/matching/reasons.ts';

export const confidenceTitles: Readonly<Record<Confidence, string>> = {
  strong: 'Very likely belongs to',
  likely: 'Likely belongs to',
  low: 'May belong to',
};

export const confidenceMeans: Readonly<Record<Confidence, string>> = {
  strong: 'Very likely: two good reasons of different kinds, or the same reference.',
  likely: 'Likely: one good reason, or two weak ones.',
  low: 'May: one weak reason.',
};
