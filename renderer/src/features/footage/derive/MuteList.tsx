// The muted stretches of a redaction.
import { Plus, Trash2 } from 'lucide-react';
import { Button, IconButton, useShortcut } from '../../../ui/index.ts';
import styles from './DerivePanel.module.css';
import { withNewMute } from './derive-state.ts';
import { TimeField } from './TimeField.tsx';
import type { Derive } from './use-derive.ts';

export function MuteList({ derive }: { readonly derive: Derive }) {
  const { draft, change, here } = derive;
  const add = (): void => {
    const { startSeconds } = here();
    change((before) => withNewMute(before, startSeconds));
  };
  useShortcut('X', add, { label: 'Mute from here', group: 'Clip and redaction' });
  return (
    <section className={styles['part']} aria-label="Muted">
      <header className={styles['partHeader']}>
        <h3>Muted</h3>
        <Button size="small" icon={Plus} shortcut="X" onPress={add}>
          Mute from here
        </Button>
      </header>
      {draft.mutes.map((mute, index) => {
        const alter = (more: Partial<typeof mute>): void =>
          change((before) => ({
            ...before,
            mutes: before.mutes.map((one) => (one.id === mute.id ? { ...one, ...more } : one)),
          }));
        return (
          <div key={mute.id} className={styles['mute']}>
            <TimeField
              label={`Mute ${index + 1} from`}
              seconds={mute.startSeconds}
              onChange={(startSeconds) => alter({ startSeconds })}
            />
            <TimeField label="to" seconds={mute.endSeconds} onChange={(endSeconds) => alter({ endSeconds })} />
            <IconButton
              icon={Trash2}
              label={`Remove mute ${index + 1}`}
              size="small"
              onPress={() =>
                change((before) => ({ ...before, mutes: before.mutes.filter(({ id }) => id !== mute.id) }))
              }
            />
          </div>
        );
      })}
    </section>
  );
}
