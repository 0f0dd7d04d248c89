// Runs something once typing pauses: what is drawn between two keys makes the second one wait.

/** Less than an officer looks away from the field for; more than lies between two keys of somebody who types slowly. */
const quietMilliseconds = 300;
/** Whoever types without a pause still sees the rest of the screen follow. */
const longestMilliseconds = 3000;

export class WhenQuiet {
  readonly #run: () => void;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #waitsSince: number | null = null;

  constructor(run: () => void) {
    this.#run = run;
  }

  /** There is something to run; call `typed` at every key. */
  ask(): void {
    this.#waitsSince ??= performance.now();
    this.typed();
  }

  /** Puts off what waits. */
  typed(): void {
    if (this.#waitsSince === null) return;
    this.#stopTimer();
    const left = this.#waitsSince + longestMilliseconds - performance.now();
    this.#timer = setTimeout(() => this.runNow(), Math.max(0, Math.min(quietMilliseconds, left)));
  }

  /** Runs what waits, if anything does. */
  runNow(): void {
    if (this.#waitsSince === null) return;
    this.stop();
    this.#run();
  }

  stop(): void {
    this.#waitsSince = null;
    this.#stopTimer();
  }

  #stopTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
