// What the officer does to the identification on the screen; the answer is what is shown next.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IdentificationView, OfficerEvent } from '#contract/identify/feature.ts';
import type { PrintPosition } from '#contract/identify/fingers.ts';
import type { IdentificationId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';

type Deed = () => Promise<IdentificationView>;

export interface IdentificationDeeds {
  /** Each answers whether it was done; if not, the officer has been told why. */
  readonly record: (event: OfficerEvent) => Promise<boolean>;
  readonly recordPower: () => Promise<boolean>;
  readonly recordNotice: () => Promise<boolean>;
  readonly capture: (readerId: string, position: PrintPosition) => Promise<boolean>;
  readonly stopCapture: () => Promise<boolean>;
  readonly submit: () => Promise<boolean>;
  readonly isPending: boolean;
}

export function useIdentification(id: IdentificationId): IdentificationDeeds {
  const client = useQueryClient();
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (deed: Deed) => deed(),
    // What databases say of a person is in its answers: not kept in memory after the screen is left.
    gcTime: 0,
    onSuccess: (view) => client.setQueryData(queries.identification(id).queryKey, view),
    onError: (error) => showProblem(error, 'That was not done'),
  });
  const run = async (deed: Deed): Promise<boolean> => {
    try {
      await mutateAsync(deed);
      return true;
    } catch {
      return false;
    }
  };
  return {
    record: (event) => run(() => value(kerbdesk.identify.record({ id, event }))),
    recordPower: () => run(() => value(kerbdesk.identify.recordPower({ id }))),
    recordNotice: () => run(() => value(kerbdesk.identify.recordNotice({ id }))),
    capture: (readerId, position) => run(() => value(kerbdesk.identify.capture({ id, readerId, position }))),
    stopCapture: () => run(() => value(kerbdesk.identify.stopCapture({ id }))),
    submit: () => run(() => value(kerbdesk.identify.submit({ id }))),
    isPending,
  };
}
