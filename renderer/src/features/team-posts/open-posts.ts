// The posts that are open: one saver each, kept after leaving the screen until all that was typed is on the disk.
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TeamPost } from '#contract/team-posts.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { showToast } from '../../ui/index.ts';
import { PostSaver, type SaverState } from './post-saver.ts';

interface OpenPost {
  readonly saver: PostSaver;
  readonly stopFlushing: () => void;
  users: number;
}

const open = new Map<string, OpenPost>();
const forgetOnLock = createForgetOnLock(() => {
  for (const id of open.keys()) close(id);
});

function begin(post: TeamPost): OpenPost {
  forgetOnLock();
  const { id } = post;
  const saver = new PostSaver(post, {
    save: async (revision, content) => await value(kerbdesk.teamPosts.save({ id, revision, content })),
    get: async () => await value(kerbdesk.teamPosts.get({ id })),
    onClash: (theirs) =>
      showToast({
        tone: 'warn',
        title: 'Another window wrote in the same place',
        text: `What you typed here was kept. The other window had: ${theirs.map((text) => `“${text}”`).join(', ')}`,
      }),
  });
  const entry = { saver, users: 0, stopFlushing: registerFlush(async () => await saver.flush()) };
  open.set(id, entry);
  return entry;
}

function close(id: string): void {
  const entry = open.get(id);
  if (entry === undefined) return;
  entry.stopFlushing();
  entry.saver.close();
  open.delete(id);
}

async function leave(id: string): Promise<void> {
  const entry = open.get(id);
  if (entry === undefined) return;
  entry.users -= 1;
  await entry.saver.flush();
  const closeIfDone = (): boolean => {
    if (entry.users > 0 || entry.saver.isWaiting || open.get(id) !== entry) return false;
    close(id);
    return true;
  };
  if (closeIfDone() || entry.users > 0) return;
  const stop = entry.saver.subscribe(() => {
    if (closeIfDone()) stop();
  });
}

export function usePostSaver(post: TeamPost): { readonly saver: PostSaver; readonly state: SaverState } {
  const [saver] = useState(() => (open.get(post.id) ?? begin(post)).saver);
  const { id } = post;
  useEffect(() => {
    const entry = open.get(id) ?? begin(post);
    entry.users += 1;
    return () => void leave(id);
    // The saver of a post is the same as long as the post is.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [id]);
  useEffect(() => saver.accept(post), [saver, post]);
  return { saver, state: useSyncExternalStore(saver.subscribe, saver.snapshot) };
}
