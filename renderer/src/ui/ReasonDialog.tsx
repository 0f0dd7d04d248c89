// Asks for the reason that the audit trail keeps, and does the deed only when there is one.
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import { TextField } from './TextField.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly deed: string;
  readonly danger?: boolean;
  readonly hint: string;
  readonly isPending: boolean;
  /** Something above must be settled first. */
  readonly isBlocked?: boolean;
  readonly onDeed: (reason: string) => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, deed, danger = false, hint, isPending, isBlocked = false, onDeed, onClose, children } = props;
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const missing = reason.trim() === '';
  const send = (): void => {
    setSent(true);
    if (!missing && !isPending && !isBlocked) onDeed(reason.trim());
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    // The dialog may be opened from within a form, whose own submission is something else.
    event.stopPropagation();
    send();
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant={danger ? 'danger' : 'primary'} isPending={isPending} isDisabled={isBlocked} onPress={send}>
            {deed}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      {children}
      <form onSubmit={onSubmit} noValidate>
        <TextField
          label="Why?"
          hint={hint}
          value={reason}
          maxLength={500}
          // A field that takes no typing yet takes no focus.
          {...(isBlocked ? {} : { autoFocus: true })}
          isDisabled={isBlocked}
          onChange={setReason}
          error={wasSent && missing ? 'Write down why: the audit trail keeps it.' : undefined}
        />
      </form>
    </Dialog>
  );
}
