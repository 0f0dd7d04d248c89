// A note being written: time in the margin, place, text, what is attached, the reports it belongs to, and signing off.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore, type ClipboardEvent, type DragEvent } from 'react';
import { mostNoteCharacters, type Note, type NoteName } from '#contract/notebook.ts';
import { blankNote, noteTextId } from '../../app/new-note.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, classNames, Dialog, focusTarget, TextField, useShortcut } from '../../ui/index.ts';
import { Attachments } from './Attachments.tsx';
import { missingOf } from './file-words.ts';
import styles from './NoteEditor.module.css';
import { NoteHead } from './NoteHead.tsx';
import { NoteReports } from './NoteReports.tsx';
import { NoteSaveState } from './NoteSaveState.tsx';
import type { NoteSession } from './note-session.ts';
import { readyToSign, type OpenNote } from './open-notes.ts';
import { showRefusal } from './refusal.ts';
import { takesFocus } from './takes-focus.ts';

interface SignOffProps {
  readonly session: NoteSession;
  readonly isDisabled: boolean;
  /** Of files that a lock or a crash kept from arriving. */
  readonly notWhole: readonly string[];
}

function SignOff({ session, isDisabled, notWhole }: SignOffProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const notes = await readyToSign([{ id: session.id, revision: session.revision }]);
      return await value(kerbdesk.notebook.sign({ notes }));
    },
    onSuccess: (signed) => {
      for (const note of signed) client.setQueryData(queries.note(note.id).queryKey, note);
    },
    onError: (error) => showRefusal(error, 'The note was not signed off'),
    onSettled: () => setAsking(false),
  });
  const { mutate: ask } = useMutation({
    mutationFn: () => readyToSign([{ id: session.id, revision: session.revision }]),
    onSuccess: () => setAsking(true),
    onError: (error) => showRefusal(error, 'The note was not signed off'),
  });
  useShortcut('Alt+S', () => ask(), { label: 'Sign the note off', group: 'Notebook', when: !isDisabled });
  return (
    <>
      <Button icon={Lock} shortcut="Alt+S" isDisabled={isDisabled} onPress={() => ask()}>
        Sign off
      </Button>
      <p>Until then it can be changed, and every sitting is in the audit trail. No note is ever deleted.</p>
      <Dialog
        title="Sign this note off?"
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button variant="primary" icon={Lock} {...takesFocus} isPending={isPending} onPress={() => mutate()}>
              Sign off
            </Button>
            <Button onPress={() => setAsking(false)}>Go on writing</Button>
          </>
        }
      >
        Text, place and attachments are fixed from then on, and their hash goes into the audit trail. What comes to mind
        later is added as a note of its own that refers to this one, as in a paper notebook.
        {notWhole.length === 0 ? null : (
          <p className={styles['missing']}>
            Not in it: {notWhole.map((name) => `“${name}”`).join(', ')}. If it belongs to the note, attach it first.
          </p>
        )}
      </Dialog>
    </>
  );
}

/** What the note adds to, also before its first key. */
function useOriginal(session: NoteSession, note: Note | null): NoteName | null {
  const id = note === null ? (blankNote(session.id)?.addendumTo ?? null) : null;
  const { data: original } = useQuery({ ...queries.note(id ?? session.id), enabled: id !== null });
  if (note !== null) return note.addendumTo;
  return id === null ? null : (original ?? null);
}

const filesOf = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])];

interface NoteEditorProps {
  readonly openNote: OpenNote;
  readonly note: Note | null;
}

export function NoteEditor({ openNote: { session, attaching }, note }: NoteEditorProps) {
  const { text, place, startedAt } = useSyncExternalStore(session.subscribe, session.snapshot);
  const original = useOriginal(session, note);
  const { coming } = useSyncExternalStore(attaching.subscribe, attaching.snapshot);
  const [isOver, setOver] = useState(false);
  const isBlank = startedAt === null;
  useEffect(() => {
    // On a touch screen its keyboard would cover half of the note; the officer taps where it is wanted.
    if (blankNote(session.id) !== null && document.documentElement.dataset['touch'] !== 'true') {
      focusTarget(noteTextId);
    }
  }, [session]);

  const onPaste = (event: ClipboardEvent): void => {
    const files = filesOf(event.clipboardData);
    // Text that was copied with a picture of it, as from a document, is pasted as text.
    const isText = ['text/plain', 'text/html'].every((type) => event.clipboardData.types.includes(type));
    if (files.length === 0 || isText) return;
    event.preventDefault();
    attaching.attach(files, true);
  };
  const onDrop = (event: DragEvent): void => {
    setOver(false);
    const files = filesOf(event.dataTransfer);
    if (files.length === 0) return;
    event.preventDefault();
    attaching.attach(files);
  };
  const onDragOver = (event: DragEvent): void => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <div
      role="presentation"
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      <article className={classNames(styles['note'], isOver && styles['over'])} aria-label="Note">
        <NoteHead
          startedAt={startedAt}
          changedAt={note?.changedAt ?? null}
          number={note?.number ?? null}
          addendumTo={original}
          badges={<NoteSaveState session={session} />}
        />
        <div className={styles['body']}>
          <TextField
            label="Where"
            aside="optional"
            value={place}
            onChange={(typed) => session.type({ place: typed })}
            onBlur={() => void session.flush()}
            autoComplete="off"
            maxLength={200}
            placeholder="214 Hoe Street"
          />
          <div className={styles['writing']}>
            <TextField
              id={noteTextId}
              label="Note"
              value={text}
              onChange={(typed) => session.type({ text: typed })}
              onBlur={() => void session.flush()}
              multiline
              rows={10}
              spellCheck
              autoComplete="off"
              maxLength={mostNoteCharacters}
              {...(isBlank ? { placeholder: 'Start typing' } : {})}
            />
          </div>
          <Attachments note={note} attaching={attaching} />
          <NoteReports session={session} note={note} />
        </div>
        <footer className={styles['foot']}>
          <SignOff
            session={session}
            isDisabled={isBlank}
            notWhole={missingOf(note, coming).map(({ fileName }) => fileName)}
          />
        </footer>
      </article>
    </div>
  );
}
