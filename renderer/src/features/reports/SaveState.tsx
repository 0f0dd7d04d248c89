// Whether the report is on the disk, since when, and whether two windows wait for the officer's choice.
import { CircleAlert } from 'lucide-react';
import { memo, useEffect, useState } from 'react';
import { formatSpan } from '../../format/index.ts';
import { useNow } from '../../format/use-now.ts';
import { Badge, Button, SaveState as SavingState } from '../../ui/index.ts';
import { useOpenReport, useSession } from './session-context.tsx';
import styles from './SaveState.module.css';

/** Its own component, so that the seconds redraw nothing else. */
function SavedAgo({ savedAt }: { readonly savedAt: number | null }) {
  const now = useNow(1000);
  if (savedAt === null) return <>Saved on this laptop</>;
  const seconds = Math.max(0, (now - savedAt) / 1000);
  return <>Saved on this laptop {seconds < 1 ? 'just now' : `${formatSpan(seconds)} ago`}</>;
}

/** Between two keys all may be saved for a moment: that is said once it lasts, or the line flickers while one types. */
function useCalm(isSaved: boolean): boolean {
  const [lasts, setLasts] = useState(isSaved);
  useEffect(() => {
    const timer = setTimeout(() => setLasts(isSaved), isSaved ? 300 : 0);
    return () => clearTimeout(timer);
  }, [isSaved]);
  return isSaved && lasts;
}

/** `onChoose` shows the two versions of a conflict. */
export const SaveState = memo(function SaveState({ onChoose }: { readonly onChoose: () => void }) {
  const { session } = useOpenReport();
  // One by one: each key changes the state of the saving, and none of these while one goes on typing.
  const phase = useSession(({ autosave }) => autosave.phase);
  const waits = useSession(({ autosave }) => autosave.unsavedSince !== null);
  const savedAt = useSession(({ autosave }) => autosave.savedAt);
  const problem = useSession(({ autosave }) => autosave.problem);
  const isSaved = useCalm(phase === 'idle' && !waits);
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
  return (
    <SavingState autosave={{ phase, unsavedSince: isSaved ? null : 0, problem }} onTryNow={() => void session.flush()}>
      <SavedAgo savedAt={savedAt} />
    </SavingState>
  );
});
