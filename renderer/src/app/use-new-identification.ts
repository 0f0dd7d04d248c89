// Begins an identification, alone or from a report, and goes to it. What the report tells already is not asked twice.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { IdentificationDraft } from '#contract/identify/draft.ts';
import type { ReportId } from '#contract/ids.ts';
import { navigate } from './route.ts';
import { kerbdesk, value } from '../ipc/kerbdesk.ts';
import { showProblem } from '../ipc/problem.ts';
import { queries } from '../ipc/queries.ts';
import { queryKeys } from '../ipc/query-keys.ts';

interface Beginning {
  readonly reportId: ReportId | null;
  readonly known: Partial<IdentificationDraft>;
}

export function useNewIdentification(): {
  readonly start: (beginning?: Beginning) => void;
  readonly isPending: boolean;
} {
  const client = useQueryClient();
  // A second press may come before the first one is drawn.
  const isBeginning = useRef(false);
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ reportId, known }: Beginning) => {
      const { kept } = await value(kerbdesk.identify.begin({ reportId }));
      const { id, revision, draft } = kept;
      // It was begun, whatever becomes of what the report knows.
      if (Object.keys(known).length > 0)
        await value(kerbdesk.identify.saveDraft({ id, revision, draft: { ...draft, ...known } })).catch(
          (error: unknown) => showProblem(error, 'What the report tells was not taken over'),
        );
      return id;
    },
    onSuccess: (id) => {
      void client.invalidateQueries({ queryKey: queryKeys.identifications });
      client.removeQueries({ queryKey: queries.identification(id).queryKey });
      navigate({ screen: 'identification', id });
    },
    onError: (error) => showProblem(error, 'The identification was not begun'),
    onSettled: () => {
      isBeginning.current = false;
    },
  });
  return {
    start: (beginning = { reportId: null, known: {} }) => {
      if (isBeginning.current) return;
      isBeginning.current = true;
      mutate(beginning);
    },
    isPending,
  };
}
