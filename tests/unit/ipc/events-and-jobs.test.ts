// Events and jobs: nothing of the wrong shape leaves main, and a job ends exactly once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type JobId } from '#contract/ids.ts';
import { isTerminal, jobPhase, type JobProgress } from '#contract/jobs.ts';
import { createEventBus } from '../../../main/ipc/event-bus.ts';
import { createJobs } from '../../../main/ipc/jobs.ts';
import { silentLogger } from '../../../main/ports/logger.ts';

const id = jobId.parse('b6c63d1c-3c3c-4e52-8d0a-0a8f6c1f0d11');
const at = '2026-11-22T14:03:22.000Z';
const progress = (sequence: number, phase: JobProgress['phase'], of: JobId = id): JobProgress => ({
  jobId: of,
  kind: 'offload',
  sequence,
  phase,
  cameraId: null,
  bytesDone: 0,
  bytesTotal: 100,
  itemsDone: 0,
  itemsTotal: 1,
  bytesPerSecond: null,
  secondsLeft: null,
  error: null,
  updatedAt: at,
});

describe('an event', () => {
  it('reaches the window only in the shape of the contract', () => {
    const sent: unknown[] = [];
    const events = createEventBus((channel, payload) => sent.push([channel, payload]), silentLogger);
    events.emit('jobs', 'progress', progress(0, 'running'));
    events.emit('jobs', 'progress', { ...progress(1, 'running'), bytesDone: -1 });
    expect(sent).toEqual([['event:jobs.progress', progress(0, 'running')]]);
  });
});

describe('a job', () => {
  it('sends exactly one terminal event, whatever order its reports come in', () => {
    const reports = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(...jobPhase.options)), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(reports, (sequence) => {
        const emitted: JobProgress[] = [];
        const jobs = createJobs((next) => emitted.push(next));
        for (const [number, phase] of sequence) jobs.progress(progress(number, phase));
        const ends = emitted.filter((next) => isTerminal(next.phase));
        expect(ends.length).toBeLessThanOrEqual(1);
        expect(ends.every((end) => end === emitted.at(-1))).toBe(true);
        expect(emitted.map((next) => next.sequence)).toEqual(
          [...new Set(emitted.map((n) => n.sequence))].toSorted((a, b) => a - b),
        );
        expect(jobs.snapshot()).toEqual(emitted.slice(-1));
      }),
    );
  });

  it('is cancelled through its own controller, and a job that ended cannot be', async () => {
    const jobs = createJobs(() => undefined);
    let cancelled = 0;
    jobs.start(id, () => Promise.resolve(void cancelled++));
    await jobs.cancel(id);
    expect(cancelled).toBe(1);
    jobs.progress(progress(0, 'cancelled'));
    await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('that began by itself can be cancelled, and one that never began cannot', async () => {
    const jobs = createJobs(() => undefined);
    let cancelled = 0;
    const cancel = () => Promise.resolve(void cancelled++);
    jobs.progress(progress(0, 'running'));
    jobs.start(id, cancel);
    jobs.start(id, () => Promise.reject(new Error('the first wish to cancel counts')));
    await jobs.cancel(id);
    expect(cancelled).toBe(1);
    jobs.forget(id);
    await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'not-found' });
    jobs.progress(progress(1, 'done'));
    jobs.start(id, cancel);
    await expect(jobs.cancel(id)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('fails with a typed error when its process dies, and ended jobs are left alone', () => {
    const emitted: JobProgress[] = [];
    const jobs = createJobs((next) => emitted.push(next));
    const ended = jobId.parse('0e9a4c44-52f1-4a3c-9d8e-1f6f1c7c2b55');
    jobs.progress(progress(3, 'running'));
    jobs.progress(progress(9, 'done', ended));
    jobs.failAll('offload', new KerbdeskError('camera-read-error', 'The camera connection stopped.'), at);
    expect(emitted.map(({ jobId: of, phase, sequence }) => [of, phase, sequence])).toEqual([
      [id, 'running', 3],
      [ended, 'done', 9],
      [id, 'failed', 4],
    ]);
    expect(emitted.at(-1)?.error?.code).toBe('camera-read-error');
  });

  it('stays in the snapshot when it has ended, but old ones are forgotten', () => {
    const jobs = createJobs(() => undefined);
    for (let n = 0; n < 50; n++) jobs.progress(progress(0, 'done', jobId.parse(crypto.randomUUID())));
    jobs.progress(progress(0, 'running'));
    expect(jobs.snapshot()).toHaveLength(21);
    expect(jobs.snapshot().at(-1)?.jobId).toBe(id);
  });
});
