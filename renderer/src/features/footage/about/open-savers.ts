// The savers of recordings: one each, kept after leaving the screen until all that was typed is on the disk.
import type { RecordingId } from '#contract/ids.ts';
import { registerFlush } from '../../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../../app/forget-on-lock.ts';
import { showToast } from '../../../ui/index.ts';
import { displayTitle } from '../footage-words.ts';
import type { RecordingSaver } from './recording-saver.ts';

interface OpenSaver {
  readonly saver: RecordingSaver;
  readonly stopFlushing: () => void;
  users: number;
  retry: ReturnType<typeof setTimeout> | null;
}

export const firstRetryMilliseconds = 2000;
const longestRetryMilliseconds = 60_000;

const open = new Map<RecordingId, OpenSaver>();
const forgetOnLock = createForgetOnLock(() => {
  for (const [id, entry] of open) close(id, entry);
});

function begin(saver: RecordingSaver): OpenSaver {
  forgetOnLock();
  const stopFlush = registerFlush(async () => await saver.leave());
  const onHidden = (): void => void saver.flush();
  window.addEventListener('pagehide', onHidden);
  const stopFlushing = (): void => {
    stopFlush();
    window.removeEventListener('pagehide', onHidden);
  };
  return { saver, stopFlushing, users: 0, retry: null };
}

function stopRetrying(entry: OpenSaver): void {
  if (entry.retry !== null) clearTimeout(entry.retry);
  entry.retry = null;
}

function close(id: RecordingId, entry: OpenSaver): void {
  entry.stopFlushing();
  stopRetrying(entry);
  open.delete(id);
}

/** The saver that still has typing of this recording, or whose screen is open. */
export const openSaver = (id: RecordingId): RecordingSaver | undefined => open.get(id)?.saver;

/** A screen shows the recording; call `leaveSaver` when it goes. What could not be saved before is tried again. */
export function enterSaver(id: RecordingId, saver: RecordingSaver): void {
  const entry = open.get(id) ?? begin(saver);
  open.set(id, entry);
  entry.users += 1;
  stopRetrying(entry);
  if (saver.hasUnsaved) void saver.flush();
}

/** Saves, then forgets. After a failure the officer is told, and the typing stays until a later try has saved it. */
export async function leaveSaver(id: RecordingId): Promise<void> {
  const entry = open.get(id);
  if (entry === undefined) return;
  entry.users -= 1;
  await entry.saver.leave();
  if (!isLeft(id, entry)) return;
  if (!entry.saver.hasUnsaved) {
    close(id, entry);
    return;
  }
  const { problem } = entry.saver.snapshot();
  showToast({
    tone: 'bad',
    title: `What you typed about ${nameOf(entry)} was not saved`,
    text: `${problem ?? 'It could not be saved.'} It is kept while your vault is open, and saving is tried again.`,
  });
  retryLater(id, entry, firstRetryMilliseconds);
}

/** Meanwhile the officer may have come back to it, or the vault may have been locked. */
const isLeft = (id: RecordingId, entry: OpenSaver): boolean => open.get(id) === entry && entry.users === 0;

function nameOf({ saver }: OpenSaver): string {
  const { shown, base } = saver.snapshot().draft;
  return displayTitle({ title: shown.title, fileName: base.fileName });
}

function retryLater(id: RecordingId, entry: OpenSaver, wait: number): void {
  stopRetrying(entry);
  entry.retry = setTimeout(() => void retryNow(id, entry, wait), wait);
}

async function retryNow(id: RecordingId, entry: OpenSaver, waited: number): Promise<void> {
  await entry.saver.leave();
  if (!isLeft(id, entry)) return;
  if (entry.saver.hasUnsaved) {
    retryLater(id, entry, Math.min(waited * 2, longestRetryMilliseconds));
    return;
  }
  close(id, entry);
  showToast({ title: `What you typed about ${nameOf(entry)} is saved now` });
}
