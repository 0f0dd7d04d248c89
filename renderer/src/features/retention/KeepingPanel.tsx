// Whether a recording is on hold, and the two deeds that decide over its keeping: hold (H) and delete (Delete).
import { useQuery } from '@tanstack/react-query';
import { PauseCircle, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Recording } from '#contract/footage.ts';
import { formatDate } from '../../format/index.ts';
import { kerbdesk, value } from '../../ipc/kerbdesk.ts';
import { Badge, Button, useShortcut } from '../../ui/index.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { HoldsDialog, PlaceHoldDialog } from './HoldDialog.tsx';
import styles from './Retention.module.css';

export function KeepingPanel({ recording }: { readonly recording: Recording }) {
  const { id, onHold } = recording;
  const [open, setOpen] = useState<'hold' | 'delete' | null>(null);
  const close = (): void => setOpen(null);
  const { data: holds = [] } = useQuery({
    queryKey: ['footage', 'list', 'holds', id, onHold],
    queryFn: () => value(kerbdesk.retention.holds({ id })),
    enabled: onHold,
  });
  const active = holds.filter(({ liftedAt }) => liftedAt === null);
  useShortcut('H', () => setOpen('hold'), {
    when: open === null,
    label: onHold ? 'See or lift the hold' : 'Place on hold',
    group: 'Recording',
  });
  useShortcut('Delete', () => setOpen('delete'), { when: open === null, label: 'Delete', group: 'Recording' });
  return (
    <section className={styles['panel']} aria-labelledby="keeping">
      <h3 id="keeping" className={styles['panelTitle']}>
        Keeping
        {onHold ? (
          <Badge tone="accent" icon={PauseCircle}>
            On hold
          </Badge>
        ) : null}
      </h3>
      {active.map(({ id: holdId, reason, placedAt }) => (
        <p key={holdId} className={styles['detail']}>
          {`“${reason}”, since ${formatDate(placedAt)}`}
        </p>
      ))}
      <div className={styles['deeds']}>
        <Button size="small" icon={PauseCircle} shortcut="H" onPress={() => setOpen('hold')}>
          {onHold ? 'Holds' : 'Hold'}
        </Button>
        <Button size="small" icon={Trash2} shortcut="Delete" isDisabled={onHold} onPress={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      {open === 'hold' && onHold ? <HoldsDialog recordingId={id} holds={holds} onClose={close} /> : null}
      {open === 'hold' && !onHold ? <PlaceHoldDialog ids={[id]} onClose={close} /> : null}
      {open === 'delete' ? <DeleteDialog ids={[id]} onClose={close} /> : null}
    </section>
  );
}
