// How far something is; the numbers beside it are the caller's.
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import type { Tone } from './Badge.tsx';
import styles from './ProgressBar.module.css';
import { classNames } from './class-names.ts';

export interface ProgressBarProps {
  readonly value: number;
  readonly max: number;
  /** What progresses, for those who listen. */
  readonly label: string;
  /** Spoken instead of a bare percentage, for example "6.2 of 10.0 GB". */
  readonly valueText?: string;
  readonly tone?: Tone;
}

export function ProgressBar({ value, max, label, valueText, tone = 'accent' }: ProgressBarProps) {
  const known = max > 0;
  return (
    <AriaProgressBar
      aria-label={label}
      value={known ? Math.min(value, max) : 0}
      maxValue={known ? max : 1}
      {...(valueText === undefined ? {} : { valueLabel: valueText })}
      className={classNames(styles['bar'], styles[tone])}
    >
      {({ percentage }) => <div className={styles['fill']} style={{ width: `${percentage ?? 0}%` }} />}
    </AriaProgressBar>
  );
}
