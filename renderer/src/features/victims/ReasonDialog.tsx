// Asks why something that was written down does not hold, before it is marked so; both stay to be seen.
import { useState, type SyntheticEvent } from 'react';
import { describeProblem } from '../../ipc/problem.ts';
import { Button, Dialog, Notice, TextField } from '../../ui/index.ts';

/** The dialog was opened for it. */
const firstField = { autoFocus: true } as const;

interface ReasonDialogProps {
  readonly title: string;
  readonly deed: string;
  /** What follows from it. */
  readonly consequence: string;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onDeed: (because: string) => void;
  readonly onClose: () => void;
}

export function ReasonDialog({ title, deed, consequence, isPending, error, onDeed, onClose }: ReasonDialogProps) {
  const [because, setBecause] = useState('');
  const [wasSent, setSent] = useState(false);
  const isMissing = because.trim() === '';
  const send = (): void => {
    setSent(true);
    if (!isMissing && !isPending) onDeed(because.trim());
  };
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" isPending={isPending} onPress={send}>
            {deed}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <p>{consequence}</p>
      <form
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          send();
        }}
      >
        <TextField
          label="Why?"
          value={because}
          maxLength={500}
          {...firstField}
          onChange={setBecause}
          error={wasSent && isMissing ? 'Write down why: it stays beside the line.' : undefined}
        />
      </form>
      {error === null ? null : <Notice tone="bad">{describeProblem(error).text}</Notice>}
    </Dialog>
  );
}
