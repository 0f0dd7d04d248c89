// Undo and redo: whole sketches, since they are small and share what did not change.

export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was: further changes of the same gesture take its place. */
  readonly gesture: string | null;
}

const mostSteps = 200;

export const historyOf = <T>(present: T): History<T> => ({ past: [], present, future: [], gesture: null });

/** `gesture` names a drag or a run of arrow keys; null for a change by itself. */
export function changedTo<T>(history: History<T>, present: T, gesture: string | null = null): History<T> {
  if (Object.is(present, history.present)) return history;
  const isSameGesture = gesture !== null && gesture === history.gesture;
  const past = isSameGesture ? history.past : [...history.past, history.present].slice(-mostSteps);
  return { past, present, future: [], gesture };
}

/** The next change is a step of its own. */
export const gestureEnded = <T>(history: History<T>): History<T> =>
  history.gesture === null ? history : { ...history, gesture: null };

export function undone<T>(history: History<T>): History<T> {
  const present = history.past.at(-1);
  if (history.past.length === 0 || present === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present,
    future: [history.present, ...history.future],
    gesture: null,
  };
}

export function redone<T>(history: History<T>): History<T> {
  const [present, ...future] = history.future;
  if (history.future.length === 0 || present === undefined) return history;
  return { past: [...history.past, history.present], present, future, gesture: null };
}
