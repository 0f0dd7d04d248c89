// Notes that are open and blank: nothing of them is kept anywhere until the first key is pressed.
import { useSyncExternalStore } from 'react';
import type { NoteId } from '#contract/ids.ts';
import { focusTarget } from '../ui/index.ts';
import { navigate, parseRoute } from './route.ts';

interface BlankNote {
  readonly addendumTo: NoteId | null;
}

const blank = new Map<NoteId, BlankNote>();
const listeners = new Set<() => void>();

export const noteTextId = 'note-text';

/** Goes to a note that is ready to be typed in; from a blank one, back to its text. */
export function startNote(addendumTo: NoteId | null = null): void {
  const route = parseRoute(window.location.hash);
  const isThere = route.screen === 'notebook' && route.note !== undefined && blank.has(route.note);
  if (isThere && addendumTo === null) {
    focusTarget(noteTextId);
    return;
  }
  // The page makes the id, so that a save whose answer was lost is not a second note.
  const id = crypto.randomUUID() as NoteId;
  blank.clear();
  blank.set(id, { addendumTo });
  navigate({ screen: 'notebook', note: id });
}

/** Typing that another note could not take goes on in this one. */
export function noteBranched(id: NoteId, addendumTo: NoteId): void {
  blank.set(id, { addendumTo });
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
