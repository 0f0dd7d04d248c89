// Types into a report from another feature; the reports' own code is loaded when it is first needed.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';

/** @returns whether it is saved; where not, it is kept and tried again, as typing is */
export async function typeIntoReport(
  id: ReportId,
  client: QueryClient,
  type: (narrative: string) => string,
): Promise<boolean> {
  const reports = await import('../features/reports/index.ts');
  return await reports.typeIntoReport(id, client, type);
}
