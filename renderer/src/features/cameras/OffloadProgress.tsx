// The bar with bytes and rate under a camera's name; the same on Today and on the lock screen.
import type { Camera } from '#contract/cameras.ts';
import type { JobProgress } from '#contract/jobs.ts';
import { formatBytesOf, formatPercent, formatRate } from '../../format/index.ts';
import { ProgressBar } from '../../ui/index.ts';
import styles from './OffloadProgress.module.css';

interface OffloadProgressProps {
  readonly camera: Camera;
  readonly job: JobProgress | undefined;
}

export function OffloadProgress({ camera, job }: OffloadProgressProps) {
  const done = job?.bytesDone ?? camera.bytesKept;
  const total = job?.bytesTotal ?? camera.bytesTotal;
  const [doneText, totalText] = formatBytesOf(done, total);
  const rate = camera.state === 'offloading' ? (job?.bytesPerSecond ?? null) : null;
  return (
    <div className={styles['progress']}>
      <ProgressBar
        value={done}
        max={total}
        label={`${camera.name}: ${job?.kind === 'erasure' ? 'compared and erased' : 'offloaded'}`}
        valueText={`${doneText} of ${totalText}, ${formatPercent(done, total)}`}
        tone={camera.state === 'failed' ? 'bad' : camera.state === 'paused' ? 'warn' : 'accent'}
      />
      <p className={styles['amount']}>
        <strong>{doneText}</strong> of {totalText}
        {rate === null ? '' : ` · ${formatRate(rate)}`}
      </p>
    </div>
  );
}
