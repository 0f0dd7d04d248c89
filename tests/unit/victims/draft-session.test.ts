// Promise: what is typed for a deed is never left unsaved because one save failed, and what was discarded does not come back.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DraftValues } from '#contract/victims.ts';
import { DraftSession } from '../../../renderer/src/features/victims/draft-session.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A vault that refuses so many saves, and then keeps what it is given. */
function vaultRefusing(times: number) {
  const kept: (DraftValues | null)[] = [];
  let left = times;
  const store = (values: DraftValues | null): Promise<void> => {
    left -= 1;
    if (left >= 0) return Promise.reject(new Error('The disk is full.'));
    kept.push(values);
    return Promise.resolve();
  };
  return { kept, store };
}

it('a save that failed is tried again without another key, and says why meanwhile', async () => {
  const { kept, store } = vaultRefusing(2);
  const session = new DraftSession({ said: '' }, store);
  session.change({ said: 'He is on bail.' });
  await vi.advanceTimersByTimeAsync(600);
  expect(session.snapshot().autosave.problem).toBe('The disk is full.');
  expect(session.hasUnsaved).toBe(true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(kept).toEqual([{ said: 'He is on bail.' }]);
  expect(session.snapshot().autosave.problem).toBeNull();
  expect(session.hasUnsaved).toBe(false);
});

it('what is typed while a save is under way is saved after it, not beside it', async () => {
  let finish = (): void => undefined;
  const kept: (DraftValues | null)[] = [];
  const session = new DraftSession({ said: '' }, (values) => {
    kept.push(values);
    return new Promise<void>((resolve) => (finish = resolve));
  });
  session.change({ said: 'one' });
  await vi.advanceTimersByTimeAsync(400);
  session.change({ said: 'one two' });
  await vi.advanceTimersByTimeAsync(2000);
  expect(kept).toEqual([{ said: 'one' }]);
  finish();
  await vi.advanceTimersByTimeAsync(600);
  expect(kept).toEqual([{ said: 'one' }, { said: 'one two' }]);
});

it('a discard that could not be saved is tried again, and gives way to what is begun anew', async () => {
  const { kept, store } = vaultRefusing(1);
  const session = new DraftSession({ said: 'old' }, store);
  session.discard();
  await vi.advanceTimersByTimeAsync(100);
  session.begin({ said: 'new' });
  await vi.advanceTimersByTimeAsync(5000);
  expect(kept).toEqual([{ said: 'new' }]);
});

it('what was written down for good is saved no more', async () => {
  const { kept, store } = vaultRefusing(1);
  const session = new DraftSession({ said: '' }, store);
  session.change({ said: 'Told her.' });
  await session.flush();
  session.done();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(kept).toEqual([]);
});
