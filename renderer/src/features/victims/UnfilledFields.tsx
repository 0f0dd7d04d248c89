// The facts that a text still lacks, each as a field: what is typed goes into every place that names it.
import { useState } from 'react';
import { placeholders } from '#contract/victims/templates.ts';
import { kerbdesk } from '../../ipc/kerbdesk.ts';
import { Button, focusTarget, TextField } from '../../ui/index.ts';
import styles from './Victims.module.css';

/** Those are the officer's own and stay: the next text has them. */
const remembered: Readonly<Record<string, 'officerPhone' | 'station'>> = {
  'officer-phone': 'officerPhone',
  station: 'station',
};

/** Of the text itself. */
export const textFieldId = 'victim-text';
const fieldId = (name: string): string => `victim-fact-${name}`;

interface UnfilledFieldsProps {
  readonly missing: readonly string[];
  readonly onFill: (name: string, fact: string) => void;
}

export function UnfilledFields({ missing, onFill }: UnfilledFieldsProps) {
  const known = missing.filter((name) => Object.hasOwn(placeholders, name));
  if (known.length === 0) return null;
  const fill = (name: string, fact: string): void => {
    onFill(name, fact);
    // Its field goes; typing goes on in the next one, and then in the text.
    const next = known[known.indexOf(name) + 1] ?? known.find((other) => other !== name);
    requestAnimationFrame(() => focusTarget(next === undefined ? textFieldId : fieldId(next)));
  };
  return (
    <fieldset className={styles['unfilled']}>
      <legend>Still missing in the text</legend>
      {known.map((name) => (
        <UnfilledField key={name} name={name} onFill={(fact) => fill(name, fact)} />
      ))}
    </fieldset>
  );
}

function UnfilledField({ name, onFill }: { readonly name: string; readonly onFill: (fact: string) => void }) {
  const [typed, setTyped] = useState('');
  const words = Object.entries(placeholders).find(([id]) => id === name)?.[1] ?? name;
  const fill = (): void => {
    const fact = typed.trim();
    if (fact === '') return;
    const setting = remembered[name];
    if (setting !== undefined) void kerbdesk.settings.set({ [setting]: fact });
    onFill(fact);
  };
  return (
    <form
      className={styles['unfilledField']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        fill();
      }}
    >
      <TextField
        id={fieldId(name)}
        label={words.charAt(0).toUpperCase() + words.slice(1)}
        value={typed}
        maxLength={80}
        autoComplete="off"
        onChange={setTyped}
      />
      <Button type="submit" aria-label={`Put in: ${words}`}>
        Put in
      </Button>
    </form>
  );
}
