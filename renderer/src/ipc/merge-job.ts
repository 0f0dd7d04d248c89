// Joins a job's progress event with what is known of it; a gap in the sequence shows that an event was missed. Pure.
import type { JobProgress } from '#contract/jobs.ts';

export interface JobMerge {
  readonly jobs: readonly JobProgress[];
  /** An event was missed: the snapshot must be asked for. */
  readonly gap: boolean;
}

/**
 * Puts a job's progress in place of what was known; late ones are dropped. Each job keeps its place in the list: the cache
 * compares place by place, and jobs that changed places would all count as changed.
 */
export function mergeJob(known: readonly JobProgress[], progress: JobProgress): JobMerge {
  const before = known.find((job) => job.jobId === progress.jobId);
  if (before !== undefined && before.sequence >= progress.sequence) return { jobs: known, gap: false };
  const gap = before === undefined ? progress.sequence > 0 : progress.sequence > before.sequence + 1;
  const jobs = before === undefined ? [...known, progress] : known.map((job) => (job === before ? progress : job));
  return { jobs, gap };
}
