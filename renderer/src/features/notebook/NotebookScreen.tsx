// The notebook: its notes in days on the left, the note in hand beside them.
import { useInfiniteQuery } from '@tanstack/react-query';
import { NotebookPen, SearchX } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { NoteId } from '#contract/ids.ts';
import { deskShortcuts } from '../../app/desk-shortcuts.ts';
import { startNote } from '../../app/new-note.ts';
import { useNow } from '../../format/index.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, EmptyState, Notice, screenTitleId, Skeleton, TextField, useShortcut } from '../../ui/index.ts';
import styles from './NotebookScreen.module.css';
import { NoteList, NotKeptNotes } from './NoteList.tsx';
import { NotePane } from './NotePane.tsx';
import { useNotesNotKept } from './open-notes.ts';

const newNote = (): void => startNote();

function NothingFound({ search, onClear }: { readonly search: string; readonly onClear: () => void }) {
  if (search === '') {
    return (
      <p className={styles['none']}>
        No notes yet. Each one is listed here by the day and time of its first key press.
      </p>
    );
  }
  return (
    <EmptyState icon={SearchX} title="No note fits" action={<Button onPress={onClear}>Show all notes</Button>}>
      Search finds words of the text, the place and the names of attached files.
    </EmptyState>
  );
}

const newNoteButton = (
  <Button variant="primary" icon={NotebookPen} shortcut={deskShortcuts.newNote} onPress={newNote}>
    New note
  </Button>
);

function NoneChosen({ isEmpty }: { readonly isEmpty: boolean }) {
  return (
    <EmptyState
      icon={NotebookPen}
      title={isEmpty ? 'Jot it down while it is fresh' : 'Choose a note, or start one'}
      action={isEmpty ? newNoteButton : undefined}
    >
      Ctrl+J starts a note from any screen. It takes its time from your first key press and is saved as you type. Photos
      and files go in by paste, drop or from a folder, and a note goes into a report with one key.
    </EmptyState>
  );
}

export function NotebookScreen({ id }: { readonly id: NoteId | null }) {
  const [search, setSearch] = useState('');
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    queries.notesPages(useDeferredValue(search)),
  );
  const notes = data?.pages.flatMap((page) => page.notes);
  const notKept = useNotesNotKept();
  const now = useNow();
  useShortcut('N', newNote, { label: 'New note', group: 'Notebook' });
  const isEmpty = notes?.length === 0;
  const isUnused = isEmpty && search === '' && notKept.length === 0;
  return (
    <div className={styles['screen']} data-note={id === null ? 'none' : 'open'}>
      <div className={styles['list']}>
        <header className={styles['title']}>
          <h1 id={screenTitleId} tabIndex={-1}>
            Notebook
          </h1>
          {isUnused && id === null ? null : newNoteButton}
        </header>
        <div className={styles['finding']}>
          {isUnused ? null : (
            <TextField
              label="Find a note"
              type="search"
              value={search}
              onChange={setSearch}
              maxLength={200}
              placeholder="Any word, place or file name"
            />
          )}
          {error === null ? null : (
            <Notice tone="bad" live title="The notes could not be listed">
              {describeProblem(error).text}
            </Notice>
          )}
          <NotKeptNotes notes={notKept} openId={id} />
          {notes === undefined && error === null ? <Skeleton lines={6} height={3} /> : null}
          {isEmpty ? <NothingFound search={search} onClear={() => setSearch('')} /> : null}
          {notes === undefined || isEmpty ? null : (
            <div className={styles['scroll']}>
              <NoteList notes={notes} openId={id} now={now} />
              {hasNextPage ? (
                <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
                  Show older notes
                </Button>
              ) : null}
            </div>
          )}
        </div>
      </div>
      <div className={styles['pane']}>{id === null ? <NoneChosen isEmpty={isUnused} /> : <NotePane id={id} />}</div>
    </div>
  );
}
