// Changes several recordings, keeps what came of it to be shown, and takes it back.
import { useState } from 'react';
import type { BulkChange, BulkOutcome } from '#contract/tagging.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';
import type { Chosen } from '../list/selection.ts';

export interface BulkEdit {
  readonly outcome: (BulkOutcome & { readonly undone: boolean }) | null;
  /** False where nothing was changed because it failed; the officer was told. */
  readonly apply: (recordings: readonly Chosen[], change: BulkChange) => Promise<boolean>;
  readonly undo: () => Promise<void>;
  readonly dismiss: () => void;
}

export function useBulkEdit(): BulkEdit {
  const [outcome, setOutcome] = useState<BulkEdit['outcome']>(null);
  return {
    outcome,
    async apply(recordings, change) {
      try {
        const plain = recordings.map(({ id, revision }) => ({ id, revision }));
        setOutcome({ ...(await value(kerbdesk.tagging.editMany({ recordings: plain, change }))), undone: false });
        return true;
      } catch (error) {
        showProblem(error, 'Nothing was changed');
        return false;
      }
    },
    async undo() {
      try {
        setOutcome({ ...(await value(kerbdesk.tagging.undoEditMany(null))), undone: true });
      } catch (error) {
        showProblem(error, 'The change was not taken back');
      }
    },
    dismiss: () => setOutcome(null),
  };
}
