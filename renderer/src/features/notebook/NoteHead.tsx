// The head of a note: its time as in the margin of a paper notebook, its day and number, and what it adds to.
import type { ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import type { NoteName } from '#contract/notebook.ts';
import { routeHref } from '../../app/route.ts';
import { formatDateTime, formatLongDate, formatTime } from '../../format/index.ts';
import { classNames } from '../../ui/index.ts';
import styles from './NoteEditor.module.css';

/** Takes the focus when a note is opened, so that it is read out and Tab goes on from there. */
export const noteTitleId = 'note-title';

interface NoteHeadProps {
  readonly startedAt: string | null;
  readonly changedAt: string | null;
  readonly number: number | null;
  readonly addendumTo: NoteName | null;
  readonly badges: ReactNode;
}

export function NoteHead({ startedAt, changedAt, number, addendumTo, badges }: NoteHeadProps) {
  const isOtherDay =
    startedAt !== null && changedAt !== null && formatLongDate(changedAt) !== formatLongDate(startedAt);
  return (
    <header className={styles['head']}>
      <a className={styles['back']} href={routeHref({ screen: 'notebook' })}>
        <ArrowLeft size={17} aria-hidden /> All notes
      </a>
      <div className={styles['when']}>
        <h2
          id={noteTitleId}
          tabIndex={-1}
          className={classNames(styles['time'], startedAt === null && styles['unset'])}
        >
          {startedAt === null ? '––:––' : formatTime(startedAt)}
        </h2>
        <p className={styles['day']}>
          {startedAt === null ? 'Takes its time from your first key press' : formatLongDate(startedAt)}
        </p>
        <p className={styles['facts']}>
          {[
            number === null ? null : `Note ${number}`,
            changedAt === null ? null : `last change ${isOtherDay ? formatDateTime(changedAt) : formatTime(changedAt)}`,
          ]
            .filter((fact) => fact !== null)
            .join(' · ')}
        </p>
      </div>
      <div className={styles['badges']}>{badges}</div>
      {addendumTo === null ? null : (
        <p className={styles['addendum']}>
          Addendum to{' '}
          <a href={routeHref({ screen: 'notebook', note: addendumTo.id })}>
            note {addendumTo.number}, {formatDateTime(addendumTo.startedAt)}
          </a>
        </p>
      )}
    </header>
  );
}
