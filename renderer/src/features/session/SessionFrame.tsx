// The frame of the screens before the desk: the name, the time and the cameras beside one task.
import { useEffect, type ReactNode } from 'react';
import { formatLongDate, formatTime, useNow } from '../../format/index.ts';
import styles from './Session.module.css';

interface SessionFrameProps {
  /** For the window's title and the landmark. */
  readonly name: string;
  /** Under the clock: why it is locked. */
  readonly sentence?: string | null;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function SessionFrame({ name, sentence = null, aside, children }: SessionFrameProps) {
  const now = useNow(1000);
  useEffect(() => {
    document.title = `${name} · Kerbdesk`;
  }, [name]);
  return (
    <div className={styles['frame']}>
      <header className={styles['side']}>
        <div className={styles['brand']}>
          <span className={styles['mark']} aria-hidden>
            K
          </span>
          Kerbdesk
        </div>
        <div className={styles['clock']}>
          <p className={styles['time']}>{formatTime(now)}</p>
          <p>{formatLongDate(now)}</p>
          {sentence === null ? null : <p className={styles['because']}>{sentence}</p>}
        </div>
      </header>
      <main className={styles['task']}>
        <div className={styles['column']}>
          {children}
          {aside}
        </div>
      </main>
    </div>
  );
}
