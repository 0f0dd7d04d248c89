// Puts a person into a report for another feature; one step to undo, apart from the typing around it.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValues } from '#contract/reports.ts';
import { inDraft, type DraftOutcome } from './in-draft.ts';

/** Rejects where the report cannot be read. */
export const addPersonToReport = (id: ReportId, client: QueryClient, values: FieldValues): Promise<DraftOutcome> =>
  inDraft(id, client, (session) => {
    session.endUndoStep();
    session.addEntry('people', { id: crypto.randomUUID(), values });
    session.endUndoStep();
    return true;
  });
