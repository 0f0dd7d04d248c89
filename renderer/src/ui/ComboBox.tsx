// Free text with suggestions: what is typed counts even when nothing is chosen.
import { ChevronDown } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import type { FieldProps, Option } from './field-props.ts';
import styles from './Field.module.css';
import { FieldFoot, FieldLabel } from './FieldFrame.tsx';
import { matchingOptions } from './matching-options.ts';
import { OptionList } from './OptionList.tsx';

export interface ComboBoxProps extends FieldProps {
  /** The text in the field. */
  readonly value: string;
  readonly onInputChange: (text: string) => void;
  /** Called after `onInputChange` was given the chosen option's label. */
  readonly onSelect: (id: string) => void;
  readonly options: readonly Option[];
  /** False: `options` are shown as given, because the caller has filtered them. */
  readonly filter?: boolean;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly onBlur?: (() => void) | undefined;
}

export function ComboBox({
  label,
  aside,
  hint,
  error,
  id,
  isDisabled = false,
  value,
  onInputChange,
  onSelect,
  options,
  filter = true,
  placeholder,
  maxLength,
  onBlur,
}: ComboBoxProps) {
  // The text of a chosen option would hide all the others when the list is opened again.
  const chosen = options.find((option) => option.label === value);
  const shown = filter && chosen === undefined ? matchingOptions(options, value) : options;
  return (
    <AriaComboBox
      items={shown}
      inputValue={value}
      onInputChange={onInputChange}
      selectedKey={chosen?.id ?? null}
      onSelectionChange={(key) => {
        const option = options.find((candidate) => candidate.id === key);
        if (option === undefined) return;
        onInputChange(option.label);
        onSelect(option.id);
      }}
      {...(onBlur === undefined ? {} : { onBlur: () => onBlur() })}
      allowsCustomValue
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      <Group className={styles['group'] ?? ''}>
        <Input
          className={styles['control'] ?? ''}
          {...(id === undefined ? {} : { id })}
          {...(placeholder === undefined ? {} : { placeholder })}
          {...(maxLength === undefined ? {} : { maxLength })}
        />
        <Button className={styles['open'] ?? ''}>
          <ChevronDown size={16} aria-hidden />
        </Button>
      </Group>
      <FieldFoot hint={hint} error={error} />
      <OptionList options={shown} />
    </AriaComboBox>
  );
}
