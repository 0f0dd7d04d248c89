// What of a witness statement goes out: while it is not signed, a draft or paper to sign; once sealed, that or the form of its hash.
import { RadioGroup } from '../../ui/index.ts';
import type { StatementPaper } from '#contract/documents.ts';

export type StatementAs = StatementPaper['as'];

interface StatementChoiceProps {
  readonly isSealed: boolean;
  readonly value: StatementAs;
  readonly onChange: (as: StatementAs) => void;
}

const unsigned = [
  { id: 'to-sign', label: 'To be signed on paper', detail: 'With places to sign on every page.' },
  { id: 'draft', label: 'As a draft', detail: 'Marked “DRAFT – not signed”, with no place to sign.' },
] as const;
const sealed = [
  { id: 'sealed', label: 'The sealed statement', detail: 'With its signatures; the same each time.' },
  {
    id: 'sealed-form',
    label: 'The sealed form, as a file',
    detail: 'For whoever checks the hash. It holds how each signature was written.',
  },
] as const;

export function StatementChoice({ isSealed, value, onChange }: StatementChoiceProps) {
  const options = isSealed ? sealed : unsigned;
  return (
    <RadioGroup
      label="What goes out"
      value={value}
      onChange={(id) => onChange(options.find((option) => option.id === id)?.id ?? value)}
      options={options}
    />
  );
}
