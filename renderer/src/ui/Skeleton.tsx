// The shape of what is coming, instead of a spinner.
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  readonly lines?: number;
  /** Height of each line in rem. */
  readonly height?: number;
}

const widths = ['100%', '86%', '94%', '72%'];

export function Skeleton({ lines = 1, height = 1 }: SkeletonProps) {
  return (
    <div className={styles['skeleton']} aria-hidden>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} style={{ height: `${height}rem`, width: widths[index % widths.length] }} />
      ))}
    </div>
  );
}
