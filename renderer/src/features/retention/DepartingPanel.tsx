// In place of what is said of a recording while it is marked for deletion, and for ever once its key is destroyed.
import { KeyRound, Undo2 } from 'lucide-react';
import type { Recording } from '#contract/footage.ts';
import { routeHref } from '../../app/route.ts';
import { formatBytes, formatDateTime, formatDateTimeWithSeconds } from '../../format/index.ts';
import { Button, Card, Notice, useShortcut } from '../../ui/index.ts';
import styles from './Retention.module.css';
import { useHaveBack } from './use-retention-deeds.ts';

export function DepartingPanel({ recording }: { readonly recording: Recording }) {
  return recording.erasedAt === null ? (
    <Marked recording={recording} />
  ) : (
    <Erased recording={recording} erasedAt={recording.erasedAt} />
  );
}

function Marked({ recording }: { readonly recording: Recording }) {
  const haveBack = useHaveBack();
  const deed = (): void => haveBack.mutate([recording.id]);
  useShortcut('B', deed, { label: 'Have it back', group: 'Recording' });
  return (
    <Card title="Marked for deletion" icon={Undo2}>
      <div className={styles['departing']}>
        {recording.deletedAfter === null ? null : (
          <p>
            {'Until '}
            <strong>{formatDateTime(recording.deletedAfter)}</strong>
            {' it is whole and you can have it back. Then its key is destroyed, and nobody can read it again.'}
          </p>
        )}
        <p className={styles['detail']}>{`Why: ${recording.deletedBecause ?? 'no reason given'}`}</p>
        <div>
          <Button variant="primary" icon={Undo2} shortcut="B" isPending={haveBack.isPending} onPress={deed}>
            Have it back
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Erased({ recording, erasedAt }: { readonly recording: Recording; readonly erasedAt: string }) {
  const facts = [
    ['File', recording.fileName],
    ['Camera', recording.cameraName],
    ['Recorded', recording.startedAt === null ? 'time not known' : formatDateTime(recording.startedAt)],
    ['Offloaded', formatDateTimeWithSeconds(recording.offloadedAt)],
    ['Size', formatBytes(recording.bytes)],
    ['Reference', recording.reference === '' ? 'none' : recording.reference],
    ['SHA-256', recording.custody.sha256],
    ['Why', recording.deletedBecause ?? 'not given'],
  ] as const;
  return (
    <Card title="Deleted for good" icon={KeyRound}>
      <div className={styles['departing']}>
        <Notice tone="neutral" title={`Its key was destroyed on ${formatDateTime(erasedAt)}`}>
          Nobody can read the footage any more. Its title, notes, tags and pictures are gone with it; this much stays,
          so that the audit trail names something.
        </Notice>
        <dl className={styles['facts']}>
          {facts.map(([name, said]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
        <a href={routeHref({ screen: 'audit', subjectId: recording.id })}>What was done with it</a>
      </div>
    </Card>
  );
}
