// Drives the autosave machine with real timers, for one thing that is typed.
import { dueAt, hasUnsaved, startOfAutosave, step, type AutosaveEvent, type AutosaveState } from './autosave.ts';

export class AutosaveRunner {
  readonly #save: () => void;
  readonly #onChange: (state: AutosaveState) => void;
  #state = startOfAutosave;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waiting: (() => void)[] = [];

  /** @param save must not throw, and must send how it went */
  constructor(save: () => void, onChange: (state: AutosaveState) => void) {
    this.#save = save;
    this.#onChange = onChange;
  }

  get state(): AutosaveState {
    return this.#state;
  }

  get hasUnsaved(): boolean {
    return hasUnsaved(this.#state);
  }

  send(event: AutosaveEvent): void {
    const { state, save } = step(this.#state, event);
    this.#state = state;
    this.#onChange(state);
    this.stop();
    const due = dueAt(state);
    if (due !== null) {
      this.#timer = setTimeout(() => this.send({ type: 'due', at: Date.now() }), Math.max(0, due - Date.now()));
    }
    if (save) this.#save();
    // Whoever flushes is told once nothing is under way any more: saved, or failed with the typing kept.
    if (!save && state.phase !== 'saving') for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Saves now; resolves when all is saved or when saving cannot go on. Never rejects: the state says what happened. */
  async flush(): Promise<void> {
    const { phase } = this.#state;
    if (!this.hasUnsaved || phase === 'conflict' || phase === 'stopped') return;
    const settled = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.send({ type: 'flush', at: Date.now() });
    await settled;
  }

  /** No timer goes off any more; what is still unsaved is lost, so flush first. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
