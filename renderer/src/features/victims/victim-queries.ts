// What the victims' screens read and do; below the reports, so that a lock forgets it with them.
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { Result } from '#contract/result.ts';
import type { VictimsOfReport } from '#contract/victims.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queryKeys } from '../../ipc/query-keys.ts';

export const victimsQuery = (reportId: ReportId) =>
  queryOptions({
    queryKey: queryKeys.victimsOf(reportId),
    queryFn: () => value(kerbdesk.victims.get({ reportId })),
    // Deadlines come nearer without anything changing.
    refetchInterval: 60_000,
    refetchOnMount: 'always',
  });

/** A deed that answers how the victims stand then; the screen shows that at once. */
export function useVictimDeed<Input>(run: (input: Input) => Promise<Result<VictimsOfReport>>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => value(run(input)),
    onSuccess: (after) => client.setQueryData(victimsQuery(after.reportId).queryKey, after),
  });
}
