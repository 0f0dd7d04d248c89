// Does something in a draft for another feature, through the same session as the officer's own typing.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import { queries } from '../../ipc/queries.ts';
import { enterSession, leaveSession, sessionOf } from './open-sessions.ts';
import type { ReportSession } from './report-session.ts';

/**
 * - `saved`: it is on the disk.
 * - `kept`: saving failed; it is kept with the report's other typing and tried again.
 * - `no-room`, `finished`: nothing was done.
 */
export type DraftOutcome = 'saved' | 'kept' | 'no-room' | 'finished';

/**
 * Rejects where the report cannot be read.
 * @param deed answers whether there was room for it
 */
export async function inDraft(
  id: ReportId,
  client: QueryClient,
  deed: (session: ReportSession) => boolean,
): Promise<DraftOutcome> {
  const report = await client.fetchQuery({ ...queries.report(id), staleTime: 0 });
  if (report.status !== 'draft') return 'finished';
  const session = sessionOf(report, client);
  enterSession(id);
  try {
    session.accept(report);
    if (!deed(session)) return 'no-room';
    await session.flush();
    return session.hasUnsaved ? 'kept' : 'saved';
  } finally {
    await leaveSession(id);
  }
}
