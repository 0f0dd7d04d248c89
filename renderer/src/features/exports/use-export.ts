// One export as the dialog sees it: asked for, under way, done; or refused, with what to do about it.
import { useMutation, useQuery } from '@tanstack/react-query';
import { createElement, useEffect, useState, type ReactNode } from 'react';
import type { ExportRequest } from '#contract/exports.ts';
import type { EventPayload } from '#contract/index.ts';
import type { JobId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { CommandError, kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { describeProblem, showProblem, type Problem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Notice } from '../../ui/index.ts';

type Outcome = EventPayload<'exports', 'finished'>;

export interface ExportAsked {
  readonly state: 'idle' | 'asking';
  readonly problem: ReactNode;
  readonly start: (request: ExportRequest) => void;
}
type ExportWork =
  | ExportAsked
  | { readonly state: 'running'; readonly job: JobProgress | undefined; readonly cancel: () => void }
  | { readonly state: 'done'; readonly outcome: Outcome };

export function useExport(): ExportWork {
  const [jobId, setJobId] = useState<JobId | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const jobs = useQuery(queries.jobs);
  const start = useMutation({
    mutationFn: (request: ExportRequest) => value(kerbdesk.exports.start(request)),
    onMutate: () => setJobId(null),
    onSuccess: (started) => setJobId(started?.jobId ?? null),
  });
  // Listens from the start: a small export is finished before its number is known here.
  useEffect(() => kerbdesk.exports.onFinished(setOutcome), []);

  if (outcome !== null && outcome.jobId === jobId) return { state: 'done', outcome };
  const job = jobs.data?.find((one) => one.jobId === jobId);
  if (jobId !== null && job?.phase !== 'failed' && job?.phase !== 'cancelled') {
    const cancel = (): void => {
      value(kerbdesk.jobs.cancel({ jobId })).catch((error: unknown) => showProblem(error, 'The export goes on'));
    };
    return { state: 'running', job, cancel };
  }
  return {
    state: start.isPending ? 'asking' : 'idle',
    problem: problemNotice(start.error, job),
    start: (request) => start.mutate(request),
  };
}

function problemNotice(refusal: Error | null, job: JobProgress | undefined): ReactNode {
  const problem = problemOf(refusal, job);
  if (problem === null) return null;
  const tone = job?.phase === 'cancelled' ? 'neutral' : 'bad';
  return createElement(Notice, { tone, title: problem.title, live: true }, problem.text);
}

function problemOf(refusal: Error | null, job: JobProgress | undefined): Problem | null {
  if (refusal !== null) return describeProblem(refusal, 'Nothing was exported');
  if (job?.error == null) return null;
  return describeProblem(
    new CommandError(job.error),
    job.phase === 'cancelled' ? 'The export was cancelled' : 'Nothing was exported',
  );
}
