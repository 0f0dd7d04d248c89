// One recording: watched on the left, described and proven on the right, and the next one a key away.
import { useQuery } from '@tanstack/react-query';
import { FileQuestion } from 'lucide-react';
import type { RecordingId } from '#contract/ids.ts';
import { CommandError } from '../../ipc/kerbdesk.ts';
import { describeProblem } from '../../ipc/problem.ts';
import { queries } from '../../ipc/queries.ts';
import { Button, Card, EmptyState, Notice, ScreenTitle, Skeleton } from '../../ui/index.ts';
import { backToFootage, RecordingDesk } from './RecordingDesk.tsx';
import type { RecordingTools } from './recording-tools.ts';
import styles from './RecordingScreen.module.css';

/** `id` comes from the address, so it may be of a recording that does not exist any more. */
interface RecordingScreenProps {
  readonly id: string;
  readonly tools: RecordingTools;
}

export function RecordingScreen({ id, tools }: RecordingScreenProps) {
  const recording = useQuery(queries.recording(id as RecordingId));
  if (recording.data !== undefined && recording.data.erasedAt !== null) {
    return (
      <div className={styles['waiting']}>
        <ScreenTitle title={recording.data.fileName} back={backToFootage} />
        {tools.departing(recording.data)}
      </div>
    );
  }
  if (recording.data !== undefined)
    return <RecordingDesk key={recording.data.id} recording={recording.data} tools={tools} />;
  // No heading while it is read: the frame gives the focus to the first heading it finds, and that one must stay.
  if (recording.isPending) return <RecordingSkeleton />;
  return (
    <div className={styles['waiting']}>
      <ScreenTitle title="Recording not shown" back={backToFootage} />
      <NoRecording error={recording.error} onRetry={() => void recording.refetch()} />
    </div>
  );
}

function RecordingSkeleton() {
  return (
    <Card>
      <Skeleton lines={1} height={20} />
    </Card>
  );
}

function NoRecording({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (error instanceof CommandError && error.code === 'not-found') {
    return (
      <Card>
        <EmptyState icon={FileQuestion} title="This recording is not in your vault">
          It may have been deleted when its time was up; the audit trail says when and why.
        </EmptyState>
      </Card>
    );
  }
  const problem = describeProblem(error, 'The recording could not be opened');
  return (
    <Notice tone="bad" title={problem.title} action={<Button onPress={onRetry}>Try again</Button>}>
      {problem.text}
    </Notice>
  );
}
