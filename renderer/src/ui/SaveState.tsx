// Whether what is typed is on the disk, in one calm line; a failure says that the typing is kept and tried again.
import { CircleAlert, LoaderCircle, Save } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from './Badge.tsx';
import { Button } from './Button.tsx';
import styles from './SaveState.module.css';

export interface SaveStateProps {
  /** Of the machine that saves (ipc/autosave.ts); what `conflict` means is the screen's own. */
  readonly autosave: {
    readonly phase: 'idle' | 'saving' | 'retrying' | 'conflict' | 'stopped';
    readonly unsavedSince: number | null;
    readonly problem: string | null;
  };
  readonly onTryNow: () => void;
  /** What is said while all is saved; "Saved on this laptop" unless said. */
  readonly children?: ReactNode;
}

export function SaveState({ autosave, onTryNow, children = 'Saved on this laptop' }: SaveStateProps) {
  const { phase, unsavedSince, problem } = autosave;
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
          <Button size="small" onPress={onTryNow}>
            Try now
          </Button>
        ) : null}
      </output>
    );
  }
  return phase === 'saving' || unsavedSince !== null ? (
    <Badge icon={LoaderCircle}>Saving…</Badge>
  ) : (
    <Badge tone="ok" icon={Save}>
      {children}
    </Badge>
  );
}
