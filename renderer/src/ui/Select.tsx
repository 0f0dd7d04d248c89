// One of a known list.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import type { FieldProps, Option } from './field-props.ts';
import styles from './Field.module.css';
import { FieldFoot, FieldLabel } from './FieldFrame.tsx';
import { OptionList } from './OptionList.tsx';

export interface SelectProps extends FieldProps {
  /** The id of an option; null or an unknown id shows the placeholder. */
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly options: readonly Option[];
  readonly placeholder?: string;
  readonly onBlur?: (() => void) | undefined;
}

export function Select({
  label,
  aside,
  hint,
  note,
  error,
  id,
  isDisabled = false,
  value,
  onChange,
  options,
  placeholder = 'Choose',
  onBlur,
}: SelectProps) {
  const known = options.some((option) => option.id === value) ? value : null;
  return (
    <AriaSelect
      value={known}
      onChange={(key) => {
        if (typeof key === 'string') onChange(key);
      }}
      {...(onBlur === undefined ? {} : { onBlur: () => onBlur() })}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      <Button {...(id === undefined ? {} : { id })} className={`${styles['control']} ${styles['picker']}`}>
        <SelectValue className={styles['value'] ?? ''} />
        <ChevronDown size={16} aria-hidden />
      </Button>
      <FieldFoot hint={hint} note={note} error={error} />
      <OptionList options={options} />
    </AriaSelect>
  );
}
