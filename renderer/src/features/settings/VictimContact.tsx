// What letters and texts to victims name of the officer; saved on leaving a field.
import { useState } from 'react';
import type { SettingsValues } from '#contract/settings.ts';
import { TextField, useBeforeGone } from '../../ui/index.ts';

type Contact = Pick<SettingsValues, 'officerPhone' | 'station'>;

interface ContactFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly saved: string;
  readonly maxLength: number;
  readonly onSave: (text: string) => void;
}

function ContactField({ label, hint, saved, maxLength, onSave }: ContactFieldProps) {
  /** Null while nothing was typed that is not saved. */
  const [typed, setTyped] = useState<string | null>(null);
  const keep = (): void => {
    if (typed === null) return;
    setTyped(null);
    if (typed.trim() !== saved) onSave(typed.trim());
  };
  useBeforeGone(keep);
  return (
    <TextField
      label={label}
      hint={hint}
      value={typed ?? saved}
      maxLength={maxLength}
      spellCheck={false}
      autoComplete="off"
      onChange={setTyped}
      onBlur={keep}
    />
  );
}

interface VictimContactProps {
  readonly saved: Contact;
  readonly onSave: (changed: Partial<Contact>) => void;
}

export function VictimContact({ saved, onSave }: VictimContactProps) {
  return (
    <>
      <ContactField
        label="Number to ring you on"
        hint="Letters and texts to victims name it. Leave it empty to be asked each time."
        saved={saved.officerPhone}
        maxLength={40}
        onSave={(officerPhone) => onSave({ officerPhone })}
      />
      <ContactField
        label="Your station"
        saved={saved.station}
        maxLength={80}
        onSave={(station) => onSave({ station })}
      />
    </>
  );
}
