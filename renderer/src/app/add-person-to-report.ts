// Puts a person into a report from another feature; the reports' own code is loaded when it is first needed.
import type { QueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { FieldValues } from '#contract/reports.ts';
import type { DraftOutcome } from '../features/reports/index.ts';

export type { DraftOutcome };

/** Where it is `kept`, it is not saved yet and tried again, as typing is; a `finished` report takes nobody in. */
export async function addPersonToReport(id: ReportId, client: QueryClient, values: FieldValues): Promise<DraftOutcome> {
  const reports = await import('../features/reports/index.ts');
  return await reports.addPersonToReport(id, client, values);
}
