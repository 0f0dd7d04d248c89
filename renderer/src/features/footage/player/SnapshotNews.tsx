// A snapshot just taken: where it is, and the exhibit label that it may have.
import { Camera, X } from 'lucide-react';
import { navigate } from '../../../app/route.ts';
import { Button, IconButton } from '../../../ui/index.ts';
import styles from './SnapshotNews.module.css';
import type { Snapshots } from './use-snapshot.ts';

export function SnapshotNews({ snapshots }: { readonly snapshots: Snapshots }) {
  const { taken } = snapshots;
  if (taken === null) return null;
  const { recording, proposed, isExhibit } = taken;
  return (
    <div className={styles['news']}>
      <Camera size={16} aria-hidden />
      <output className={styles['words']}>
        {isExhibit ? `Snapshot kept as exhibit ${proposed ?? ''}` : `Snapshot kept: ${recording.fileName}`}
      </output>
      {isExhibit || proposed === null ? null : (
        <Button size="small" variant="quiet" onPress={snapshots.makeExhibit}>
          {`Make it exhibit ${proposed}`}
        </Button>
      )}
      <Button size="small" variant="quiet" onPress={() => navigate({ screen: 'recording', id: recording.id })}>
        Open
      </Button>
      <IconButton icon={X} size="small" label="Put this away" onPress={snapshots.putAway} />
    </div>
  );
}
