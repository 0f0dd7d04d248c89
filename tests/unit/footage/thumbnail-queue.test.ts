// Thumbnails are made politely: one at a time, when idle, once each, and not for what scrolled away.
import { describe, expect, it } from 'vitest';
import { ThumbnailQueue } from '../../../renderer/src/features/footage/list/thumbnail-queue.ts';

function bench(fails: readonly string[] = []) {
  const idle: (() => void)[] = [];
  const started: string[] = [];
  const saved: string[] = [];
  const finish = new Map<string, () => void>();
  const signals = new Map<string, AbortSignal>();
  const queue = new ThumbnailQueue({
    make: async (id, signal) => {
      started.push(id);
      signals.set(id, signal);
      await new Promise<void>((resolve) => finish.set(id, resolve));
      if (fails.includes(id)) throw new Error('no picture');
      return new Uint8Array([1]);
    },
    save: (id) => {
      saved.push(id);
      return Promise.resolve();
    },
    whenIdle: (work) => idle.push(work),
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
  };
  return {
    queue,
    started,
    saved,
    signals,
    idleTurn: () => idle.splice(0).forEach((work) => work()),
    finish: async (id: string) => {
      finish.get(id)?.();
      await settle();
    },
  };
}

describe('thumbnail queue', () => {
  it('does nothing until the screen is idle, then makes one at a time in the order asked', async () => {
    const { queue, started, saved, idleTurn, finish } = bench();
    queue.request('a');
    queue.request('b');
    expect(started).toEqual([]);
    idleTurn();
    idleTurn();
    expect(started).toEqual(['a']);
    await finish('a');
    expect(saved).toEqual(['a']);
    expect(started).toEqual(['a']);
    idleTurn();
    expect(started).toEqual(['a', 'b']);
  });

  it('leaves out what is no longer shown, unless something else still shows it', () => {
    const { queue, started, idleTurn } = bench();
    const withdrawA = queue.request('a');
    queue.request('b');
    queue.request('b')();
    withdrawA();
    withdrawA();
    idleTurn();
    expect(started).toEqual(['b']);
  });

  it('tells of the outcome and tries a recording without a picture only once', async () => {
    const { queue, started, idleTurn, finish } = bench(['bad']);
    const seen: string[] = [];
    queue.subscribe(() => seen.push(`${queue.progress('bad')} ${queue.progress('good')}`));
    queue.request('bad');
    queue.request('good');
    idleTurn();
    await finish('bad');
    idleTurn();
    await finish('good');
    queue.request('bad');
    idleTurn();
    expect(seen).toEqual(['failed waiting', 'failed made']);
    expect(started).toEqual(['bad', 'good']);
  });

  it('stops reading footage when it is reset, and saves nothing of it', async () => {
    const { queue, saved, signals, idleTurn, finish } = bench();
    queue.request('a');
    idleTurn();
    queue.reset();
    expect(signals.get('a')?.aborted).toBe(true);
    await finish('a');
    expect(saved).toEqual([]);
  });
});
