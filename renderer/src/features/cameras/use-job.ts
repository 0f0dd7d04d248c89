// The progress of one job, for the part of the screen that shows it: other jobs go on without its being drawn anew.
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CameraId, JobId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { queries } from '../../ipc/queries.ts';

export function useJob(id: JobId | null): JobProgress | undefined {
  const find = useCallback((jobs: readonly JobProgress[]) => jobs.find(({ jobId }) => jobId === id), [id]);
  return useQuery({ ...queries.jobs, select: find }).data;
}

/** The last erasing of recordings from a camera, under way or ended. */
export function useErasure(camera: CameraId): JobProgress | undefined {
  const find = useCallback(
    (jobs: readonly JobProgress[]) => jobs.findLast(({ kind, cameraId }) => kind === 'erasure' && cameraId === camera),
    [camera],
  );
  return useQuery({ ...queries.jobs, select: find }).data;
}
