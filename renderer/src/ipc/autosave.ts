// When to save what is typed, as a pure state machine: one save at a time, failures tried again, nothing forgotten.

/** A pause in typing after which it is saved. */
export const pauseMilliseconds = 300;
/** The longest that typing waits for a pause: a sudden end loses this much and the length of one save at most. */
export const longestWaitMilliseconds = 500;
const retryMilliseconds = [500, 1000, 2000, 4000, 8000];

export interface AutosaveState {
  readonly phase: 'idle' | 'saving' | 'retrying' | 'conflict' | 'stopped';
  /** When the oldest typing happened that no save has taken along yet. */
  readonly unsavedSince: number | null;
  readonly lastTypedAt: number | null;
  /** When the oldest typing happened that the save under way carries. */
  readonly carriedSince: number | null;
  readonly flushing: boolean;
  readonly failures: number;
  readonly retryAt: number | null;
  readonly savedAt: number | null;
  /** Why the last save failed, for the officer. */
  readonly problem: string | null;
}

export type AutosaveEvent =
  | { readonly type: 'typed'; readonly at: number }
  /** A timer set for `dueAt` went off. */
  | { readonly type: 'due'; readonly at: number }
  /** Save now, without waiting for a pause. */
  | { readonly type: 'flush'; readonly at: number }
  | { readonly type: 'saved'; readonly at: number }
  | { readonly type: 'failed'; readonly at: number; readonly problem: string }
  /** Another window saved first; the officer must choose. */
  | { readonly type: 'conflict'; readonly at: number }
  | { readonly type: 'settled'; readonly at: number }
  /** It can no longer be written: it was finished or removed elsewhere. */
  | { readonly type: 'stopped'; readonly problem: string };

export const startOfAutosave: AutosaveState = {
  phase: 'idle',
  unsavedSince: null,
  lastTypedAt: null,
  carriedSince: null,
  flushing: false,
  failures: 0,
  retryAt: null,
  savedAt: null,
  problem: null,
};

/** Typing that is not known to be on the disk. */
export const hasUnsaved = (state: AutosaveState): boolean => state.unsavedSince !== null || state.phase === 'saving';

/** When the machine wants to be woken; null for never. */
export function dueAt(state: AutosaveState): number | null {
  if (state.phase === 'retrying') return state.retryAt;
  if (state.phase !== 'idle' || state.unsavedSince === null) return null;
  const afterPause = (state.lastTypedAt ?? state.unsavedSince) + pauseMilliseconds;
  return Math.min(afterPause, state.unsavedSince + longestWaitMilliseconds);
}

export interface Step {
  readonly state: AutosaveState;
  /** True: the caller must save now, and report how it went. */
  readonly save: boolean;
}

const rest = (state: AutosaveState): Step => ({ state, save: false });

const startSave = (state: AutosaveState): Step => ({
  state: {
    ...state,
    phase: 'saving',
    carriedSince: state.unsavedSince,
    unsavedSince: null,
    lastTypedAt: null,
    flushing: false,
    retryAt: null,
  },
  save: true,
});

/** What the save carried is unsaved again. */
const uncarried = (state: AutosaveState): AutosaveState => ({
  ...state,
  unsavedSince: state.carriedSince ?? state.unsavedSince,
  carriedSince: null,
});

function onSaved(state: AutosaveState, at: number): Step {
  const next: AutosaveState = { ...state, phase: 'idle', carriedSince: null, failures: 0, problem: null, savedAt: at };
  if (next.unsavedSince === null) return rest({ ...next, flushing: false });
  return next.flushing ? startSave(next) : rest(next);
}

function onFailed(state: AutosaveState, at: number, problem: string): Step {
  const wait = retryMilliseconds[Math.min(state.failures, retryMilliseconds.length - 1)] ?? 0;
  return rest({
    ...uncarried(state),
    phase: 'retrying',
    flushing: false,
    failures: state.failures + 1,
    retryAt: at + wait,
    problem,
  });
}

export function step(state: AutosaveState, event: AutosaveEvent): Step {
  const { phase } = state;
  switch (event.type) {
    case 'typed':
      return rest({ ...state, unsavedSince: state.unsavedSince ?? event.at, lastTypedAt: event.at });
    case 'due': {
      const due = dueAt(state);
      return due !== null && event.at >= due ? startSave(state) : rest(state);
    }
    case 'flush':
      if (phase === 'saving') return rest({ ...state, flushing: true });
      if ((phase === 'idle' || phase === 'retrying') && state.unsavedSince !== null) return startSave(state);
      return rest(state);
    case 'saved':
      return phase === 'saving' ? onSaved(state, event.at) : rest(state);
    case 'failed':
      return phase === 'saving' ? onFailed(state, event.at, event.problem) : rest(state);
    case 'conflict':
      return rest({
        ...uncarried(state),
        phase: 'conflict',
        flushing: false,
        unsavedSince: state.carriedSince ?? event.at,
      });
    case 'settled':
      return startSave({ ...state, phase: 'idle', unsavedSince: state.unsavedSince ?? event.at, problem: null });
    case 'stopped':
      return rest({ ...uncarried(state), phase: 'stopped', flushing: false, problem: event.problem });
  }
  return rest(state);
}
