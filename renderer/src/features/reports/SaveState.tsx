// Whether what is typed is on the disk, in one calm line; a failure says that the typing is kept and tried again.
import { CircleAlert, LoaderCircle, Save } from 'lucide-react';
import { memo } from 'react';
import { formatSpan } from '../../format/index.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge, Button } from '../../ui/index.ts';
import { useOpenReport, useSession } from './session-context.tsx';
import styles from './SaveState.module.css';

/** Its own component, so that the seconds redraw nothing else. */
function SavedAgo({ savedAt }: { readonly savedAt: number | null }) {
  const now = useNow(1000);
  if (savedAt === null) return <>Saved on this laptop</>;
  const seconds = Math.max(0, (now - savedAt) / 1000);
  return <>Saved on this laptop {seconds < 1 ? 'just now' : `${formatSpan(seconds)} ago`}</>;
}

/** `onChoose` shows the two versions of a conflict. */
export const SaveState = memo(function SaveState({ onChoose }: { readonly onChoose: () => void }) {
  const { session } = useOpenReport();
  // One by one: each key changes the state of the saving, and none of these while one goes on typing.
  const phase = useSession(({ autosave }) => autosave.phase);
  const waits = useSession(({ autosave }) => autosave.unsavedSince !== null);
  const savedAt = useSession(({ autosave }) => autosave.savedAt);
  const problem = useSession(({ autosave }) => autosave.problem);
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
  if (phase === 'conflict') {
    return (
      <div className={styles['problem']}>
        <Badge tone="warn" icon={CircleAlert}>
          Waits for your choice
        </Badge>
        <p>Another window changed the same. Your typing is kept here.</p>
        <Button size="small" onPress={onChoose}>
          Choose
        </Button>
      </div>
    );
  }
  return phase === 'saving' || waits ? (
    <Badge icon={LoaderCircle}>Saving…</Badge>
  ) : (
    <Badge tone="ok" icon={Save}>
      <SavedAgo savedAt={savedAt} />
    </Badge>
  );
});
