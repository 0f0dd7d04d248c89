// The program's one thumbnail queue, joined to the vault: made from the footage when idle, stopped when the vault locks.
import { useEffect, useSyncExternalStore } from 'react';
import { thumbnailAddress } from '#contract/footage.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { makeThumbnail, mayHavePicture, type ThumbnailSource } from './make-thumbnail.ts';
import { ThumbnailQueue } from './thumbnail-queue.ts';

/** Idle callbacks may starve while a video plays; a picture that comes after this long disturbs nobody. */
const longestWait = 4000;

const sources = new Map<string, ThumbnailSource>();

const queue = new ThumbnailQueue({
  make: async (id, signal) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error('This recording is no longer shown');
    return await makeThumbnail(source, signal);
  },
  save: async (id, jpeg) => {
    await value(kerbdesk.footage.saveThumbnail({ id, jpeg }));
  },
  whenIdle: (work) => requestIdleCallback(work, { timeout: longestWait }),
});

kerbdesk.session.onChanged(({ phase }) => {
  if (phase !== 'locked') return;
  queue.reset();
  sources.clear();
});

/** Address of the picture once there is one; null while it is being made, and where there is none to be had. */
export function useThumbnail(recording: ThumbnailSource & { readonly hasThumbnail: boolean }): string | null {
  const { id, hasThumbnail } = recording;
  const wanted = !hasThumbnail && mayHavePicture(recording);
  useEffect(() => {
    if (!wanted) return undefined;
    sources.set(id, recording);
    const withdraw = queue.request(id);
    return withdraw;
  }, [wanted, id, recording]);
  const made = useSyncExternalStore(queue.subscribe, () => queue.progress(id) === 'made');
  return hasThumbnail || made ? thumbnailAddress(id) : null;
}
