// The initials before the stroke of this officer's exhibits; saved on leaving the field, when they can be initials.
import { useState } from 'react';
import { producer } from '#contract/exhibits.ts';
import { TextField, useBeforeGone } from '../../ui/index.ts';

interface ExhibitInitialsProps {
  readonly saved: string;
  readonly onSave: (initials: string) => void;
}

export function ExhibitInitials({ saved, onSave }: ExhibitInitialsProps) {
  const [typed, setTyped] = useState(saved);
  const initials = typed.trim() === '' ? '' : producer.safeParse(typed).data;
  const keep = (): void => {
    if (initials === undefined || initials === saved) return;
    setTyped(initials);
    onSave(initials);
  };
  useBeforeGone(keep);
  return (
    <TextField
      label="Your initials on exhibits"
      aside="as in JS/1"
      value={typed}
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
