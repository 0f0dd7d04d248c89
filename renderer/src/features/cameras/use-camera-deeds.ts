// What can be done with a camera, with a word to the officer when one of the deeds is refused.
import { useMutation } from '@tanstack/react-query';
import type { Camera } from '#contract/cameras.ts';
import type { JobId, OfficerId } from '#contract/ids.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showProblem } from '../../ipc/problem.ts';

export interface OffloadWish {
  /** Whose vault it goes to; null: its owner's, or the only one there is. */
  readonly officerId: OfficerId | null;
  /** The camera is theirs from now on. */
  readonly remember: boolean;
  /** Path of the recording to begin with. */
  readonly first: string | null;
}

export interface CameraDeeds {
  readonly offload: (wish: OffloadWish) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: (jobId: JobId) => void;
  /** @param path of a recording, or null for the camera. */
  readonly putFirst: (path: string | null, first: boolean) => void;
  readonly assign: (officerId: OfficerId | null) => void;
  readonly isPending: boolean;
}

export function useCameraDeeds({ id: cameraId, name }: Pick<Camera, 'id' | 'name'>): CameraDeeds {
  const { cameras, jobs } = kerbdesk;
  const offload = useMutation({
    mutationFn: (wish: OffloadWish) => value(cameras.offload({ cameraId, ...wish })),
    onError: (error) => showProblem(error, `${name} is not being offloaded`),
  });
  const pause = useMutation({
    mutationFn: () => value(cameras.pause({ cameraId })),
    onError: (error) => showProblem(error, `${name} was not paused`),
  });
  const resume = useMutation({
    mutationFn: () => value(cameras.resume({ cameraId })),
    onError: (error) => showProblem(error, `${name} does not go on`),
  });
  const cancel = useMutation({
    mutationFn: (jobId: JobId) => value(jobs.cancel({ jobId })),
    onError: (error) => showProblem(error, `${name} was not stopped`),
  });
  const putFirst = useMutation({
    mutationFn: (what: { path: string | null; first: boolean }) => value(cameras.putFirst({ cameraId, ...what })),
    onError: (error) => showProblem(error, `${name} keeps its place`),
  });
  const assign = useMutation({
    mutationFn: (officerId: OfficerId | null) => value(cameras.assign({ cameraId, officerId })),
    onError: (error) => showProblem(error, `Whose camera ${name} is was not kept`),
  });
  return {
    offload: (wish) => offload.mutate(wish),
    pause: () => pause.mutate(),
    resume: () => resume.mutate(),
    cancel: (jobId) => cancel.mutate(jobId),
    putFirst: (path, first) => putFirst.mutate({ path, first }),
    assign: (officerId) => assign.mutate(officerId),
    isPending: offload.isPending || pause.isPending || resume.isPending || cancel.isPending,
  };
}
