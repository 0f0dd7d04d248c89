// A note that is signed off: read, never changed; what is new is added as an addendum.
import { FilePlus2, Lock } from 'lucide-react';
import type { Note } from '#contract/notebook.ts';
import { startNote } from '../../app/new-note.ts';
import { routeHref } from '../../app/route.ts';
import { formatDateTime } from '../../format/index.ts';
import { Badge, Button, useShortcut } from '../../ui/index.ts';
import { Attachments } from './Attachments.tsx';
import styles from './NoteEditor.module.css';
import { NoteHead } from './NoteHead.tsx';
import { NoteReports } from './NoteReports.tsx';

export function SignedNote({ note }: { readonly note: Note }) {
  const add = (): void => startNote(note.id);
  useShortcut('Alt+A', add, { label: 'Write an addendum', group: 'Notebook' });
  return (
    <article className={styles['note']} aria-label="Note">
      <NoteHead
        startedAt={note.startedAt}
        changedAt={note.changedAt}
        number={note.number}
        addendumTo={note.addendumTo}
        badges={
          <Badge tone="ok" icon={Lock}>
            Signed off
          </Badge>
        }
      />
      <div className={styles['body']}>
        {note.place === '' ? null : <p className={styles['place']}>{note.place}</p>}
        <p className={styles['text']}>{note.text === '' ? 'Nothing written.' : note.text}</p>
        <Attachments note={note} attaching={null} />
        {note.addenda.length === 0 ? null : (
          <section aria-label="Addenda">
            <h3 className={styles['part']}>Addenda</h3>
            <ul className={styles['addenda']}>
              {note.addenda.map(({ id, number, startedAt }) => (
                <li key={id}>
                  <a href={routeHref({ screen: 'notebook', note: id })}>
                    Note {number}, {formatDateTime(startedAt)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        )}
        <NoteReports session={null} note={note} />
      </div>
      <footer className={styles['foot']}>
        <Button icon={FilePlus2} shortcut="Alt+A" onPress={add}>
          Write an addendum
        </Button>
        <p className={styles['seal']}>
          Signed off {note.signedAt === null ? '' : formatDateTime(note.signedAt)}. SHA-256{' '}
          <code className={styles['hash']}>{note.sha256}</code>
        </p>
      </footer>
    </article>
  );
}
