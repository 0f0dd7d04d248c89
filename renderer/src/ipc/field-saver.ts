// One open record of plain fields: what is typed, and the saving of it by the same machine as everywhere. What another window typed
// meanwhile is brought together field by field.
import { AutosaveRunner } from './autosave-runner.ts';
import { startOfAutosave, type AutosaveState } from './autosave.ts';
import { codeOf, saveProblemOf } from './save-problem.ts';

/** So many windows cannot be at work on one record: rather a failure that is tried again later. */
const conflictsInTurn = 5;

/** A field's value is compared as it is: text, a choice, a tick, or null. */
type Fields = Readonly<Record<string, string | boolean | null>>;

/** As the vault has it. */
export interface SavedFields<Content> {
  readonly revision: number;
  readonly content: Content;
}

export interface FieldStore<Content> {
  /** Rejects with a code, such as `revision-conflict`, and a message for the officer. */
  readonly save: (revision: number, content: Content) => Promise<SavedFields<Content>>;
  readonly get: () => Promise<SavedFields<Content>>;
  /** The same field was written in two windows: what is here was kept, and this is what the other had. */
  readonly onClash: (theirs: readonly string[]) => void;
}

export interface SaverState<Content> {
  readonly content: Content;
  readonly autosave: AutosaveState;
}

/** Mine where I wrote, theirs where only they did. */
export function mergeFields<Content extends Fields>(
  base: Content,
  mine: Content,
  theirs: Content,
): { readonly content: Content; readonly clashes: readonly string[] } {
  const fields = Object.keys(mine);
  const taken = fields.filter((field) => mine[field] === base[field]);
  const clashes = fields.filter(
    (field) => mine[field] !== base[field] && theirs[field] !== base[field] && mine[field] !== theirs[field],
  );
  return {
    content: { ...mine, ...Object.fromEntries(taken.map((field) => [field, theirs[field]])) },
    clashes: clashes.map((field) => String(theirs[field] ?? '')).filter((text) => text.trim() !== ''),
  };
}

export class FieldSaver<Content extends Fields> {
  readonly #store: FieldStore<Content>;
  readonly #listeners = new Set<() => void>();
  readonly #autosave: AutosaveRunner;
  /** What the vault holds, as far as this window knows. */
  #base: SavedFields<Content>;
  #state: SaverState<Content>;

  constructor(saved: SavedFields<Content>, store: FieldStore<Content>) {
    this.#base = saved;
    this.#store = store;
    this.#state = { content: saved.content, autosave: startOfAutosave };
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
  snapshot = (): SaverState<Content> => this.#state;

  get hasUnsaved(): boolean {
    return this.#autosave.hasUnsaved;
  }
  /** Typing that can still be saved: nothing can that was removed in another window. */
  get isWaiting(): boolean {
    return this.hasUnsaved && this.#autosave.state.phase !== 'stopped';
  }
  /** Of what is on the disk. */
  get revision(): number {
    return this.#base.revision;
  }

  change(part: Partial<Content>): void {
    this.#set({ content: { ...this.#state.content, ...part } });
    this.#autosave.send({ type: 'typed', at: Date.now() });
  }

  /** A newer state from elsewhere; what was typed here and waits is brought over when it is saved. */
  accept(saved: SavedFields<Content>): void {
    if (saved.revision <= this.#base.revision || this.hasUnsaved) return;
    this.#base = saved;
    this.#set({ content: saved.content });
  }

  /** Saves now; resolves when all is saved or when saving cannot go on. Never rejects: the state says how it went. */
  flush(): Promise<void> {
    return this.#autosave.flush();
  }

  /** What is still unsaved is lost, so flush first. */
  close(): void {
    this.#autosave.stop();
  }

  async #save(): Promise<void> {
    for (let turn = 0; turn < conflictsInTurn; turn += 1) {
      try {
        this.#base = await this.#store.save(this.#base.revision, this.#state.content);
        this.#autosave.send({ type: 'saved', at: Date.now() });
        return;
      } catch (error) {
        if (codeOf(error) !== 'revision-conflict') {
          this.#fail(error);
          return;
        }
      }
      try {
        await this.#takeIn();
      } catch (error) {
        this.#fail(error);
        return;
      }
    }
    this.#autosave.send({ type: 'failed', at: Date.now(), problem: 'Another window keeps changing this.' });
  }

  async #takeIn(): Promise<void> {
    const theirs = await this.#store.get();
    const { content, clashes } = mergeFields(this.#base.content, this.#state.content, theirs.content);
    this.#base = theirs;
    this.#set({ content });
    if (clashes.length > 0) this.#store.onClash(clashes);
  }

  #fail(error: unknown): void {
    const problem = saveProblemOf(error);
    // Removed in another window: it can never be saved again.
    if (codeOf(error) === 'not-found') this.#autosave.send({ type: 'stopped', problem });
    else this.#autosave.send({ type: 'failed', at: Date.now(), problem });
  }

  #set(part: Partial<SaverState<Content>>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) listener();
  }
}
