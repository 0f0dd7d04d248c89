// The note in hand: being written, or signed off and read.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { NoteId } from '#contract/ids.ts';
import type { Note } from '#contract/notebook.ts';
import { deskShortcuts } from '../../app/desk-shortcuts.ts';
import { blankNote, startNote, useIsBlank } from '../../app/new-note.ts';
import { CommandError } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, EmptyState, focusTarget, Skeleton } from '../../ui/index.ts';
import { NoteEditor } from './NoteEditor.tsx';
import { noteTitleId } from './NoteHead.tsx';
import { enterNote, leaveNote, openNote, type OpenNote } from './open-notes.ts';
import { SignedNote } from './SignedNote.tsx';

/** The session lives as long as the screen, and longer while typing waits to be saved. */
function useKeptSession({ session }: OpenNote, note: Note | null): void {
  useEffect(() => {
    enterNote(session);
    const flush = (): void => void session.flush();
    window.addEventListener('pagehide', flush);
    window.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('pagehide', flush);
      window.removeEventListener('blur', flush);
      void leaveNote(session);
    };
  }, [session]);
  useEffect(() => {
    if (note !== null) session.accept(note);
  }, [session, note]);
}

function NoteInHand({ opened, note }: { readonly opened: OpenNote; readonly note: Note | null }) {
  const { session } = opened;
  useKeptSession(opened, note);
  useEffect(() => {
    if (blankNote(session.id) === null) focusTarget(noteTitleId);
  }, [session]);
  const hasUnsaved = useSyncExternalStore(session.subscribe, () => session.hasUnsaved);
  return note !== null && note.signedAt !== null && !hasUnsaved ? (
    <SignedNote note={note} />
  ) : (
    <NoteEditor openNote={opened} note={note} />
  );
}

/** One session for as long as this is on the screen, also when it goes on in an addendum. */
function NoteDesk({ id, note }: { readonly id: NoteId; readonly note: Note | null }) {
  const client = useQueryClient();
  const [opened, setOpened] = useState(() => begin());
  if (opened.session.id !== id) setOpened(begin());
  return <NoteInHand key={opened.session.key} opened={opened} note={note} />;

  function begin(): OpenNote {
    return openNote(note ?? { id, addendumTo: blankNote(id)?.addendumTo ?? null }, client);
  }
}

export function NotePane({ id }: { readonly id: NoteId }) {
  const isBlank = useIsBlank(id);
  const { data: note, error, refetch } = useQuery({ ...queries.note(id), enabled: !isBlank });
  if (isBlank || note !== undefined) return <NoteDesk id={id} note={note ?? null} />;
  if (error === null) return <Skeleton lines={6} height={2.5} />;
  if (error instanceof CommandError && error.code === 'not-found') {
    return (
      <EmptyState
        icon={NotebookPen}
        title="Nothing was written here"
        action={
          <Button icon={NotebookPen} shortcut={deskShortcuts.newNote} onPress={() => startNote()}>
            New note
          </Button>
        }
      >
        A note is kept from its first key press on. This one was never typed in.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={NotebookPen}
      title="This note could not be opened"
      action={<Button onPress={() => void refetch()}>Try again</Button>}
    >
      {describeProblem(error).text}
    </EmptyState>
  );
}
