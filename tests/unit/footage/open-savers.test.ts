// Typing about a recording outlives its screen: when it cannot be saved on leaving, the officer is told and it is saved later.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import { RecordingSaver } from '../../../renderer/src/features/footage/about/recording-saver.ts';
import type { ToastOptions } from '../../../renderer/src/ui/toasts.ts';
import { fresh, KeptRecording } from './kept-recording.ts';

const told: ToastOptions[] = [];
vi.mock('../../../renderer/src/ui/index.ts', () => ({ showToast: (toast: ToastOptions) => told.push(toast) }));

describe('a recording that is left', () => {
  let announce: ((state: { phase: string }) => void) | null = null;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.resetModules();
    told.length = 0;
    vi.stubGlobal('document', { activeElement: null });
    vi.stubGlobal('window', {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
      kerbdesk: {
        session: {
          lock: () => Promise.resolve({ ok: true }),
          onChanged: (listener: typeof announce) => {
            announce = listener;
          },
        },
      },
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const typedAndLeft = async (failure: Error | null) => {
    const savers = await import('../../../renderer/src/features/footage/about/open-savers.ts');
    const vault = new KeptRecording();
    const saver = new RecordingSaver(fresh, vault);
    savers.enterSaver(fresh.id, saver);
    vault.failure = failure;
    saver.type('notes', 'Seen by the shop door');
    await savers.leaveSaver(fresh.id);
    return { ...savers, vault, saver };
  };
  const full = new KerbdeskError('disk-full', 'This laptop’s disk is full.');

  it('is forgotten without a word once all is saved', async () => {
    const { openSaver, vault } = await typedAndLeft(null);
    expect(vault.kept.notes).toBe('Seen by the shop door');
    expect(openSaver(fresh.id)).toBeUndefined();
    expect(told).toEqual([]);
  });

  it('keeps what could not be saved, says why, and saves it by itself as soon as that can be', async () => {
    const { openSaver, vault, saver, firstRetryMilliseconds } = await typedAndLeft(full);
    expect(openSaver(fresh.id)).toBe(saver);
    expect(told).toMatchObject([{ tone: 'bad', title: 'What you typed about REC_0001.MP4 was not saved' }]);
    expect(told[0]?.text).toContain('disk is full');
    vault.failure = null;
    await vi.advanceTimersByTimeAsync(firstRetryMilliseconds);
    expect(vault.kept.notes).toBe('Seen by the shop door');
    expect(openSaver(fresh.id)).toBeUndefined();
    expect(told.at(-1)?.title).toBe('What you typed about REC_0001.MP4 is saved now');
  });

  it('shows on coming back what was typed, and tries again at once', async () => {
    const { enterSaver, openSaver, vault } = await typedAndLeft(full);
    vault.failure = null;
    const saver = openSaver(fresh.id);
    expect(saver?.snapshot().draft.shown.notes).toBe('Seen by the shop door');
    if (saver !== undefined) enterSaver(fresh.id, saver);
    await vi.advanceTimersByTimeAsync(0);
    expect(vault.kept.notes).toBe('Seen by the shop door');
    expect(openSaver(fresh.id)).toBe(saver);
  });

  it('is saved before a lock when only then it can be, and is forgotten after the lock', async () => {
    const { lockDesk } = await import('../../../renderer/src/app/flush-before-lock.ts');
    const { openSaver, vault } = await typedAndLeft(full);
    vault.failure = null;
    await lockDesk();
    expect(vault.kept.notes).toBe('Seen by the shop door');
    announce?.({ phase: 'locked' });
    expect(openSaver(fresh.id)).toBeUndefined();
  });
});
