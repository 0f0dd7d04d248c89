// Offload, pause and resume, with a word to the officer when one of them is refused.
import { useMutation } from '@tanstack/react-query';
import type { Camera } from '#contract/cameras.ts';
import type { OfficerId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';

export interface CameraDeeds {
  readonly offload: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly isPending: boolean;
}

/** `officerId`: whose vault an offload goes to while nobody is unlocked. */
export function useCameraDeeds(
  { id: cameraId, name }: Pick<Camera, 'id' | 'name'>,
  officerId: OfficerId | null = null,
): CameraDeeds {
  const offload = useMutation({
    mutationFn: () =>
      value(kerbdesk.cameras.offload({ cameraId, officerId, remember: officerId !== null, first: null })),
    onError: (error) => showProblem(error, `${name} is not being offloaded`),
  });
  const pause = useMutation({
    mutationFn: () => value(kerbdesk.cameras.pause({ cameraId })),
    onError: (error) => showProblem(error, `${name} was not paused`),
  });
  const resume = useMutation({
    mutationFn: () => value(kerbdesk.cameras.resume({ cameraId })),
    onError: (error) => showProblem(error, `${name} does not go on`),
  });
  return {
    offload: () => offload.mutate(),
    pause: () => pause.mutate(),
    resume: () => resume.mutate(),
    isPending: offload.isPending || pause.isPending || resume.isPending,
  };
}
