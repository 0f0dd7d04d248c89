// While it is made: how far, how long still, and a way out that leaves nothing behind.
import type { DraftKind } from '#contract/recipe.ts';
import { formatTimeLeft } from '../../../format/index.ts';
import { Button, Dialog, ProgressBar } from '../../../ui/index.ts';
import styles from './DerivePanel.module.css';
import type { Rendering } from './use-rendering.ts';

export function RenderDialog({ kind, rendering }: { readonly kind: DraftKind; readonly rendering: Rendering }) {
  const { part, secondsLeft, cancel } = rendering;
  const percent = Math.floor((part ?? 0) * 100);
  const isSealing = part === 1;
  return (
    <Dialog
      title={kind === 'clip' ? 'Making the clip' : 'Making the redaction'}
      isOpen={part !== null}
      onClose={cancel}
      isDismissable={false}
      actions={<Button onPress={cancel}>Cancel</Button>}
    >
      <div className={styles['progress']}>
        <ProgressBar value={part ?? 0} max={1} label="Progress" valueText={`${percent} %`} />
        <p>
          {isSealing
            ? 'Sealing it and reading it back …'
            : `${percent} %${secondsLeft === null ? '' : ` · ${formatTimeLeft(secondsLeft)}`}`}
        </p>
        <p className={styles['explain']}>
          It is encrypted as it is made. If you cancel, or the vault is locked, nothing is left of it; what you prepared
          stays.
        </p>
      </div>
    </Dialog>
  );
}
