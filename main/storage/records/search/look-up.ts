// One kind looked up: candidates are read, what fits is explained, and the best of it is answered.
import type { SearchKind } from '#contract/search.ts';
import type { RecordsDatabase } from '../sqlite.ts';
import type { Step } from './candidates.ts';
import { explain, type Explanation, type Typed } from './explain.ts';
import { sourceOf, type Findable } from './sources.ts';

export interface Hit {
  /** The higher, the newer. */
  readonly number: number;
  readonly findable: Findable;
  readonly explanation: Explanation;
}

export interface LookUp {
  readonly kind: SearchKind;
  readonly typed: Typed;
  readonly limit: number;
  readonly steps: readonly Step[];
  readonly isWanted?: (found: Findable, explanation: Explanation) => boolean;
}

/** Several records may be of one thing, and some are not shown: more are read than are wanted, and many more where these do not do. */
const depths = [3, 40] as const;

export function lookUp(db: RecordsDatabase, { kind, typed, limit, steps, isWanted }: LookUp): Hit[] {
  const source = sourceOf(kind);
  const hits = new Map<string, Hit>();
  const seen = new Set<number>();
  for (const step of steps) {
    for (const depth of depths) {
      if (hits.size >= limit) break;
      const numbers = step(limit * depth);
      for (const number of numbers) {
        if (seen.has(number)) continue;
        seen.add(number);
        for (const findable of source.read(db, number)) {
          if (findable.kind !== kind || findable.isHidden) continue;
          const explanation = explain(typed, findable.fields);
          if (explanation === null || isWanted?.(findable, explanation) === false) continue;
          const known = hits.get(findable.key);
          if (known === undefined || explanation.fit < known.explanation.fit) {
            hits.set(findable.key, { number: known?.number ?? number, findable, explanation });
          }
        }
        if (hits.size >= limit * 2) break;
      }
      if (numbers.length < limit * depth) break;
    }
    if (hits.size >= limit) break;
  }
  return [...hits.values()].toSorted(byFit).slice(0, limit);
}

export const byFit = (a: Hit, b: Hit): number => a.explanation.fit - b.explanation.fit || b.number - a.number;
