// A question or a small task before the screen goes on; Escape and the cross leave it.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { classNames } from './class-names.ts';
import { ShortcutLayer, useShortcut } from './shortcuts.tsx';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons, the main one first. */
  readonly actions?: ReactNode;
  readonly size?: 'normal' | 'wide' | 'full';
  /** False where pressing beside it must not lose what was typed. */
  readonly isDismissable?: boolean;
}

export function Dialog({
  title,
  isOpen,
  onClose,
  children,
  actions,
  size = 'normal',
  isDismissable = true,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      isDismissable={isDismissable}
      className={styles['overlay'] ?? ''}
    >
      <Modal className={classNames(styles['modal'], styles[size])}>
        <ShortcutLayer>
          <EscapeCloses onClose={onClose} />
          <AriaDialog className={styles['dialog'] ?? ''}>
            <header className={styles['header']}>
              <Heading slot="title" level={2} className={styles['title'] ?? ''}>
                {title}
              </Heading>
              <IconButton icon={X} label="Close" shortcut="Escape" size="small" onPress={onClose} />
            </header>
            <div className={styles['body']}>{children}</div>
            {actions === undefined ? null : <footer className={styles['actions']}>{actions}</footer>}
          </AriaDialog>
        </ShortcutLayer>
      </Modal>
    </ModalOverlay>
  );
}

/** Also while the focus is not in the dialog yet, or not any more: what had it was taken away. */
function EscapeCloses({ onClose }: Pick<DialogProps, 'onClose'>) {
  useShortcut('Escape', onClose, { label: 'Close', group: 'Dialog' });
  return null;
}
