// What the gateway is and what went wrong with it, as long as anything that it said is on the screen.
import type { SearchState } from '#contract/biometric-search.ts';
import { Notice } from '../../../ui/index.ts';

export function SearchNews({ search }: { readonly search: SearchState | null }) {
  if (search === null) return null;
  return (
    <>
      {search.reference ? (
        <Notice tone="neutral" title="Training: the reference gateway">
          Whoever it names is invented.
        </Notice>
      ) : null}
      {search.problem === null ? null : (
        <Notice tone="bad" live title="The search has met a problem">
          {search.problem.words}
        </Notice>
      )}
    </>
  );
}
