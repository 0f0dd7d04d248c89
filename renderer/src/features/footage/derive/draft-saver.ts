// Saves what is being prepared a moment after the last change, and at once before a lock or when the screen is left. What could not
// be saved is kept in memory, for whoever comes back to it, until it is saved or the vault is locked.
import { useEffect, useState } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import type { DraftKind, RecipeDraft } from '#contract/recipe.ts';
import { registerFlush } from '../../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../../app/forget-on-lock.ts';
import { kerbdesk, value } from '../../../ipc/kerbdesk.ts';
import { showProblem } from '../../../ipc/problem.ts';

const saveDelay = 500;

const unsaved = new Map<string, RecipeDraft>();
const keyOf = (parentId: RecordingId, kind: DraftKind): string => `${kind} ${parentId}`;
const forgetOnLock = createForgetOnLock(() => unsaved.clear());

export const unsavedDraft = (parentId: RecordingId, kind: DraftKind): RecipeDraft | null =>
  unsaved.get(keyOf(parentId, kind)) ?? null;

function keepUnsaved(key: string, draft: RecipeDraft): void {
  forgetOnLock();
  unsaved.set(key, draft);
}

export class DraftSaver {
  readonly #parentId: RecordingId;
  #pending: { kind: DraftKind; draft: RecipeDraft; timer: ReturnType<typeof setTimeout> } | null = null;
  #saves = 0;

  constructor(parentId: RecordingId) {
    this.#parentId = parentId;
  }

  later(kind: DraftKind, draft: RecipeDraft): void {
    if (this.#pending !== null) clearTimeout(this.#pending.timer);
    this.#pending = { kind, draft, timer: setTimeout(() => void this.now(), saveDelay) };
  }

  /** Never rejects: the officer is told, and a later change or visit tries again. */
  async now(): Promise<void> {
    const waiting = this.#pending;
    this.#pending = null;
    if (waiting === null) return;
    clearTimeout(waiting.timer);
    const { kind, draft } = waiting;
    const key = keyOf(this.#parentId, kind);
    const turn = ++this.#saves;
    try {
      await value(kerbdesk.derivatives.saveDraft({ parentId: this.#parentId, kind, draft }));
      if (turn === this.#saves) unsaved.delete(key);
    } catch (error) {
      if (turn === this.#saves) keepUnsaved(key, draft);
      showProblem(error, 'What you prepared was not saved');
    }
  }

  /** It was discarded, or made. */
  forget(kind: DraftKind): void {
    if (this.#pending !== null) clearTimeout(this.#pending.timer);
    this.#pending = null;
    this.#saves += 1;
    unsaved.delete(keyOf(this.#parentId, kind));
  }
}

export function useDraftSaver(parentId: RecordingId): DraftSaver {
  const [saver] = useState(() => new DraftSaver(parentId));
  useEffect(() => {
    const stop = registerFlush(async () => await saver.now());
    return () => {
      stop();
      void saver.now();
    };
  }, [saver]);
  return saver;
}
