// Several recordings placed on hold at once, from the list.
import { PauseCircle } from 'lucide-react';
import { useState } from 'react';
import type { RecordingId } from '#contract/ids.ts';
import { Button, useShortcut } from '../../ui/index.ts';
import { PlaceHoldDialog } from './HoldDialog.tsx';

interface HoldChosenProps {
  readonly ids: readonly RecordingId[];
  /** The hold is placed: nothing needs to stay chosen. */
  readonly onDone: () => void;
}

export function HoldChosen({ ids, onDone }: HoldChosenProps) {
  const [isOpen, setOpen] = useState(false);
  useShortcut('H', () => setOpen(true), {
    when: !isOpen,
    label: 'Place what is chosen on hold',
    group: 'Several at once',
  });
  return (
    <>
      <Button size="small" variant="quiet" icon={PauseCircle} shortcut="H" onPress={() => setOpen(true)}>
        Hold
      </Button>
      {isOpen ? <PlaceHoldDialog ids={ids} onClose={() => setOpen(false)} onPlaced={onDone} /> : null}
    </>
  );
}
