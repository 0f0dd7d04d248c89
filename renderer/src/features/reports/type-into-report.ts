// Types at the end of a report's narrative for another feature, through the same session as the officer's own typing.
import type { QueryClient } from '@tanstack/react-query';
import { textOf } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import { queries } from '../../ipc/queries.ts';
import { enterSession, leaveSession, sessionOf } from './open-sessions.ts';

const narrative = 'narrative';

/** Rejects where the report cannot be read; a save that fails is kept and tried again, and answers false. */
export async function typeIntoReport(
  id: ReportId,
  client: QueryClient,
  type: (narrative: string) => string,
): Promise<boolean> {
  const report = await client.fetchQuery({ ...queries.report(id), staleTime: 0 });
  const session = sessionOf(report, client);
  enterSession(id);
  session.accept(report);
  session.setValues(null, { [narrative]: type(textOf(session.values(null)[narrative])) });
  await session.flush();
  const isSaved = !session.hasUnsaved;
  await leaveSession(id);
  return isSaved;
}
