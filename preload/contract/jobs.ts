// Long work: a command answers with a job id, progress comes as events, exactly one of them terminal.
import { z } from 'zod';
import { command } from './definition.ts';
import { appError } from './errors.ts';
import { cameraId, instant, jobId } from './ids.ts';

export const jobPhase = z.enum(['waiting', 'running', 'paused', 'verifying', 'done', 'failed', 'cancelled']);
export type JobPhase = z.infer<typeof jobPhase>;

const terminal: readonly JobPhase[] = ['done', 'failed', 'cancelled'];
export const isTerminal = (phase: JobPhase): boolean => terminal.includes(phase);

export const jobProgress = z.object({
  jobId,
  kind: z.enum(['offload', 'export', 'erasure']),
  /** Rises by one with each event of a job; a gap tells a renderer to ask for a snapshot. */
  sequence: z.number().int().min(0),
  phase: jobPhase,
  cameraId: cameraId.nullable(),
  bytesDone: z.number().int().min(0),
  bytesTotal: z.number().int().min(0),
  itemsDone: z.number().int().min(0),
  itemsTotal: z.number().int().min(0),
  /** Over the last few seconds; null until it is known. */
  bytesPerSecond: z.number().min(0).nullable(),
  secondsLeft: z.number().min(0).nullable(),
  error: appError.nullable(),
  updatedAt: instant,
});
export type JobProgress = z.infer<typeof jobProgress>;

export const jobs = {
  commands: {
    snapshot: command(z.null(), z.array(jobProgress)),
    cancel: command(z.object({ jobId }), z.null(), ['not-found']),
  },
  events: { progress: jobProgress },
} as const;
