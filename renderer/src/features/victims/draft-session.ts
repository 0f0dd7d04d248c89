// One deed that is being written down: what is typed, and the saving of it. Typing is saved like that of reports and notes.
import type { DraftValues } from '#contract/victims.ts';
import { AutosaveRunner } from '../../ipc/autosave-runner.ts';
import { startOfAutosave, type AutosaveState } from '../../ipc/autosave.ts';

/** Rejects with a message for the officer. Null: nothing is being written any more. */
export type StoreDraft = (values: DraftValues | null) => Promise<unknown>;

export interface DraftSnapshot {
  readonly values: DraftValues;
  readonly autosave: AutosaveState;
}

export class DraftSession {
  readonly #store: StoreDraft;
  readonly #autosave: AutosaveRunner;
  readonly #listeners = new Set<() => void>();
  #snapshot: DraftSnapshot;
  #isOver = false;

  constructor(values: DraftValues, store: StoreDraft) {
    this.#store = store;
    this.#snapshot = { values, autosave: startOfAutosave };
    this.#autosave = new AutosaveRunner(
      () => void this.#save(),
      (autosave) => this.#set({ autosave }),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  snapshot = (): DraftSnapshot => this.#snapshot;

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }

  /** It was done or discarded. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** The same deed once more. What a save that failed still owes, the next one takes along. */
  begin(values: DraftValues): void {
    this.#isOver = false;
    this.#set({ values });
  }

  change(patch: DraftValues): void {
    this.#set({ values: { ...this.#snapshot.values, ...patch } });
    this.#autosave.send({ type: 'typed', at: Date.now() });
  }

  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** It was written down for good: the vault let go of the draft with that. Flush first, so that no save comes after. */
  done(): void {
    this.#isOver = true;
    this.#autosave.stop();
  }

  discard(): void {
    this.#isOver = true;
    const at = Date.now();
    this.#autosave.send({ type: 'typed', at });
    this.#autosave.send({ type: 'flush', at });
  }

  async #save(): Promise<void> {
    try {
      await this.#store(this.#isOver ? null : this.#snapshot.values);
      this.#autosave.send({ type: 'saved', at: Date.now() });
    } catch (error) {
      const problem = error instanceof Error ? error.message : 'The program could not reach the vault.';
      this.#autosave.send({ type: 'failed', at: Date.now(), problem });
    }
  }

  #set(part: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
