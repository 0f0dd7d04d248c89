// A number to type: what cannot be read yet is kept in the field and changes nothing.
import { useState } from 'react';
import { TextField } from '../../../ui/index.ts';
import { numberOf } from './number-of.ts';

interface MetresFieldProps {
  readonly label: string;
  readonly aside?: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly onChange: (value: number) => void;
}

const written = (value: number): string => String(Math.round(value * 100) / 100);

export function MetresField({ label, aside = 'm', value, least, most, isWhole = false, onChange }: MetresFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? written(value);
  const read = numberOf(text, least, most, isWhole);
  return (
    <TextField
      label={label}
      aside={aside}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      value={text}
      error={read === null ? `${isWhole ? 'A whole number' : 'A number'} from ${least} to ${most}.` : undefined}
      onChange={(next) => {
        setTyped(next);
        const number = numberOf(next, least, most, isWhole);
        if (number !== null) onChange(number);
      }}
      onBlur={() => {
        if (read !== null) setTyped(null);
      }}
    />
  );
}
