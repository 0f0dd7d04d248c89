// A recording's picture with its length, or an honest placeholder where no picture can be had.
import { useState } from 'react';
import type { RecordingSummary } from '#contract/footage.ts';
import { formatLength } from '../../../format/index.ts';
import { placeholderIcons } from '../footage-words.ts';
import styles from './RecordingThumbnail.module.css';
import { useThumbnail } from './thumbnails.ts';

export function RecordingThumbnail({ recording }: { readonly recording: RecordingSummary }) {
  const address = useThumbnail(recording);
  const [failed, setFailed] = useState<string | null>(null);
  const { playability } = recording.media;
  const { durationSeconds } = recording;
  const Icon = placeholderIcons[playability];
  return (
    <span className={styles['frame']}>
      {address === null || address === failed ? (
        <Icon className={styles['icon']} size={22} strokeWidth={1.6} aria-hidden />
      ) : (
        <img className={styles['picture']} src={address} alt="" decoding="async" onError={() => setFailed(address)} />
      )}
      {durationSeconds === null ? null : <span className={styles['length']}>{formatLength(durationSeconds)}</span>}
    </span>
  );
}
