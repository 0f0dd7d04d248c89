// What can be taken back in an open report: states of its content, typing in one field as one step. Pure but for its own stack.
import type { ReportContent } from '#contract/reports.ts';

interface Step {
  readonly content: ReportContent;
  /** Which field was typed in; null for a change that stands alone, such as a person removed. */
  readonly key: string | null;
  readonly at: number;
}

/** Typing goes on in one step until it pauses for this long. */
const pauseMilliseconds = 2000;
/** States share all that they have in common: this many are small. */
const mostSteps = 200;

export class UndoStack {
  #undo: Step[] = [];
  #redo: ReportContent[] = [];

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  get canRedo(): boolean {
    return this.#redo.length > 0;
  }

  /** Notes that `before` is about to change. */
  note(before: ReportContent, key: string | null, at: number): void {
    this.#redo = [];
    const newest = this.#undo.at(-1);
    if (key !== null && newest?.key === key && at - newest.at < pauseMilliseconds) {
      this.#undo[this.#undo.length - 1] = { ...newest, at };
      return;
    }
    this.#undo = [...this.#undo.slice(1 - mostSteps), { content: before, key, at }];
  }

  /** What is typed next is a step of its own, however soon it comes. */
  endStep(): void {
    const newest = this.#undo.at(-1);
    if (newest !== undefined) this.#undo[this.#undo.length - 1] = { ...newest, key: null };
  }

  /** The state before the last step; null where there is none. */
  undo(now: ReportContent): ReportContent | null {
    const step = this.#undo.pop();
    if (step === undefined) return null;
    this.#redo.push(now);
    return step.content;
  }

  redo(now: ReportContent): ReportContent | null {
    const content = this.#redo.pop();
    if (content === undefined) return null;
    this.#undo.push({ content: now, key: null, at: 0 });
    return content;
  }

  /** After another window's changes were taken in: going back would take those away as well. */
  forget(): void {
    this.#undo = [];
    this.#redo = [];
  }
}
