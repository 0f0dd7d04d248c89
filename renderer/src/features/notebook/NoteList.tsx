// Notes in days, newest first; a day that is over is signed off at once.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, FileText, Lock, Paperclip, PenLine, TriangleAlert } from 'lucide-react';
import { memo } from 'react';
import { referenceOf } from '#contract/forms/references.ts';
import type { NoteId } from '#contract/ids.ts';
import type { NoteSummary } from '#contract/notebook.ts';
import { routeHref } from '../../app/route.ts';
import { formatCount, formatTime } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, classNames, VisuallyHidden } from '../../ui/index.ts';
import styles from './NoteList.module.css';
import { daysOf, openingOf, type NotebookDay } from './note-words.ts';
import { comingCount, readyToSign, type NoteNotKept } from './open-notes.ts';
import { showRefusal } from './refusal.ts';

interface NoteRowProps {
  readonly note: NoteSummary;
  readonly isOpen: boolean;
}

const NoteRow = memo(function NoteRow({ note, isOpen }: NoteRowProps) {
  // Each file that ends is a change of the note, after which the list is read anew.
  const missing = note.notWholeCount - comingCount(note.id);
  return (
    <li>
      <a
        href={routeHref({ screen: 'notebook', note: note.id })}
        className={classNames(styles['row'], isOpen && styles['current'])}
        {...(isOpen ? { 'aria-current': 'true' } : {})}
      >
        <span className={styles['time']}>{formatTime(note.startedAt)}</span>
        <span className={styles['words']}>
          <span className={classNames(styles['opening'], note.opening === '' && styles['blank'])}>
            {openingOf(note)}
          </span>
          <span className={styles['facts']}>
            {note.place === '' ? null : <span>{note.place}</span>}
            {note.addendumTo === null ? null : <span>addendum to {note.addendumTo.number}</span>}
            {note.reports.map((report) => (
              <span key={report.id} className={styles['fact']}>
                <FileText size={13} aria-hidden />
                {referenceOf(report)}
              </span>
            ))}
            {note.attachmentCount === 0 ? null : (
              <span className={styles['fact']}>
                <Paperclip size={13} aria-hidden />
                {note.attachmentCount}
                <VisuallyHidden>{note.attachmentCount === 1 ? ' attachment' : ' attachments'}</VisuallyHidden>
              </span>
            )}
            {missing <= 0 ? null : (
              <span className={classNames(styles['fact'], styles['missing'])}>
                <TriangleAlert size={13} aria-hidden />
                {formatCount(missing, 'file')} did not arrive
              </span>
            )}
          </span>
        </span>
        {note.signedAt === null ? (
          <span className={styles['state']}>
            <PenLine size={14} aria-hidden />
            <VisuallyHidden>not signed off</VisuallyHidden>
          </span>
        ) : (
          <span className={classNames(styles['state'], styles['signed'])}>
            <Lock size={14} aria-hidden />
            <VisuallyHidden>signed off</VisuallyHidden>
          </span>
        )}
      </a>
    </li>
  );
});

/** The day is over: what was left open is fixed at once, without opening each. */
function SignDay({ notes }: { readonly notes: readonly NoteSummary[] }) {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: async () => await value(kerbdesk.notebook.sign({ notes: await readyToSign(notes) })),
    onSuccess: (signed) => {
      for (const note of signed) client.setQueryData(queries.note(note.id).queryKey, note);
    },
    onError: (error) => showRefusal(error, 'The notes were not signed off'),
  });
  return (
    <Button size="small" variant="quiet" icon={Lock} isPending={isPending} onPress={() => mutate()}>
      {notes.length === 1 ? 'Sign off 1 note' : `Sign off ${notes.length} notes`}
    </Button>
  );
}

function Day({ day, openId }: { readonly day: NotebookDay; readonly openId: NoteId | null }) {
  const unsigned = day.notes.filter(({ signedAt }) => signedAt === null);
  return (
    <section className={styles['day']} aria-label={day.date}>
      <header className={styles['head']}>
        <h2 className={styles['date']}>
          {day.nearness === null ? null : <span className={styles['nearness']}>{day.nearness}</span>}
          {day.date}
        </h2>
        {day.nearness === 'Today' || unsigned.length === 0 ? (
          <span className={styles['count']}>{formatCount(day.notes.length, 'note')}</span>
        ) : (
          <SignDay notes={unsigned} />
        )}
      </header>
      <ul>
        {day.notes.map((note) => (
          <NoteRow key={note.id} note={note} isOpen={note.id === openId} />
        ))}
      </ul>
    </section>
  );
}

/** Whoever leaves a note that the disk would not take yet finds it here. */
export function NotKeptNotes({
  notes,
  openId,
}: {
  readonly notes: readonly NoteNotKept[];
  readonly openId: NoteId | null;
}) {
  if (notes.length === 0) return null;
  return (
    <section className={classNames(styles['day'], styles['notKept'])} aria-label="Not saved yet">
      <header className={styles['head']}>
        <h2 className={styles['date']}>
          <span className={styles['nearness']}>Not saved yet</span>
          kept here, and tried again
        </h2>
      </header>
      <ul>
        {notes.map(({ id, text, startedAt }) => (
          <li key={id}>
            <a
              href={routeHref({ screen: 'notebook', note: id })}
              className={classNames(styles['row'], id === openId && styles['current'])}
              {...(id === openId ? { 'aria-current': 'true' } : {})}
            >
              <span className={styles['time']}>{formatTime(startedAt)}</span>
              <span className={styles['words']}>
                <span className={styles['opening']}>{text.trim() === '' ? 'Nothing written' : text}</span>
              </span>
              <span className={classNames(styles['state'], styles['bad'])}>
                <CircleAlert size={14} aria-hidden />
                <VisuallyHidden>not saved</VisuallyHidden>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NoteListProps {
  readonly notes: readonly NoteSummary[];
  readonly openId: NoteId | null;
  readonly now: number;
}

export function NoteList({ notes, openId, now }: NoteListProps) {
  return daysOf(notes, now).map((day) => <Day key={day.date} day={day} openId={openId} />);
}
