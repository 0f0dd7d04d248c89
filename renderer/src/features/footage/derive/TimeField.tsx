// A moment of the recording, typed or taken from the picture on screen.
import { useState } from 'react';
import { clockText, parseClock } from '../../../derive/clock-text.ts';
import { TextField } from '../../../ui/index.ts';

interface TimeFieldProps {
  readonly label: string;
  readonly seconds: number;
  readonly onChange: (seconds: number) => void;
}

export function TimeField({ label, seconds, onChange }: TimeFieldProps) {
  // What is being typed; the value itself while nothing is.
  const [typed, setTyped] = useState<string | null>(null);
  const isWrong = typed !== null && parseClock(typed) === null;
  return (
    <TextField
      label={label}
      value={typed ?? clockText(seconds)}
      inputMode="decimal"
      spellCheck={false}
      error={isWrong ? 'Type a time, such as 1:02.5' : undefined}
      onChange={(text) => {
        setTyped(text);
        const moment = parseClock(text);
        if (moment !== null) onChange(moment);
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
