// The initials before the stroke of this officer's exhibits; saved on leaving the field, when they can be initials.
import { useState } from 'react';
import { producer } from '#contract/exhibits.ts';
import { TextField, useBeforeGone } from '../../ui/index.ts';

interface ExhibitInitialsProps {
  readonly saved: string;
  readonly onSave: (initials: string) => void;
}

export function ExhibitInitials({ saved, onSave }: ExhibitInitialsProps) {
  /** Null while nothing was typed that is not saved: what is saved may be another officer's at first, after an unlock. */
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? saved;
  const initials = shown.trim() === '' ? '' : producer.safeParse(shown).data;
  const keep = (): void => {
    if (typed === null || initials === undefined) return;
    setTyped(null);
    if (initials !== saved) onSave(initials);
  };
  useBeforeGone(keep);
  return (
    <TextField
      label="Your initials on exhibits"
      aside="as in JS/1"
      value={shown}
      maxLength={8}
      spellCheck={false}
      autoComplete="off"
      onChange={setTyped}
      onBlur={keep}
      hint="Leave it empty to use the first letters of your name."
      error={initials === undefined ? 'Initials are one to eight letters, such as JS.' : undefined}
    />
  );
}
