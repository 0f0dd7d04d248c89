// Saves what is typed about one recording, without a button: after a short rest, on leaving a field, and before leaving the screen.
import type { Recording, RecordingPatch } from '#contract/footage.ts';
import {
  draftOf,
  left,
  patchOf,
  rebased,
  saved,
  settled,
  typed,
  type FieldName,
  type Fields,
  type RecordingDraft,
} from './recording-draft.ts';
import { codeOf } from '../../../ipc/save-problem.ts';

export const savePause = 400;

/** Two screens that save in turn cannot keep each other busy for ever. */
const conflictRetries = 5;

export interface RecordingStore {
  readonly get: () => Promise<Recording>;
  /** Rejects with the code `revision-conflict` when `revision` is not the latest. */
  readonly update: (revision: number, patch: RecordingPatch) => Promise<Recording>;
}

export interface SaverSnapshot {
  readonly draft: RecordingDraft;
  /** `undecided`: all that waits was also changed elsewhere, and the officer has to choose. */
  readonly status: 'saved' | 'typing' | 'saving' | 'failed' | 'undecided';
  /** Why the last save failed, for the officer. */
  readonly problem: string | null;
  /** Whether anything was saved since the recording was opened: only then does the screen say so. */
  readonly savedOnce: boolean;
}

/** Command errors carry a code, and a message that is written for the officer. */

function restingStatus(draft: RecordingDraft): 'saved' | 'typing' | 'undecided' {
  if (draft.dirty.size === 0) return 'saved';
  return draft.dirty.size === draft.conflicts.size ? 'undecided' : 'typing';
}

export class RecordingSaver {
  readonly #store: RecordingStore;
  readonly #listeners = new Set<() => void>();
  #snapshot: SaverSnapshot;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #work: Promise<unknown> = Promise.resolve();

  constructor(recording: Recording, store: RecordingStore) {
    this.#store = store;
    this.#snapshot = { draft: draftOf(recording), status: 'saved', problem: null, savedOnce: false };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): SaverSnapshot => this.#snapshot;

  /** Typing that is not known to be on the disk. */
  get hasUnsaved(): boolean {
    return this.#snapshot.draft.dirty.size > 0;
  }

  type<Name extends FieldName>(name: Name, value: Fields[Name]): void {
    this.#change(typed(this.#snapshot.draft, name, value));
    this.#saveSoon();
  }

  leaveField(name: FieldName): void {
    void this.flush().then(() => this.#set({ draft: left(this.#snapshot.draft, name) }));
  }

  settle(name: FieldName, keep: 'mine' | 'theirs'): void {
    this.#change(settled(this.#snapshot.draft, name, keep));
    void this.flush();
  }

  /** Takes in a newer state of the recording: a change event, or the answer of a marker command. */
  accept(recording: Recording): void {
    if (recording.revision < this.#snapshot.draft.base.revision) return;
    const draft = rebased(this.#snapshot.draft, recording);
    // News from elsewhere does not make a failed save good.
    if (this.#snapshot.status === 'failed' && patchOf(draft) !== null) this.#set({ draft });
    else this.#change(draft);
  }

  /** Runs a command that changes this recording (a marker, a verification) in turn with the saves, and takes its answer in. */
  async inTurn(command: () => Promise<Recording>): Promise<Recording> {
    const work = this.#work.then(async () => {
      const recording = await command();
      this.accept(recording);
      return recording;
    });
    this.#work = work.catch(() => undefined);
    return await work;
  }

  /** Saves now what waits; resolves when nothing is under way any more. Never rejects: the status says what happened. */
  async flush(): Promise<void> {
    this.#stopTimer();
    const work = this.#work.then(async () => await this.#save());
    this.#work = work;
    await work;
  }

  /** Before leaving: an unsettled field keeps what was typed here; the audit trail has the other text. */
  async leave(): Promise<void> {
    // The save itself may meet a change made elsewhere, and typing may go on meanwhile.
    for (let turn = 0; turn <= conflictRetries; turn += 1) {
      for (const name of this.#snapshot.draft.conflicts) this.#change(settled(this.#snapshot.draft, name, 'mine'));
      await this.flush();
      if (!this.hasUnsaved || this.#snapshot.status === 'failed') return;
    }
  }

  async #save(): Promise<void> {
    for (let retry = 0; retry <= conflictRetries;) {
      const patch = patchOf(this.#snapshot.draft);
      if (patch === null) break;
      this.#set({ status: 'saving' });
      try {
        const answer = await this.#store.update(this.#snapshot.draft.base.revision, patch);
        this.#set({ draft: saved(this.#snapshot.draft, patch, answer), problem: null, savedOnce: true });
      } catch (error) {
        if (codeOf(error) !== 'revision-conflict' || retry === conflictRetries) {
          this.#fail(error);
          return;
        }
        retry += 1;
        try {
          this.#set({ draft: rebased(this.#snapshot.draft, await this.#store.get()) });
        } catch (second) {
          this.#fail(second);
          return;
        }
      }
    }
    this.#set({ status: restingStatus(this.#snapshot.draft), problem: null });
  }

  #fail(error: unknown): void {
    const reason = error instanceof Error && codeOf(error) !== null ? error.message : 'The change could not be saved.';
    this.#set({ status: 'failed', problem: reason });
  }

  #change(draft: RecordingDraft): void {
    const { status } = this.#snapshot;
    this.#set({ draft, status: status === 'saving' ? status : restingStatus(draft) });
  }

  #saveSoon(): void {
    this.#stopTimer();
    this.#timer = setTimeout(() => void this.flush(), savePause);
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #set(part: Partial<SaverSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
