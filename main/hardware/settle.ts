// Does something some time after it was asked for, once however often it was asked, and only when it can be done.

export class Settle {
  readonly #act: () => boolean;
  readonly #milliseconds: number;
  #timer: NodeJS.Timeout | null = null;

  /** @param act false where it cannot be done now: it is tried again as long after. */
  constructor(act: () => boolean, milliseconds: number) {
    this.#act = act;
    this.#milliseconds = milliseconds;
  }

  ask(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (!this.#act()) this.ask();
    }, this.#milliseconds);
  }

  /** Forgets what was asked. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
