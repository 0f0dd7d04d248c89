// Types notes at the end of a report's narrative for another feature, through the same session as the officer's own typing.
import type { QueryClient } from '@tanstack/react-query';
import { textOf } from '#contract/forms.ts';
import type { NoteId, ReportId } from '#contract/ids.ts';
import { mostTypedCharacters } from '#contract/reports.ts';
import { queries } from '../../ipc/queries.ts';
import { enterSession, leaveSession, sessionOf } from './open-sessions.ts';

const narrative = 'narrative';

export interface TypedIntoReport {
  readonly type: (narrative: string) => string;
  /** Whose text it is: joined to the report by the save that brings the text to the disk. */
  readonly noteIds: readonly NoteId[];
}

/**
 * - `saved`: text and links are on the disk.
 * - `kept`: saving failed; both are kept with the report's other typing and tried again.
 * - `no-room`, `finished`: nothing was typed and nothing linked.
 */
export type TypingOutcome = 'saved' | 'kept' | 'no-room' | 'finished';

/** Rejects where the report cannot be read. */
export async function typeIntoReport(
  id: ReportId,
  client: QueryClient,
  { type, noteIds }: TypedIntoReport,
): Promise<TypingOutcome> {
  const report = await client.fetchQuery({ ...queries.report(id), staleTime: 0 });
  if (report.status !== 'draft') return 'finished';
  const session = sessionOf(report, client);
  enterSession(id);
  try {
    session.accept(report);
    const typed = type(textOf(session.values(null)[narrative]));
    if (typed.length > mostTypedCharacters) return 'no-room';
    session.setValues(null, { [narrative]: typed });
    session.putIn(noteIds);
    await session.flush();
    return session.hasUnsaved ? 'kept' : 'saved';
  } finally {
    await leaveSession(id);
  }
}
