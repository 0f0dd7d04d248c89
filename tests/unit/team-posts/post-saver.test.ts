// Promise: what is typed in a post is saved within half a second, a failure is tried again, and two windows lose nothing of each other.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { teamPostId } from '#contract/ids.ts';
import { emptyTeamPost, type TeamPost, type TeamPostContent } from '#contract/team-posts.ts';
import { FieldSaver } from '../../../renderer/src/ipc/field-saver.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const conflict = (): Error => Object.assign(new Error('Changed elsewhere.'), { code: 'revision-conflict' });

/** A vault that keeps revisions, as the real one does (tests/integration/records/team-posts.test.ts). */
function vault() {
  let post: TeamPost = {
    id: teamPostId.parse('0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11'),
    revision: 0,
    createdAt: '2026-11-27T09:00:00.000Z',
    updatedAt: '2026-11-27T09:00:00.000Z',
    content: emptyTeamPost,
    leavesAt: null,
    acknowledged: [],
    handOvers: [],
  };
  const clashes: string[][] = [];
  let failures = 0;
  const save = (revision: number, content: TeamPostContent): Promise<TeamPost> => {
    if (failures > 0) {
      failures -= 1;
      return Promise.reject(Object.assign(new Error('The disk is full.'), { code: 'disk-full' }));
    }
    if (revision !== post.revision) return Promise.reject(conflict());
    post = { ...post, revision: revision + 1, content };
    return Promise.resolve(post);
  };
  const open = () =>
    new FieldSaver(post, {
      save,
      get: () => Promise.resolve(post),
      onClash: (theirs) => clashes.push([...theirs]),
    });
  return { open, clashes, saved: () => post.content, fail: (times: number) => (failures = times) };
}

test('typing without a pause is saved within half a second', async () => {
  const { open, saved } = vault();
  const saver = open();
  for (let key = 1; key <= 6; key++) {
    saver.change({ place: 'Hoe Street'.slice(0, key) });
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(saved().place.length).toBeGreaterThanOrEqual(5);
  await vi.advanceTimersByTimeAsync(300);
  expect(saved().place).toBe('Hoe St');
  expect(saver.snapshot().autosave).toMatchObject({ phase: 'idle', problem: null });
  expect(saver.hasUnsaved).toBe(false);
});

test('a failure is said, kept and tried again', async () => {
  const { open, saved, fail } = vault();
  const saver = open();
  fail(2);
  saver.change({ place: 'Library' });
  await saver.flush();
  expect(saver.snapshot().autosave).toMatchObject({ phase: 'retrying', problem: 'The disk is full.' });
  expect(saver.hasUnsaved).toBe(true);
  expect(saver.snapshot().content.place).toBe('Library');
  await vi.advanceTimersByTimeAsync(4000);
  expect(saved().place).toBe('Library');
  expect(saver.snapshot().autosave).toMatchObject({ phase: 'idle', problem: null });
});

test('two windows keep what each wrote, and what clashes is said', async () => {
  const { open, saved, clashes } = vault();
  const [one, other] = [open(), open()];
  one.change({ place: 'Library', bring: 'bikes' });
  other.change({ place: 'Station', more: 'Bring tea' });
  await one.flush();
  await other.flush();
  expect(saved()).toMatchObject({ place: 'Station', bring: 'bikes', more: 'Bring tea' });
  expect(clashes).toEqual([['Library']]);
});
