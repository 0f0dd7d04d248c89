// Ctrl+K: everything in the vault that fits what is typed, each hit with its reason.
import { searchHit, searchKind, type SearchHit, type SearchKind } from '#contract/search.ts';
import type { RecordsApi } from '../../../ports/vault-host.ts';
import type { RecordsContext } from '../records-context.ts';
import { stepsAsTyped, stepsMisspelt } from '../search/candidates.ts';
import { readTyped } from '../search/explain.ts';
import { byFit, lookUp, type Hit } from '../search/look-up.ts';
import type { Synchronous } from './synchronous.ts';

/** The order among equals. */
const kinds: readonly SearchKind[] = searchKind.options;
/** Whose names are looked up by sound: a word of an item or a title is not misheard as a name is. */
const misspelt: readonly SearchKind[] = ['person', 'vehicle', 'place'];

export function createFind({ db }: RecordsContext): Synchronous<Pick<RecordsApi, 'find'>> {
  return {
    find({ text, limit }): SearchHit[] {
      const typed = readTyped(text);
      if (typed.words.length === 0) return [];
      const found = kinds.map((kind) => lookUp(db, { kind, typed, limit, steps: stepsAsTyped(db, kind, typed) }));
      // Only where little is as typed: whoever types what is there does not want what merely sounds so.
      const count = found.reduce((sum, hits) => sum + hits.length, 0);
      const more =
        count >= limit
          ? []
          : misspelt.map((kind) => lookUp(db, { kind, typed, limit, steps: stepsMisspelt(db, kind, typed) }));
      const groups = new Map<SearchKind, Hit[]>();
      for (const hit of [...found.flat(), ...more.flat()]) {
        const group = groups.get(hit.findable.kind) ?? [];
        groups.set(hit.findable.kind, group);
        if (group.length < limit && !group.some(({ findable }) => findable.key === hit.findable.key)) group.push(hit);
      }
      return [...groups.values()]
        .flat()
        .toSorted(
          (a, b) =>
            a.explanation.fit - b.explanation.fit ||
            kinds.indexOf(a.findable.kind) - kinds.indexOf(b.findable.kind) ||
            byFit(a, b),
        )
        .map(toHit);
    },
  };
}

const toHit = ({ findable, explanation }: Hit): SearchHit =>
  searchHit.parse({
    kind: findable.kind,
    key: findable.key,
    id: findable.id,
    title: findable.title,
    detail: findable.detail,
    at: findable.at,
    seconds: findable.seconds,
    reason: explanation.reason,
  });
