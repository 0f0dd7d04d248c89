// How far an export is: written once, read back once.
import type { JobProgress } from '#contract/jobs.ts';
import { formatBytesOf, formatPercent, formatTimeLeft } from '../../format/index.ts';
import { ProgressBar } from '../../ui/index.ts';
import styles from './ExportDialog.module.css';

export function ExportUnderWay({ job }: { readonly job: JobProgress | undefined }) {
  const [done, total] = [job?.bytesDone ?? 0, job?.bytesTotal ?? 0];
  const [doneText, totalText] = formatBytesOf(done, total);
  const isReadBack = total > 0 && done > total / 2;
  return (
    <div className={styles['progress']}>
      <ProgressBar value={done} max={total} label="Exported and read back" valueText={formatPercent(done, total)} />
      <p>
        {total === 0
          ? 'Getting ready'
          : `${isReadBack ? 'Reading back what was written' : 'Writing'} · ${doneText} of ${totalText}`}
        {job?.secondsLeft == null ? '' : ` · ${formatTimeLeft(job.secondsLeft)} left`}
      </p>
      <p className={styles['calm']}>
        Leave the disk plugged in. If it is cancelled, or the vault is locked, what was written is removed again.
      </p>
    </div>
  );
}
