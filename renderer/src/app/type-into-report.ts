// Types into a report from another feature; the reports' own code is loaded when it is first needed.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { DraftOutcome, TypedIntoReport } from '../features/reports/index.ts';

/** Where it is `kept`, it is not saved yet and tried again, as typing is. */
export async function typeIntoReport(id: ReportId, client: QueryClient, typed: TypedIntoReport): Promise<DraftOutcome> {
  const reports = await import('../features/reports/index.ts');
  return await reports.typeIntoReport(id, client, typed);
}
