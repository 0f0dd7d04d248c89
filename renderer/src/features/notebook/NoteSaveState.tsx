// Whether what is typed is on the disk, in one calm line; a failure says that the typing is kept and tried again.
import { CircleAlert, LoaderCircle, Save } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Badge, Button } from '../../ui/index.ts';
import styles from './NoteEditor.module.css';
import type { NoteSession } from './note-session.ts';

export function NoteSaveState({ session }: { readonly session: NoteSession }) {
  const { phase, unsavedSince, problem } = useSyncExternalStore(session.subscribe, () => session.snapshot().autosave);
  const { startedAt } = useSyncExternalStore(session.subscribe, session.snapshot);
  if (phase === 'retrying' || phase === 'stopped') {
    return (
      <output className={styles['problem']}>
        <Badge tone="bad" icon={CircleAlert}>
          Not saved
        </Badge>
        <p>
          {problem} Your typing is kept here{phase === 'retrying' ? ', trying again.' : '.'}
        </p>
        {phase === 'retrying' ? (
          <Button size="small" onPress={() => void session.flush()}>
            Try now
          </Button>
        ) : null}
      </output>
    );
  }
  if (startedAt === null) return <Badge>Not begun</Badge>;
  return phase === 'saving' || unsavedSince !== null ? (
    <Badge icon={LoaderCircle}>Saving…</Badge>
  ) : (
    <Badge tone="ok" icon={Save}>
      Saved on this laptop
    </Badge>
  );
}
