// Gives an identification up, with the reason; prints that were taken are destroyed at once.
import { useState } from 'react';
import type { Identification } from '#contract/identify.ts';
import { Button, Dialog, RadioGroup } from '../../ui/index.ts';
import type { IdentificationDeeds } from './use-identification.ts';

interface StopDialogProps {
  readonly state: Identification;
  readonly deeds: IdentificationDeeds;
  readonly onClose: () => void;
}

const reasons = [
  { id: 'cancelled', label: 'It is not needed any more' },
  { id: 'person-left', label: 'The person left' },
  { id: 'consent-withdrawn', label: 'Consent was withdrawn' },
] as const;
type Reason = (typeof reasons)[number]['id'];

/** Until the search is sent: so it was told. */
const canWithdraw = (state: Identification): boolean =>
  'power' in state && state.power?.kind === 'consent' && !('search' in state);

export function StopDialog({ state, deeds, onClose }: StopDialogProps) {
  const [why, setWhy] = useState<Reason>('cancelled');
  const offered = reasons.filter(({ id }) => id !== 'consent-withdrawn' || canWithdraw(state));
  const stop = async (): Promise<void> => {
    if (!deeds.isPending && (await deeds.record({ kind: 'stopped', why }))) onClose();
  };
  const hasPrints = state.step === 'capture' || state.step === 'search';
  return (
    <Dialog
      title="Stop this identification?"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" isPending={deeds.isPending} onPress={() => void stop()}>
            {hasPrints ? 'Stop and destroy the prints' : 'Stop'}
          </Button>
          <Button onPress={onClose}>Go on with it</Button>
        </>
      }
    >
      <RadioGroup
        label="Why"
        value={why}
        options={offered}
        onChange={(id) => setWhy(offered.find((one) => one.id === id)?.id ?? 'cancelled')}
        hint="That a power was used, and why it was given up, stays on record."
      />
    </Dialog>
  );
}
