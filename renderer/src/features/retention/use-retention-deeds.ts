// What can be done about keeping and deleting; main announces what changed, so nothing is put in place here.
import { useMutation } from '@tanstack/react-query';
import type { HoldId, RecordingId } from '#contract/ids.ts';
import { formatCount, formatDateTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';
import { showToast } from '../../ui/index.ts';

const namesOf = (ids: readonly RecordingId[]): string =>
  ids.length === 1 ? 'The recording' : formatCount(ids.length, 'recording');

export function useHaveBack() {
  return useMutation({
    mutationFn: (ids: readonly RecordingId[]) => value(kerbdesk.retention.haveBack({ ids: [...ids] })),
    onSuccess: (_, ids) => showToast({ title: `${namesOf(ids)} ${ids.length === 1 ? 'is' : 'are'} back` }),
    onError: (error) => showProblem(error, 'It was not taken back'),
  });
}

export function usePlaceHold() {
  return useMutation({
    mutationFn: ({ ids, reason }: { readonly ids: readonly RecordingId[]; readonly reason: string }) =>
      value(kerbdesk.retention.placeHold({ ids: [...ids], reason })),
    onSuccess: (_, { ids }) => showToast({ title: `${namesOf(ids)} ${ids.length === 1 ? 'is' : 'are'} on hold` }),
    onError: (error) => showProblem(error, 'The hold was not placed'),
  });
}

export function useLiftHold() {
  return useMutation({
    mutationFn: ({ id, reason }: { readonly id: HoldId; readonly reason: string }) =>
      value(kerbdesk.retention.liftHold({ id, reason })),
    onSuccess: () => showToast({ title: 'The hold is lifted' }),
    onError: (error) => showProblem(error, 'The hold was not lifted'),
  });
}

export interface DeletionAsked {
  readonly ids: readonly RecordingId[];
  readonly reason: string;
  readonly reviewed: boolean;
}

export function useMarkForDeletion() {
  return useMutation({
    mutationFn: ({ ids, ...asked }: DeletionAsked) =>
      value(kerbdesk.retention.markForDeletion({ ...asked, ids: [...ids] })),
    onSuccess: ({ finalAt }) =>
      showToast({
        tone: 'neutral',
        title: 'Marked for deletion',
        text: `You can have it back until ${formatDateTime(finalAt)}.`,
      }),
    onError: (error) => showProblem(error, 'Nothing was deleted'),
  });
}
