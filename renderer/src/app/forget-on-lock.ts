// What modules keep of records in the page's memory goes at a lock; main has waited for the saving before.
import { kerbdesk } from '../ipc/kerbdesk.ts';

/** @returns to be called before anything is kept: it listens from the first call on, once. */
export function createForgetOnLock(forget: () => void): () => void {
  let listens = false;
  return () => {
    if (listens) return;
    listens = true;
    kerbdesk.session.onChanged(({ phase }) => {
      if (phase === 'locked') forget();
    });
  };
}
