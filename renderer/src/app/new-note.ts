// Notes that no save has brought to the disk yet: blank ones, of which nothing is kept anywhere, and those whose first save is to come.
import { useSyncExternalStore } from 'react';
import type { NoteId } from '#contract/ids.ts';
import { focusTarget } from '../ui/index.ts';
import { navigate, parseRoute } from './route.ts';

interface BlankNote {
  readonly addendumTo: NoteId | null;
  /** Something is in it: it can be gone back to until a save has succeeded. */
  readonly isTyped: boolean;
}

const blank = new Map<NoteId, BlankNote>();
const listeners = new Set<() => void>();

export const noteTextId = 'note-text';

/** Goes to a note that is ready to be typed in; from a blank one, back to its text. */
export function startNote(addendumTo: NoteId | null = null): void {
  const route = parseRoute(window.location.hash);
  const here = route.screen === 'notebook' && route.note !== undefined ? blank.get(route.note) : undefined;
  if (here?.isTyped === false && addendumTo === null) {
    focusTarget(noteTextId);
    return;
  }
  // The page makes the id, so that a save whose answer was lost is not a second note.
  const id = crypto.randomUUID() as NoteId;
  for (const [other, { isTyped }] of blank) if (!isTyped) blank.delete(other);
  blank.set(id, { addendumTo, isTyped: false });
  navigate({ screen: 'notebook', note: id });
}

/** Typing that another note could not take goes on in this one. */
export function noteBranched(id: NoteId, addendumTo: NoteId): void {
  blank.set(id, { addendumTo, isTyped: true });
}

/** Its first key was pressed. */
export function noteTyped(id: NoteId): void {
  const note = blank.get(id);
  if (note?.isTyped === false) blank.set(id, { ...note, isTyped: true });
}

/** Null where the note has been begun, or was never offered. */
export const blankNote = (id: NoteId): BlankNote | null => blank.get(id) ?? null;

/** Its first key was saved: from now on it is a note like others. */
export function noteBegun(id: NoteId): void {
  if (!blank.delete(id)) return;
  for (const notify of listeners) notify();
}

function subscribe(notify: () => void): () => void {
  listeners.add(notify);
  return () => {
    listeners.delete(notify);
  };
}

export const useIsBlank = (id: NoteId): boolean => useSyncExternalStore(subscribe, () => blank.has(id));
