// Attaches recordings to the open report and takes them off again, after what is typed is saved.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RecordingId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { useOpenReport } from './session-context.tsx';

export interface SetRecordings {
  /** All that are attached from now on; `onDone` runs when they are, and not where it failed, which is told. */
  readonly set: (recordingIds: readonly RecordingId[], onDone?: () => void) => void;
  readonly isPending: boolean;
}

export function useSetRecordings(): SetRecordings {
  const { id, session } = useOpenReport();
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async (ids: readonly RecordingId[]) => {
      await session.flush();
      return await value(kerbdesk.reports.setRecordings({ id, recordingIds: [...ids] }));
    },
    onSuccess: (report) => {
      session.accept(report);
      client.setQueryData(queries.report(id).queryKey, report);
    },
    onError: (error) => showProblem(error, 'The footage was not changed'),
  });
  return { set: (ids, onDone) => mutate(ids, { onSuccess: () => onDone?.() }), isPending };
}
