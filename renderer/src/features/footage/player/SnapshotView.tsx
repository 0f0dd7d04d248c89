// A snapshot in the player's place: the whole picture, and the moment it is of.
import { mediaAddress, type Recording } from '#contract/footage.ts';
import { formatDateTimeWithSeconds } from '../../../format/index.ts';
import styles from './PlayerStage.module.css';

export function SnapshotView({ recording }: { readonly recording: Recording }) {
  const { startedAt, cameraName, cameraSerial, media, id } = recording;
  const moment = startedAt === null ? null : formatDateTimeWithSeconds(Date.parse(startedAt));
  const size = media.width === null || media.height === null ? null : `${media.width} × ${media.height}`;
  const words = [moment, cameraSerial ?? cameraName, size].filter((word) => word !== null);
  return (
    <section className={styles['stage']} aria-label="Snapshot">
      <img className={styles['video']} src={mediaAddress(id)} alt={`Snapshot of ${moment ?? 'a recording'}`} />
      <div className={styles['stamp']}>{words.join(' · ')}</div>
    </section>
  );
}
