// The clock of a search: how many of its 60 seconds are left, as a ring that empties.
import { useNow } from '../../../format/index.ts';
import styles from './Search.module.css';

interface SecondsLeftProps {
  readonly startedAt: string;
  readonly deadlineAt: string;
}

const everyMilliseconds = 250;
const radius = 64;
const around = 2 * Math.PI * radius;

export function SecondsLeft({ startedAt, deadlineAt }: SecondsLeftProps) {
  const now = useNow(everyMilliseconds);
  const whole = Date.parse(deadlineAt) - Date.parse(startedAt);
  const left = Math.min(whole, Math.max(0, Date.parse(deadlineAt) - now));
  const seconds = Math.ceil(left / 1000);
  return (
    <div className={styles['clock']} role="timer" aria-label={`${seconds} seconds left`}>
      <svg viewBox="0 0 144 144" aria-hidden>
        <circle className={styles['track']} cx="72" cy="72" r={radius} />
        <circle
          className={styles['left']}
          cx="72"
          cy="72"
          r={radius}
          strokeDasharray={around}
          strokeDashoffset={around * (1 - left / whole)}
        />
      </svg>
      <p className={styles['seconds']}>
        <strong>{seconds}</strong>
        {seconds === 1 ? 'second left' : 'seconds left'}
      </p>
    </div>
  );
}
