// Where somebody makes a mark or does not sign: said plainly, with the reason that goes into what is sealed.
import { useState } from 'react';
import { Button, Dialog, RadioGroup, TextField } from '../../../ui/index.ts';

interface CannotSignProps {
  readonly name: string;
  readonly onMark: (reason: string) => void;
  readonly onNone: (reason: string) => void;
  readonly onClose: () => void;
}

export function CannotSign({ name, onMark, onNone, onClose }: CannotSignProps) {
  const [way, setWay] = useState('mark');
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const words = reason.trim();
  const send = (): void => {
    setSent(true);
    if (words === '') return;
    if (way === 'mark') onMark(words);
    else onNone(words);
  };
  return (
    <Dialog
      title={`${name} does not write a signature`}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" onPress={send}>
            {way === 'mark' ? 'Make the mark on the pad' : 'Leave it unsigned'}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            Not now
          </Button>
        </>
      }
    >
      <RadioGroup
        label="Instead"
        value={way}
        onChange={setWay}
        options={[
          { id: 'mark', label: 'They make a mark', detail: 'A cross or a dot, on the pad.' },
          { id: 'none', label: 'They do not sign here', detail: 'They cannot, or are not there.' },
        ]}
      />
      <TextField
        label="Why?"
        hint="It stands on the statement, in this place. For example: right hand in plaster"
        value={reason}
        onChange={setReason}
        maxLength={300}
        error={wasSent && words === '' ? 'Say why: whoever reads the statement will ask.' : undefined}
      />
    </Dialog>
  );
}
