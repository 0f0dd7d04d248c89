// Ticks and radios: one box, several, or one of a few.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { CheckboxGroup as AriaCheckboxGroup } from 'react-aria-components/CheckboxGroup';
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup';
import styles from './Choice.module.css';
import { classNames } from './class-names.ts';
import type { FieldProps, Option } from './field-props.ts';
import fieldStyles from './Field.module.css';
import { FieldFoot, FieldLabel } from './FieldFrame.tsx';

export interface CheckboxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly detail?: string;
  readonly isDisabled?: boolean;
  readonly id?: string;
  readonly children: ReactNode;
}

function ChoiceWords({ label, detail }: { readonly label: ReactNode; readonly detail?: string | undefined }) {
  return (
    <span className={styles['words']}>
      {label}
      {detail === undefined ? null : <span className={styles['detail']}>{detail}</span>}
    </span>
  );
}

const tick = (
  <span className={styles['box']} aria-hidden>
    <Check size={14} strokeWidth={3} />
  </span>
);

export function Checkbox({ children, detail, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={styles['choice'] ?? ''}>
      {tick}
      <ChoiceWords label={children} detail={detail} />
    </AriaCheckbox>
  );
}

export interface CheckboxGroupProps extends FieldProps {
  /** Ids of the ticked options. */
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
  readonly options: readonly Option[];
  readonly columns?: 1 | 2;
}

export function CheckboxGroup(props: CheckboxGroupProps) {
  const { label, aside, hint, error, id, isDisabled = false, value, onChange, options, columns = 1 } = props;
  return (
    <AriaCheckboxGroup
      value={[...value]}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      {...(id === undefined ? {} : { id, tabIndex: -1 })}
      className={fieldStyles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      <div className={classNames(styles['choices'], styles[`columns${columns}`])}>
        {options.map((option) => (
          <AriaCheckbox key={option.id} value={option.id} className={styles['choice'] ?? ''}>
            {tick}
            <ChoiceWords label={option.label} detail={option.detail} />
          </AriaCheckbox>
        ))}
      </div>
      <FieldFoot hint={hint} error={error} />
    </AriaCheckboxGroup>
  );
}

export interface RadioGroupProps extends FieldProps {
  /** Id of the chosen option, or null while there is no answer. */
  readonly value: string | null;
  readonly onChange: (id: string) => void;
  readonly options: readonly Option[];
  /** Side by side, for a few short options; one under the other without it. */
  readonly inARow?: boolean;
}

export function RadioGroup(props: RadioGroupProps) {
  const { label, aside, hint, note, error, id, isDisabled = false, value, onChange, options, inARow = false } = props;
  return (
    <AriaRadioGroup
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      {...(id === undefined ? {} : { id, tabIndex: -1 })}
      className={fieldStyles['field'] ?? ''}
    >
      <FieldLabel label={label} aside={aside} />
      <div className={classNames(styles['choices'], styles[inARow ? 'in-a-row' : 'columns1'])}>
        {options.map((option) => (
          <Radio key={option.id} value={option.id} className={styles['choice'] ?? ''}>
            <span className={styles['dot']} aria-hidden />
            <ChoiceWords label={option.label} detail={option.detail} />
          </Radio>
        ))}
      </div>
      <FieldFoot hint={hint} note={note} error={error} />
    </AriaRadioGroup>
  );
}
