// The notes that are open: one session each, kept after leaving the screen until all its typing is saved and all its files are in.
import { useSyncExternalStore } from 'react';
import type { QueryClient } from '@tanstack/react-query';
import type { NoteId } from '#contract/ids.ts';
import type { Note } from '#contract/notebook.ts';
import { registerFlush } from '../../app/flush-before-lock.ts';
import { createForgetOnLock } from '../../app/forget-on-lock.ts';
import { noteBegun, noteBranched, noteTyped } from '../../app/new-note.ts';
import { navigate, parseRoute } from '../../app/route.ts';
import { formatCount } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { showToast } from '../../ui/index.ts';
import { announceFile, attachFile, NotAttached } from './attach-file.ts';
import { Attaching, type AttachOutcome } from './attaching.ts';
import { NoteSession, type BlankNote } from './note-session.ts';
import { Refusal } from './refusal.ts';

export interface OpenNote {
  readonly session: NoteSession;
  readonly attaching: Attaching;
}

interface Entry extends OpenNote {
  readonly client: QueryClient;
  readonly stopFlushing: () => void;
  users: number;
  /** A screen has shown it, and none does any more. */
  isLeft: boolean;
}

const open = new Map<NoteId, Entry>();
const forgetOnLock = createForgetOnLock(() => {
  for (const entry of open.values()) close(entry);
});

function start(from: Note | BlankNote, client: QueryClient): Entry {
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
  const attaching = new Attaching({
    async announce(taken) {
      // A note with nothing but a photograph is a note as well.
      if (!(await session.begin())) {
        throw new NotAttached(`“${taken.fileName}” was not attached: the note itself could not be saved yet.`);
      }
      await announceFile(taken, session.id);
    },
    async attach(taken, onProgress) {
      const note = await attachFile(taken, onProgress);
      client.setQueryData(queries.note(note.id).queryKey, note);
    },
    onEnded: (outcome) => tellElsewhere(entry, outcome),
  });
  const flush = async (): Promise<void> => {
    await session.flush();
    await attaching.settled();
  };
  const entry: Entry = { session, attaching, client, users: 0, isLeft: false, stopFlushing: registerFlush(flush) };
  const onChange = (): void => {
    if (session.snapshot().startedAt !== null) noteTyped(session.id);
    closeIfDone(entry);
    tellNotKept();
  };
  session.subscribe(onChange);
  attaching.subscribe(onChange);
  return entry;
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

/** A note as an officer names it. */
function nameOfNote({ session, client }: Entry): string {
  const number = client.getQueryData(queries.note(session.id).queryKey)?.number;
  return number === undefined ? 'the note' : `note ${number}`;
}

/** On the note's own screen it is seen. */
function tellElsewhere(entry: Entry, { attached, problems }: AttachOutcome): void {
  if (entry.users > 0) return;
  const name = nameOfNote(entry);
  if (problems.length > 0) {
    showToast({
      tone: 'bad',
      title: problems.length === 1 ? 'A file was not attached' : `${problems.length} files were not attached`,
      text: `${problems.map(({ why }) => why).join(' ')} Open ${name} to try again.`,
    });
  }
  if (attached.length === 0) return;
  const [first = ''] = attached;
  showToast({
    title: attached.length === 1 ? 'The file is attached' : `${attached.length} files are attached`,
    text: `${attached.length === 1 ? `“${first}”` : 'All of them'} to ${name}, whole and encrypted.`,
  });
}

/** The session of a note, started from what is known of it if it is not open yet. */
export function openNote(from: Note | BlankNote, client: QueryClient): OpenNote {
  const entry = open.get(from.id) ?? start(from, client);
  open.set(from.id, entry);
  return entry;
}

const entryOf = (session: NoteSession): Entry | undefined =>
  [...open.values()].find((entry) => entry.session === session);

/** A screen shows the note; call `leaveNote` when it goes. */
export function enterNote(session: NoteSession): void {
  const entry = entryOf(session);
  if (entry === undefined) return;
  entry.users += 1;
  entry.isLeft = false;
}

function close(entry: Entry): void {
  if (open.get(entry.session.id) !== entry) return;
  entry.stopFlushing();
  entry.session.close();
  open.delete(entry.session.id);
  tellNotKept();
}

/** Files that failed are kept for another try: what was pasted is nowhere else. */
function closeIfDone(entry: Entry): void {
  const { session, attaching } = entry;
  if (entry.isLeft && !session.hasUnsaved && !attaching.isBusy && !attaching.isKeeping) close(entry);
}

/**
 * Saves, then forgets. A save that fails is tried again in the background, and files go on coming in: all stays until it is on the
 * disk.
 */
export async function leaveNote(session: NoteSession): Promise<void> {
  const entry = entryOf(session);
  if (entry === undefined) return;
  entry.users -= 1;
  await session.flush();
  if (entry.users > 0) return;
  entry.isLeft = true;
  closeIfDone(entry);
}

const openOf = (ids: readonly NoteId[]): Entry[] =>
  ids.map((id) => open.get(id)).filter((entry) => entry !== undefined);

/**
 * Saves what is typed in these notes.
 * @throws Refusal where some of it is not on the disk then; `until` says what waits for it.
 */
export async function requireSaved(ids: readonly NoteId[], until: string): Promise<void> {
  const entries = openOf(ids);
  await Promise.all(entries.map(({ session }) => session.flush()));
  const unsaved = entries.find(({ session }) => session.hasUnsaved);
  if (unsaved === undefined) return;
  throw new Refusal(
    `What you typed last in ${nameOfNote(unsaved)} could not be saved yet. It is kept and saving is tried again: ${until} when it says “Saved on this laptop”.`,
  );
}

/**
 * Saves what is typed in these notes, and answers them as they are then.
 * @throws Refusal also where a file is still coming or was not attached: signing off would leave it out.
 */
export async function readyToSign(
  notes: readonly { readonly id: NoteId; readonly revision: number }[],
): Promise<{ id: NoteId; revision: number }[]> {
  const ids = notes.map(({ id }) => id);
  await requireSaved(ids, 'sign off');
  for (const entry of openOf(ids)) {
    const { attaching } = entry;
    const name = nameOfNote(entry);
    if (attaching.isBusy) {
      const { length } = attaching.snapshot().coming;
      throw new Refusal(
        `${formatCount(length, 'file')} ${length === 1 ? 'is' : 'are'} still being attached to ${name}. Sign off in a moment, when nothing is coming in any more.`,
      );
    }
    if (attaching.isKeeping) {
      throw new Refusal(
        `A file was not attached to ${name}, and cannot be once it is signed off. In the note, try again or put the message away first.`,
      );
    }
  }
  return notes.map(({ id, revision }) => ({ id, revision: open.get(id)?.session.revision ?? revision }));
}

/** Files that are coming into the note just now. */
export const comingCount = (id: NoteId): number => open.get(id)?.attaching.snapshot().coming.length ?? 0;

export interface NoteNotKept {
  readonly id: NoteId;
  readonly text: string;
  readonly startedAt: string;
}

let notKept: readonly NoteNotKept[] = [];
const notKeptListeners = new Set<() => void>();

function tellNotKept(): void {
  const now = [...open.values()].flatMap(({ session }): NoteNotKept[] => {
    const { text, startedAt, autosave } = session.snapshot();
    const isStuck = autosave.phase === 'retrying' || autosave.phase === 'stopped';
    // A retry is a moment of saving; what was not kept before it is not kept yet.
    const wasStuck = autosave.failures > 0;
    return session.revision === 0 && startedAt !== null && (isStuck || wasStuck)
      ? [{ id: session.id, text, startedAt }]
      : [];
  });
  const isSame =
    now.length === notKept.length &&
    now.every(({ id, text }, index) => notKept[index]?.id === id && notKept[index].text === text);
  if (isSame) return;
  notKept = now;
  for (const notify of notKeptListeners) notify();
}

function subscribeNotKept(notify: () => void): () => void {
  notKeptListeners.add(notify);
  return () => {
    notKeptListeners.delete(notify);
  };
}

/** Begun notes that no save has brought to the disk yet: no list of the vault has them. */
export const useNotesNotKept = (): readonly NoteNotKept[] => useSyncExternalStore(subscribeNotKept, () => notKept);
