// A signing in hand: each signature goes to the vault as it is made, one after the other, and what is shown is what the vault has.
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { OpenSigning, SigningState } from '#contract/signing.ts';
import type { MadeSignature, Signature } from '#contract/statement/places.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { queries } from '../../../ipc/queries.ts';

interface SigningDeeds {
  readonly sign: (place: string, signature: Signature) => void;
  readonly clear: (place: string) => void;
  /** Something is on its way into the vault. */
  readonly isSaving: boolean;
  /** The last save failed; what was drawn is still on the pad. */
  readonly error: unknown;
  /** Tries again what failed. */
  readonly again: () => void;
  /** Resolves when nothing is on its way any more. */
  readonly settled: () => Promise<void>;
}

export function useSigning({ id, fixed }: OpenSigning): SigningDeeds {
  const client = useQueryClient();
  const [waiting, setWaiting] = useState(0);
  const [failed, setFailed] = useState<{ readonly error: unknown; readonly again: () => void } | null>(null);
  const queue = useRef(Promise.resolve());

  const put = (place: string, made: MadeSignature | null): void => {
    client.setQueryData(queries.signing(fixed.reportId).queryKey, (state: SigningState | undefined) => {
      if (state?.open?.id !== id) return state;
      const others = state.open.signatures.filter((one) => one.place !== place);
      return { ...state, open: { ...state.open, signatures: made === null ? others : [...others, made] } };
    });
  };
  const run = (work: () => Promise<void>): void => {
    setWaiting((count) => count + 1);
    setFailed(null);
    queue.current = queue.current
      .then(work)
      .catch((error: unknown) => setFailed({ error, again: () => run(work) }))
      .finally(() => setWaiting((count) => count - 1));
  };
  return {
    sign: (place, signature) =>
      run(async () => put(place, await value(kerbdesk.signing.sign({ id, place, signature })))),
    clear: (place) =>
      run(async () => {
        await value(kerbdesk.signing.clear({ id, place }));
        put(place, null);
      }),
    isSaving: waiting > 0,
    error: failed?.error ?? null,
    again: () => failed?.again(),
    settled: () => queue.current,
  };
}
