// A finger that turns out not to be readable at the glass: left out, with the reason on record.
import { useState } from 'react';
import {
  notTaken,
  positionNames,
  whyNotTaken,
  whyNotTakenWords,
  type PrintPosition,
  type WhyNotTaken,
} from '#contract/identify/fingers.ts';
import { Button, Dialog, RadioGroup, TextField } from '../../../ui/index.ts';
import styles from '../Identify.module.css';
import type { IdentificationDeeds } from '../use-identification.ts';

interface NotTakenDialogProps {
  readonly position: PrintPosition;
  readonly deeds: IdentificationDeeds;
  readonly onClose: () => void;
}

export function NotTakenDialog({ position, deeds, onClose }: NotTakenDialogProps) {
  const [why, setWhy] = useState<WhyNotTaken | null>(null);
  const [note, setNote] = useState('');
  const [wasSent, setSent] = useState(false);
  const answer = notTaken.safeParse({ why, note });
  const leaveOut = async (): Promise<void> => {
    setSent(true);
    if (!answer.success || deeds.isPending) return;
    await deeds.stopCapture();
    if (await deeds.record({ kind: 'not-taken', position, notTaken: answer.data })) onClose();
  };
  return (
    <Dialog
      title={`${positionNames[position]} cannot be taken`}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={deeds.isPending} onPress={() => void leaveOut()}>
            Leave it out
          </Button>
          <Button onPress={onClose}>Go on trying</Button>
        </>
      }
    >
      <div className={styles['fields']}>
        <RadioGroup
          label="Why"
          value={why}
          options={whyNotTaken.options.map((id) => ({ id, label: whyNotTakenWords[id] }))}
          onChange={(id) => setWhy(whyNotTaken.options.find((one) => one === id) ?? null)}
          error={wasSent && why === null ? 'Say why it cannot be taken' : undefined}
        />
        {why === 'other' ? (
          <TextField
            label="What the reason is"
            value={note}
            onChange={setNote}
            maxLength={500}
            error={wasSent && !answer.success ? 'Write the reason' : undefined}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
