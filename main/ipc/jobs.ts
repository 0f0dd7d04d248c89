// The jobs that are under way: the newest progress of each for a renderer that reloads, and the way to cancel one.
import { KerbdeskError } from '#contract/errors.ts';
import type { JobId } from '#contract/ids.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';

/** Ended jobs stay in the snapshot for a while, so that a reloaded window still learns how they ended. */
const endedJobsKept = 20;

export interface Jobs {
  /** From here on the job can be cancelled; harmless for one that is known, or has ended. */
  start(id: JobId, cancel: () => Promise<void>): void;
  /** For a job that never began. */
  forget(id: JobId): void;
  /** Takes progress in rising sequence; anything after a terminal event, or out of order, is dropped. */
  progress(progress: JobProgress): void;
  snapshot(): JobProgress[];
  cancel(id: JobId): Promise<void>;
  /** Ends every running job of a kind: the host process that ran them died. */
  failAll(kind: JobProgress['kind'], error: KerbdeskError, at: string): void;
}

export function createJobs(emit: (progress: JobProgress) => void): Jobs {
  const cancels = new Map<JobId, () => Promise<void>>();
  const latest = new Map<JobId, JobProgress>();

  function progress(next: JobProgress): void {
    const known = latest.get(next.jobId);
    if (known && (isTerminal(known.phase) || next.sequence <= known.sequence)) return;
    latest.delete(next.jobId);
    latest.set(next.jobId, next);
    if (isTerminal(next.phase)) {
      cancels.delete(next.jobId);
      forgetOldest();
    }
    emit(next);
  }

  function forgetOldest(): void {
    const ended = [...latest.values()].filter((job) => isTerminal(job.phase));
    for (const job of ended.slice(0, Math.max(0, ended.length - endedJobsKept))) latest.delete(job.jobId);
  }

  return {
    start(id, cancel) {
      const known = latest.get(id);
      if (!cancels.has(id) && !(known && isTerminal(known.phase))) cancels.set(id, cancel);
    },
    forget: (id) => void cancels.delete(id),
    progress,
    snapshot: () => [...latest.values()],
    async cancel(id) {
      const cancel = cancels.get(id);
      if (!cancel) throw new KerbdeskError('not-found', 'This job has already ended.');
      await cancel();
    },
    failAll(kind, error, at) {
      for (const job of [...latest.values()].filter((known) => known.kind === kind && !isTerminal(known.phase))) {
        progress({ ...job, sequence: job.sequence + 1, phase: 'failed', error: error.toAppError(), updatedAt: at });
      }
    },
  };
}
