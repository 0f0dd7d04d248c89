// Starts a crime report and goes to it: from Today, the reports list and the command palette alike.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { showProblem } from '../ipc/problem.ts';
import { queries } from '../ipc/queries.ts';
import { navigate } from './route.ts';

export interface NewReport {
  readonly start: () => void;
  readonly isPending: boolean;
}

export function useNewReport(): NewReport {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => value(kerbdesk.reports.create({ kind: 'crime' })),
    onSuccess: (report) => {
      client.setQueryData(queries.report(report.id).queryKey, report);
      navigate({ screen: 'report', id: report.id });
    },
    onError: (error) => showProblem(error, 'The report was not started'),
  });
  return { start: () => mutate(), isPending };
}
