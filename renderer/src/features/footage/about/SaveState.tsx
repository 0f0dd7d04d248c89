// Whether what was typed is kept; said quietly when all is well, and with a way out when it is not.
import { Check, TriangleAlert } from 'lucide-react';
import { Button, Tooltip } from '../../../ui/index.ts';
import type { RecordingSaver } from './recording-saver.ts';
import styles from './SaveState.module.css';
import { useSaverSnapshot } from './use-recording-saver.ts';

export function SaveState({ saver }: { readonly saver: RecordingSaver }) {
  const { status, problem, savedOnce } = useSaverSnapshot(saver);
  return (
    <span className={styles['state']}>
      <output className={styles['words']}>
        {status === 'failed' ? (
          <span className={styles['bad']}>
            <TriangleAlert size={14} aria-hidden />
            Not saved
          </span>
        ) : null}
        {status === 'undecided' ? (
          <span className={styles['warn']}>
            <TriangleAlert size={14} aria-hidden />
            Your choice
          </span>
        ) : null}
        {status === 'saved' && savedOnce ? (
          <>
            <Check size={14} aria-hidden />
            Saved
          </>
        ) : null}
        {status === 'typing' || status === 'saving' ? 'Saving' : null}
      </output>
      {status === 'failed' ? (
        <Tooltip text={problem ?? 'What you typed is still on this screen.'}>
          <Button size="small" onPress={() => void saver.flush()}>
            Try again
          </Button>
        </Tooltip>
      ) : null}
    </span>
  );
}
