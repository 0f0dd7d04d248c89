// The records of plain fields that are open: one saver each, kept after leaving the screen until all that was typed is on the disk.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { FieldSaver, type FieldStore, type SavedFields, type SaverState } from '../ipc/field-saver.ts';
import { showToast } from '../ui/index.ts';
import { registerFlush } from './flush-before-lock.ts';
import { createForgetOnLock } from './forget-on-lock.ts';

type Fields = Readonly<Record<string, string | boolean | null>>;

interface OpenSaver<Content extends Fields> {
  readonly saver: FieldSaver<Content>;
  readonly stopFlushing: () => void;
  users: number;
}

export interface UsedSaver<Content extends Fields> {
  readonly saver: FieldSaver<Content>;
  readonly state: SaverState<Content>;
}

/**
 * @param storeOf how one record is read and written
 * @returns a hook: the saver of a record as long as any screen uses it
 */
export function createOpenSavers<Id extends string, Content extends Fields>(
  storeOf: (id: Id) => Omit<FieldStore<Content>, 'onClash'>,
): (id: Id, saved: SavedFields<Content>) => UsedSaver<Content> {
  const open = new Map<Id, OpenSaver<Content>>();
  const forgetOnLock = createForgetOnLock(() => {
    for (const id of open.keys()) close(id);
  });

  function begin(id: Id, saved: SavedFields<Content>): OpenSaver<Content> {
    forgetOnLock();
    const saver = new FieldSaver(saved, {
      ...storeOf(id),
      onClash: (theirs) =>
        showToast({
          tone: 'warn',
          untilLock: true,
          title: 'Another window wrote in the same place',
          text: `What you typed here was kept. The other window had: ${theirs.map((text) => `“${text}”`).join(', ')}`,
        }),
    });
    const entry = { saver, users: 0, stopFlushing: registerFlush(async () => await saver.flush()) };
    open.set(id, entry);
    return entry;
  }

  function close(id: Id): void {
    const entry = open.get(id);
    if (entry === undefined) return;
    entry.stopFlushing();
    entry.saver.close();
    open.delete(id);
  }

  async function leave(id: Id): Promise<void> {
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

  return function useOpenSaver(id, saved) {
    const [saver] = useState(() => (open.get(id) ?? begin(id, saved)).saver);
    useEffect(() => {
      const entry = open.get(id) ?? begin(id, saved);
      entry.users += 1;
      return () => void leave(id);
      // The saver of a record is the same as long as the record is.
      // oxlint-disable-next-line react-hooks/exhaustive-deps
    }, [id]);
    useEffect(() => saver.accept(saved), [saver, saved]);
    return { saver, state: useSyncExternalStore(saver.subscribe, saver.snapshot) };
  };
}
