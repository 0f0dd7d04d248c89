// Puts a person into a report for another feature, through the same session as the officer's own typing.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValues } from '#contract/reports.ts';
import { queries } from '../../ipc/queries.ts';
import { enterSession, leaveSession, sessionOf } from './open-sessions.ts';
import type { TypingOutcome } from './type-into-report.ts';

/** Rejects where the report cannot be read. Where it is `kept`, it is not saved yet and tried again, as typing is. */
export async function addPersonToReport(
  id: ReportId,
  client: QueryClient,
  values: FieldValues,
): Promise<Exclude<TypingOutcome, 'no-room'>> {
  const report = await client.fetchQuery({ ...queries.report(id), staleTime: 0 });
  if (report.status !== 'draft') return 'finished';
  const session = sessionOf(report, client);
  enterSession(id);
  try {
    session.accept(report);
    session.endUndoStep();
    session.addEntry('people', { id: crypto.randomUUID(), values });
    session.endUndoStep();
    await session.flush();
    return session.hasUnsaved ? 'kept' : 'saved';
  } finally {
    await leaveSession(id);
  }
}
