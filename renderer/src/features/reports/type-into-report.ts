// Types notes at the end of a report's narrative for another feature, through the same session as the officer's own typing.
import type { QueryClient } from '@tanstack/react-query';
import { textOf } from '#contract/forms.ts';
import type { NoteId, ReportId } from '#contract/ids.ts';
import { mostTypedCharacters } from '#contract/reports.ts';
import { inDraft, type DraftOutcome } from './in-draft.ts';

const narrative = 'narrative';

export interface TypedIntoReport {
  readonly type: (narrative: string) => string;
  /** Whose text it is: joined to the report by the save that brings the text to the disk. */
  readonly noteIds: readonly NoteId[];
}

/** Rejects where the report cannot be read. */
export const typeIntoReport = (
  id: ReportId,
  client: QueryClient,
  { type, noteIds }: TypedIntoReport,
): Promise<DraftOutcome> =>
  inDraft(id, client, (session) => {
    const typed = type(textOf(session.values(null)[narrative]));
    if (typed.length > mostTypedCharacters) return false;
    session.setValues(null, { [narrative]: typed });
    session.putIn(noteIds);
    return true;
  });
