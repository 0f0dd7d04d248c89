// A few answers side by side, one of them true: views of a list, a theme.
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import type { ReactNode } from 'react';
import type { Option } from './field-props.ts';
import styles from './SegmentedControl.module.css';
import { VisuallyHidden } from './VisuallyHidden.tsx';
import { Label } from 'react-aria-components/Label';

interface SegmentedOption extends Option {
  /** For example how many rows the view has. */
  readonly count?: ReactNode;
}

export interface SegmentedControlProps {
  /** Spoken, not shown. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly options: readonly SegmentedOption[];
}

export function SegmentedControl({ label, value, onChange, options }: SegmentedControlProps) {
  return (
    <RadioGroup value={value} onChange={onChange} orientation="horizontal" className={styles['group'] ?? ''}>
      <VisuallyHidden>
        <Label>{label}</Label>
      </VisuallyHidden>
      {options.map((option) => (
        <Radio key={option.id} value={option.id} className={styles['segment'] ?? ''}>
          {option.label}
          {option.count === undefined ? null : <span className={styles['count']}>{option.count}</span>}
        </Radio>
      ))}
    </RadioGroup>
  );
}
