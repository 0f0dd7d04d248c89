// Promises: progress never runs backwards and a missed event is noticed; unsaved typing is flushed before every lock,
// and a save that hangs or fails never keeps the vault open.
import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { mergeJob } from '../../../renderer/src/ipc/merge-job.ts';

const job = (sequence: number, bytesDone: number): JobProgress => ({
  jobId: jobId.parse('00000009-0000-4000-8000-000000000000'),
  kind: 'offload',
  sequence,
  phase: 'running',
  cameraId: null,
  bytesDone,
  bytesTotal: 1000,
  itemsDone: 0,
  itemsTotal: 1,
  bytesPerSecond: null,
  secondsLeft: null,
  error: null,
  updatedAt: '2026-11-22T14:05:00.000Z',
});

describe('progress of a job', () => {
  it('takes the next event, drops a late one', () => {
    const first = mergeJob([], job(0, 0));
    expect(first).toEqual({ jobs: [job(0, 0)], gap: false });
    const second = mergeJob(first.jobs, job(1, 400));
    expect(second).toEqual({ jobs: [job(1, 400)], gap: false });
    expect(mergeJob(second.jobs, job(0, 0)).jobs).toEqual([job(1, 400)]);
  });

  it('tells when an event was missed, also the first', () => {
    expect(mergeJob([job(1, 100)], job(3, 300))).toEqual({ jobs: [job(3, 300)], gap: true });
    expect(mergeJob([], job(2, 200)).gap).toBe(true);
  });

  it('leaves the other jobs the same objects in the cache, so that only one camera is drawn anew', () => {
    const client = new QueryClient();
    const others = [2, 3, 4].map((number) => ({
      ...job(0, 0),
      jobId: jobId.parse(`0000000${number}-0000-4000-8000-000000000000`),
    }));
    client.setQueryData<readonly JobProgress[]>(['jobs'], [job(0, 0), ...others]);
    const before = client.getQueryData<readonly JobProgress[]>(['jobs']) ?? [];
    client.setQueryData<readonly JobProgress[]>(['jobs'], mergeJob(before, job(1, 400)).jobs);
    const after = client.getQueryData<readonly JobProgress[]>(['jobs']) ?? [];
    expect(after[0]).toEqual(job(1, 400));
    expect(before.slice(1).map((known) => after.includes(known))).toEqual([true, true, true]);
  });
});

describe('before a lock', () => {
  const lock = vi.fn<() => Promise<{ ok: boolean }>>(() => Promise.resolve({ ok: true }));
  let announceLocking: (() => void) | null = null;

  beforeEach(() => {
    vi.resetModules();
    lock.mockClear();
    vi.stubGlobal('document', { activeElement: null });
    vi.stubGlobal('window', {
      kerbdesk: {
        session: {
          lock,
          onLocking: (listener: () => void) => {
            announceLocking = listener;
            return () => undefined;
          },
        },
      },
    });
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('saves all that is registered, then asks for the lock', async () => {
    const { lockDesk, registerFlush } = await import('../../../renderer/src/app/flush-before-lock.ts');
    const order: string[] = [];
    registerFlush(() => Promise.resolve().then(() => order.push('report')));
    const takeBack = registerFlush(() => Promise.resolve(order.push('gone')));
    registerFlush(() => Promise.resolve(order.push('recording')));
    takeBack();
    lock.mockImplementationOnce(() => {
      order.push('lock');
      return Promise.resolve({ ok: true });
    });
    await lockDesk();
    expect(order.toSorted()).toEqual(['lock', 'recording', 'report']);
    expect(order.at(-1)).toBe('lock');
  });

  it('locks although one save fails, by rejecting or by throwing, and runs the others', async () => {
    const { lockDesk, registerFlush } = await import('../../../renderer/src/app/flush-before-lock.ts');
    const saved = vi.fn<() => Promise<void>>(() => Promise.resolve());
    registerFlush(() => Promise.reject(new Error('disk full')));
    registerFlush(() => {
      throw new Error('not even started');
    });
    registerFlush(saved);
    await lockDesk();
    expect(saved).toHaveBeenCalledOnce();
    expect(lock).toHaveBeenCalledOnce();
  });

  it('locks although a save never ends', async () => {
    vi.useFakeTimers();
    const { lockDesk, registerFlush } = await import('../../../renderer/src/app/flush-before-lock.ts');
    registerFlush(() => new Promise(() => undefined));
    const locked = lockDesk();
    await vi.runAllTimersAsync();
    await locked;
    expect(lock).toHaveBeenCalledOnce();
  });

  it('answers main, which waits, once everything is handed over', async () => {
    const { flushOnLocking, registerFlush } = await import('../../../renderer/src/app/flush-before-lock.ts');
    let finish: () => void = () => undefined;
    registerFlush(
      () =>
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
    );
    flushOnLocking();
    announceLocking?.();
    await Promise.resolve();
    expect(lock).not.toHaveBeenCalled();
    finish();
    await vi.waitFor(() => expect(lock).toHaveBeenCalledOnce());
  });
});
