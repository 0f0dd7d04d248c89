// The holds on a recording: why it is kept, since when, and lifting or placing one with a reason.
import { useState } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import type { Hold } from '#contract/retention.ts';
import { formatDateTime } from '../../format/index.ts';
import { Button, Dialog, ReasonDialog } from '../../ui/index.ts';
import styles from './Retention.module.css';
import { useLiftHold, usePlaceHold } from './use-retention-deeds.ts';

export const holdHint = 'For example: complaint CM/112, asked for by Professional Standards';

export function PlaceHoldDialog({
  ids,
  onClose,
  onPlaced = onClose,
}: {
  readonly ids: readonly RecordingId[];
  readonly onClose: () => void;
  readonly onPlaced?: () => void;
}) {
  const place = usePlaceHold();
  return (
    <ReasonDialog
      title="Place on hold"
      deed="Place on hold"
      hint={holdHint}
      isPending={place.isPending}
      onDeed={(reason) => place.mutate({ ids, reason }, { onSuccess: onPlaced })}
      onClose={onClose}
    >
      <p>
        Nobody can delete it, and no clock runs, until the hold is lifted. What it was made from, and what was made from
        it, is kept with it.
      </p>
    </ReasonDialog>
  );
}

interface HoldsDialogProps {
  readonly recordingId: RecordingId;
  readonly holds: readonly Hold[];
  readonly onClose: () => void;
}

/** For a recording that is on hold already: another one is seldom wanted, lifting one is. */
export function HoldsDialog({ recordingId, holds, onClose }: HoldsDialogProps) {
  const [lifting, setLifting] = useState<Hold | null>(null);
  const [isPlacing, setPlacing] = useState(false);
  const lift = useLiftHold();
  if (isPlacing) return <PlaceHoldDialog ids={[recordingId]} onClose={onClose} />;
  if (lifting !== null) {
    return (
      <ReasonDialog
        title="Lift this hold?"
        deed="Lift the hold"
        hint="For example: case closed, no further action"
        isPending={lift.isPending}
        onDeed={(reason) => lift.mutate({ id: lifting.id, reason }, { onSuccess: onClose })}
        onClose={() => setLifting(null)}
      >
        <p>{`“${lifting.reason}”. Its period counts again from the recording’s start, so it may be due at once.`}</p>
      </ReasonDialog>
    );
  }
  return (
    <Dialog
      title="On hold"
      isOpen
      onClose={onClose}
      actions={
        <Button variant="quiet" onPress={() => setPlacing(true)}>
          Place another
        </Button>
      }
    >
      <ul className={styles['holds']}>
        {holds.map((hold) => (
          <li key={hold.id}>
            <span>
              <strong>{hold.reason}</strong>
              <span className={styles['detail']}>
                {`Placed ${formatDateTime(hold.placedAt)}`}
                {hold.liftedAt === null
                  ? null
                  : `, lifted ${formatDateTime(hold.liftedAt)}: ${hold.liftedBecause ?? ''}`}
                {hold.recordingId === recordingId ? null : ' · on a recording of the same family'}
              </span>
            </span>
            {hold.liftedAt === null ? (
              <Button size="small" aria-label={`Lift: ${hold.reason}`} onPress={() => setLifting(hold)}>
                Lift
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
