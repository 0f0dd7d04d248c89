// Unsaved typing is written down before the vault closes; main locks after its grace time whatever happens here.
import { kerbdesk } from '../ipc/kerbdesk.ts';

type Flush = () => Promise<unknown>;

const flushes = new Set<Flush>();

/** Registers what must be saved before a lock; call the answer to take it back. The flush must not throw for a person. */
export function registerFlush(flush: Flush): () => void {
  flushes.add(flush);
  return () => {
    flushes.delete(flush);
  };
}

/** Some fields hand on what was typed when they are left, such as a new tag or the name of a marker. */
const leaveField = (): void => (document.activeElement as HTMLElement | null)?.blur();

/** Runs every flush at once and waits for all of them; one that fails does not keep the others from saving. */
export async function flushAll(): Promise<void> {
  leaveField();
  // `async` turns what is thrown at once into a rejection as well.
  await Promise.allSettled([...flushes].map(async (flush) => flush()));
}

/** Wired once at start. Asking for the lock tells main, which waits, that all typing was handed over. */
export const flushOnLocking = (): (() => void) =>
  kerbdesk.session.onLocking(() => {
    void flushAll().then(() => kerbdesk.session.lock(null));
  });

const longestFlushMilliseconds = 400;

/** The officer's own lock: what is typed is saved first, but a save that hangs never keeps the desk open. */
export async function lockDesk(): Promise<void> {
  await Promise.race([flushAll(), new Promise((resolve) => setTimeout(resolve, longestFlushMilliseconds))]);
  await kerbdesk.session.lock(null);
}
