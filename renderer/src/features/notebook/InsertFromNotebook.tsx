// Below a long field of a report: notes are chosen, and their text goes in where the cursor is, as if it were typed.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { NotebookPen } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { NoteId, ReportId } from '#contract/ids.ts';
import { deskShortcuts } from '../../app/desk-shortcuts.ts';
import { useRoute } from '../../app/route.ts';
import { formatRecent, useNow } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import {
  Button,
  Checkbox,
  Dialog,
  roomFor,
  showToast,
  Skeleton,
  TextField,
  typeAtCursor,
  useShortcut,
} from '../../ui/index.ts';
import styles from './NoteReports.module.css';
import { insertionOf, nearestFirst, onItsOwnLines, openingOf } from './note-words.ts';
import { requireSaved } from './open-notes.ts';
import { showRefusal } from './refusal.ts';
import { takesFocus } from './takes-focus.ts';

/** Within the dialog, whose keys are its own while it is open. */
function InsertKey({ onInsert }: { readonly onInsert: () => void }) {
  useShortcut('Ctrl+Enter', onInsert, { label: 'Insert the chosen notes', group: 'Notebook' });
  return null;
}

interface ChooseNotesProps {
  readonly reportId: ReportId;
  /** Of the report: its own notes come first. */
  readonly day: string;
  readonly onClose: () => void;
  readonly onInsert: (ids: readonly NoteId[]) => void;
}

function ChooseNotes({ reportId, day, onClose, onInsert }: ChooseNotesProps) {
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<readonly NoteId[]>([]);
  const { data, error } = useQuery(queries.notesList(useDeferredValue(search)));
  const notes = nearestFirst(data?.notes ?? [], day);
  const insert = (): void => {
    if (chosen.length > 0) onInsert(chosen);
  };
  return (
    <Dialog
      title="Insert from notebook"
      size="wide"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            icon={NotebookPen}
            shortcut="Ctrl+Enter"
            isDisabled={chosen.length === 0}
            onPress={insert}
          >
            {chosen.length < 2 ? 'Insert' : `Insert ${chosen.length}`}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </>
      }
    >
      <InsertKey onInsert={insert} />
      <div className={styles['choosing']}>
        <TextField
          label="Find a note"
          type="search"
          {...takesFocus}
          value={search}
          onChange={setSearch}
          maxLength={200}
          placeholder="Any word or place"
        />
        {data === undefined && error === null ? <Skeleton lines={4} height={3} /> : null}
        {error === null ? null : <p>{error.message}</p>}
        {data !== undefined && notes.length === 0 ? (
          <p className={styles['facts']}>
            {search === '' ? 'There are no notes yet. Ctrl+J starts one from anywhere.' : 'No note fits what is typed.'}
          </p>
        ) : null}
        <ul className={styles['list']}>
          {notes.map((note) => (
            <li key={note.id}>
              <Checkbox
                isSelected={chosen.includes(note.id)}
                onChange={(isChosen) =>
                  setChosen(isChosen ? [...chosen, note.id] : chosen.filter((id) => id !== note.id))
                }
                detail={[
                  formatRecent(note.startedAt),
                  note.place,
                  note.reports.some(({ id, how }) => id === reportId && how === 'inserted')
                    ? 'in this report already'
                    : '',
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              >
                {openingOf(note)}
              </Checkbox>
            </li>
          ))}
        </ul>
        {data !== undefined && data.total > notes.length ? (
          <p className={styles['facts']}>{`${data.total - notes.length} more: type to find them.`}</p>
        ) : null}
      </div>
    </Dialog>
  );
}

interface InsertFromNotebookProps {
  /** The box that is typed in; it must be on the screen of a report. */
  readonly fieldElementId: string;
  /** Called before and after: what is inserted is one step to undo, apart from the typing around it. */
  readonly onOwnStep: () => void;
  /** Called with the text in the box: whose it is. The report's next save joins them to it. */
  readonly onPutIn: (noteIds: readonly NoteId[]) => void;
}

export function InsertFromNotebook({ fieldElementId, onOwnStep, onPutIn }: InsertFromNotebookProps) {
  const client = useQueryClient();
  const route = useRoute();
  const [isChoosing, setChoosing] = useState(false);
  const reportId = route.screen === 'report' ? route.id : null;
  const now = useNow();
  const choose = (): void => setChoosing(true);
  useShortcut(deskShortcuts.insertNotes, choose, { label: 'Insert from notebook', group: 'Report' });
  if (reportId === null) return null;
  const report = client.getQueryData(queries.report(reportId).queryKey);
  const day = report?.reportedAt ?? report?.createdAt ?? new Date(now).toISOString();

  const insert = async (ids: readonly NoteId[]): Promise<void> => {
    setChoosing(false);
    try {
      await requireSaved(ids, 'insert it');
      const notes = await Promise.all(ids.map((id) => value(kerbdesk.notebook.get({ id }))));
      const text = insertionOf(notes, day);
      if (roomFor(fieldElementId) < text.length) {
        showToast({
          tone: 'bad',
          title: 'The notes were not inserted',
          text: 'There is not enough room left in this box for them. Choose fewer, or shorten what is there.',
        });
        return;
      }
      onOwnStep();
      await typeAtCursor(fieldElementId, (before, after) => onItsOwnLines(text, before, after));
      onPutIn(notes.map(({ id }) => id));
      onOwnStep();
    } catch (error) {
      showRefusal(error, 'The notes were not inserted');
    }
  };
  return (
    <div className={styles['insert']}>
      <Button size="small" variant="quiet" icon={NotebookPen} shortcut={deskShortcuts.insertNotes} onPress={choose}>
        Insert from notebook
      </Button>
      {isChoosing ? (
        <ChooseNotes
          reportId={reportId}
          day={day}
          onClose={() => setChoosing(false)}
          onInsert={(ids) => void insert(ids)}
        />
      ) : null}
    </div>
  );
}
