// The notes that are open: one session each, kept after leaving the screen until all its typing is saved.
import type { QueryClient } from '@tanstack/react-query';
import type { NoteId } from '#contract/ids.ts';
import type { Note } from '#contract/notebook.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { noteBegun, noteBranched } from '../../app/new-note.ts';
import { navigate, parseRoute } from '../../app/route.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { showToast } from '../../ui/index.ts';
import { NoteSession, type BlankNote } from './note-session.ts';

interface OpenNote {
  readonly session: NoteSession;
  readonly stopFlushing: () => void;
  users: number;
}

const open = new Map<NoteId, OpenNote>();
const forgetOnLock = createForgetOnLock(() => {
  for (const entry of open.values()) close(entry);
});

function start(from: Note | BlankNote, client: QueryClient): OpenNote {
  forgetOnLock();
  const session = new NoteSession(
    from,
    {
      save: async (input) => await value(kerbdesk.notebook.save(input)),
      get: async (id) => await value(kerbdesk.notebook.get({ id })),
    },
    {
      onSaved(note) {
        // Whoever comes back to the note starts from what was saved last.
        client.setQueryData(queries.note(note.id).queryKey, note);
        noteBegun(note.id);
      },
      onBranched,
    },
  );
  return { session, users: 0, stopFlushing: registerFlush(async () => await session.flush()) };
}

function onBranched(from: NoteId, to: NoteId): void {
  const entry = open.get(from);
  if (entry === undefined) return;
  open.delete(from);
  open.set(to, entry);
  noteBranched(to, from);
  const route = parseRoute(window.location.hash);
  if (route.screen === 'notebook' && route.note === from) navigate({ screen: 'notebook', note: to }, { replace: true });
  showToast({
    tone: 'warn',
    title: 'What you typed is kept as an addendum',
    text: 'The note itself was signed off or changed in another window meanwhile. Nothing typed here was lost.',
  });
}

/** The session of a note, started from what is known of it if it is not open yet. */
export function sessionOf(from: Note | BlankNote, client: QueryClient): NoteSession {
  const entry = open.get(from.id) ?? start(from, client);
  open.set(from.id, entry);
  return entry.session;
}

const entryOf = (session: NoteSession): OpenNote | undefined =>
  [...open.values()].find((entry) => entry.session === session);

/** A screen shows the note; call `leaveNote` when it goes. */
export function enterNote(session: NoteSession): void {
  const entry = entryOf(session);
  if (entry !== undefined) entry.users += 1;
}

function close(entry: OpenNote): void {
  if (open.get(entry.session.id) !== entry) return;
  entry.stopFlushing();
  entry.session.close();
  open.delete(entry.session.id);
}

function closeIfDone(entry: OpenNote): void {
  if (entry.users === 0) close(entry);
}

/** Saves, then forgets. A save that fails is tried again in the background; the typing stays until it is on the disk. */
export async function leaveNote(session: NoteSession): Promise<void> {
  const entry = entryOf(session);
  if (entry === undefined) return;
  entry.users -= 1;
  await session.flush();
  if (!session.hasUnsaved) {
    closeIfDone(entry);
    return;
  }
  const stop = session.subscribe(() => {
    if (session.hasUnsaved) return;
    stop();
    closeIfDone(entry);
  });
}
