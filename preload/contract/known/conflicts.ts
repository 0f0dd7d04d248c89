// Where sources differ on a fact, and whether the officer has settled that. Pure: page and records go by the same rule.
import { sameKey } from './mentions.ts';
import type { FactUse } from './sources.ts';

export interface Settlement {
  readonly value: string;
  /** What it was chosen over. */
  readonly over: readonly string[];
}

/** A value that was not there when it was settled opens the question again. */
export function isSettled(use: FactUse, told: readonly string[], settlement: Settlement | null): boolean {
  if (settlement === null) return false;
  const seen = new Set([settlement.value, ...settlement.over].map((value) => sameKey(use, value)));
  return told.every((value) => seen.has(sameKey(use, value)));
}

/** Values of other sources that differ from one's own, each once; none where nothing is to be asked. */
export function differing(
  use: FactUse,
  own: string,
  others: readonly string[],
  settlement: Settlement | null,
): readonly string[] {
  if (own.trim() === '') return [];
  const key = sameKey(use, own);
  const found = others.filter((value) => sameKey(use, value) !== key);
  return isSettled(use, [own, ...found], settlement) ? [] : found;
}
