// Starts a report and goes to it: from Today, the reports list, the command palette and from a person in another report.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReportId } from '#contract/ids.ts';
import type { ReportContent, ReportKind } from '#contract/reports.ts';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { showProblem } from '../ipc/problem.ts';
import { queries } from '../ipc/queries.ts';
import { navigate } from './route.ts';

export interface NewReport {
  readonly start: () => void;
  /** With what is known already, belonging to another report; it is worked out while nothing else can be started. */
  readonly startWith: (content: () => Promise<ReportContent>, parentId: ReportId) => void;
  readonly startIn: (parentId: ReportId) => void;
  readonly isPending: boolean;
}

interface Beginning {
  readonly parentId?: ReportId | null;
  readonly content?: () => Promise<ReportContent>;
}

export function useNewReport(kind: ReportKind = 'crime'): NewReport {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ parentId = null, content }: Beginning) =>
      await value(
        kerbdesk.reports.create({ kind, parentId, ...(content === undefined ? {} : { content: await content() }) }),
      ),
    onSuccess: (report) => {
      client.setQueryData(queries.report(report.id).queryKey, report);
      navigate({ screen: 'report', id: report.id });
    },
    onError: (error) => showProblem(error, 'The report was not started'),
  });
  return {
    start: () => mutate({}),
    startWith: (content, parentId) => mutate({ content, parentId }),
    startIn: (parentId) => mutate({ parentId }),
    isPending,
  };
}
