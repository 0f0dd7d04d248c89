// Nothing typed about a recording is lost: not between saves, not by a change made elsewhere, not by an error.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { KerbdeskError } from '#contract/errors.ts';
import type { MarkerId } from '#contract/ids.ts';
import { RecordingSaver, savePause } from '../../../renderer/src/features/footage/about/recording-saver.ts';
import { fresh, KeptRecording } from './kept-recording.ts';

describe('saving as it is typed', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = () => {
    const vault = new KeptRecording();
    return { vault, saver: new RecordingSaver(fresh, vault) };
  };

  it('saves once, after the typing rests, and only what changed', async () => {
    const { vault, saver } = open();
    saver.type('title', 'S');
    await vi.advanceTimersByTimeAsync(savePause - 1);
    saver.type('title', 'Stop');
    await vi.advanceTimersByTimeAsync(savePause - 1);
    expect(vault.patches).toEqual([]);
    expect(saver.snapshot().status).toBe('typing');
    await vi.advanceTimersByTimeAsync(1);
    expect(vault.patches).toEqual([{ title: 'Stop' }]);
    expect(saver.snapshot()).toMatchObject({ status: 'saved', savedOnce: true });
  });

  it('saves at once when flushed, and a flush with nothing typed saves nothing', async () => {
    const { vault, saver } = open();
    saver.type('reference', 'CAD 4127');
    await saver.flush();
    await saver.flush();
    expect(vault.patches).toEqual([{ reference: 'CAD 4127' }]);
  });

  it('typing back to what was kept saves nothing', async () => {
    const { vault, saver } = open();
    saver.type('title', 'x');
    saver.type('title', '');
    await vi.advanceTimersByTimeAsync(savePause);
    expect(vault.patches).toEqual([]);
    expect(saver.snapshot().status).toBe('saved');
  });

  it('keeps what is typed while a save is under way, and saves it after', async () => {
    const { vault, saver } = open();
    let letThrough = (): void => undefined;
    vault.gate = new Promise((resolve) => {
      letThrough = resolve;
    });
    saver.type('title', 'Stop');
    const first = saver.flush();
    await vi.advanceTimersByTimeAsync(0);
    saver.type('title', 'Stop, Forest Road');
    letThrough();
    await first;
    expect(saver.snapshot().draft.shown.title).toBe('Stop, Forest Road');
    await saver.flush();
    expect(vault.kept.title).toBe('Stop, Forest Road');
  });

  it('does not eat the space under the cursor when the vault trims; shows the kept text on leaving the field', async () => {
    const { saver } = open();
    saver.type('title', 'Stop ');
    await vi.advanceTimersByTimeAsync(savePause);
    expect(saver.snapshot().draft.shown.title).toBe('Stop ');
    saver.leaveField('title');
    await vi.advanceTimersByTimeAsync(0);
    expect(saver.snapshot().draft.shown.title).toBe('Stop');
  });

  it('takes in what changed elsewhere in other fields without a word, and saves the typing on top', async () => {
    const { vault, saver } = open();
    vault.elsewhere({ reference: 'CAD 9' });
    saver.type('title', 'Stop');
    await saver.flush();
    expect(vault.kept).toMatchObject({ title: 'Stop', reference: 'CAD 9' });
    expect(saver.snapshot().draft.shown).toMatchObject({ title: 'Stop', reference: 'CAD 9' });
    expect(saver.snapshot().status).toBe('saved');
  });

  it('the same field changed elsewhere: shows both, saves neither over the other until the officer says', async () => {
    const { vault, saver } = open();
    vault.elsewhere({ title: 'Theirs' });
    saver.type('title', 'Mine');
    await saver.flush();
    expect(vault.kept.title).toBe('Theirs');
    expect(saver.snapshot().draft.shown.title).toBe('Mine');
    expect(saver.snapshot().draft.base.title).toBe('Theirs');
    expect([...saver.snapshot().draft.conflicts]).toEqual(['title']);
    expect(saver.snapshot().status).toBe('undecided');

    saver.settle('title', 'mine');
    await saver.flush();
    expect(vault.kept.title).toBe('Mine');
    expect(saver.snapshot().draft.conflicts.size).toBe(0);
  });

  it('the officer can take the other text; and an unrelated field is saved meanwhile', async () => {
    const { vault, saver } = open();
    vault.elsewhere({ title: 'Theirs' });
    saver.type('title', 'Mine');
    await saver.flush();
    saver.type('notes', 'Seen by the shop door');
    await saver.flush();
    expect(vault.kept).toMatchObject({ title: 'Theirs', notes: 'Seen by the shop door' });
    expect([...saver.snapshot().draft.conflicts]).toEqual(['title']);
    saver.settle('title', 'theirs');
    expect(saver.snapshot().draft.shown.title).toBe('Theirs');
    expect(saver.snapshot().status).toBe('saved');
  });

  it('on leaving the screen an unsettled field keeps what was typed here', async () => {
    const { vault, saver } = open();
    vault.elsewhere({ title: 'Theirs' });
    saver.type('title', 'Mine');
    await saver.flush();
    await saver.leave();
    expect(vault.kept.title).toBe('Mine');
  });

  it('on leaving, a change made elsewhere that the last save meets does not cost the typing either', async () => {
    const { vault, saver } = open();
    saver.type('title', 'Mine');
    vault.elsewhere({ title: 'Theirs' });
    await saver.leave();
    expect(vault.kept.title).toBe('Mine');
    expect(saver.hasUnsaved).toBe(false);
  });

  it('goes on saying that a save failed when news from elsewhere arrives', async () => {
    const { vault, saver } = open();
    vault.failure = new KerbdeskError('disk-full', 'The disk is full.');
    saver.type('title', 'Stop');
    await saver.flush();
    saver.accept(vault.elsewhere({ reference: 'CAD 9' }));
    expect(saver.snapshot()).toMatchObject({ status: 'failed', problem: 'The disk is full.' });
    expect(saver.snapshot().draft.shown).toMatchObject({ title: 'Stop', reference: 'CAD 9' });
  });

  it('a failed save keeps the typing, says why, and the next save sends it', async () => {
    const { vault, saver } = open();
    vault.failure = new KerbdeskError('disk-full', 'The disk is full. What you typed is kept on screen.');
    saver.type('title', 'Stop');
    await saver.flush();
    expect(saver.snapshot()).toMatchObject({
      status: 'failed',
      problem: 'The disk is full. What you typed is kept on screen.',
    });
    expect(saver.snapshot().draft.shown.title).toBe('Stop');
    vault.failure = null;
    await saver.flush();
    expect(vault.kept.title).toBe('Stop');
    expect(saver.snapshot()).toMatchObject({ status: 'saved', problem: null });
  });

  it('a marker added while typing waits its turn and costs no typing', async () => {
    const { vault, saver } = open();
    saver.type('title', 'Stop');
    const marker = saver.inTurn(() => {
      const id = '7b0c3a52-7c70-4a07-8f5e-0a6a4f1f00aa' as MarkerId;
      vault.kept = {
        ...vault.kept,
        revision: vault.kept.revision + 1,
        markers: [{ id, startSeconds: 1, endSeconds: null, label: '' }],
      };
      return Promise.resolve(vault.kept);
    });
    await saver.flush();
    await marker;
    expect(vault.kept).toMatchObject({ title: 'Stop' });
    expect(saver.snapshot().draft.base.markers).toHaveLength(1);
  });

  it('ignores an older state that arrives late', () => {
    const { saver } = open();
    saver.accept({ ...fresh, revision: 2, title: 'Old' });
    expect(saver.snapshot().draft.shown.title).toBe('');
  });
});
