// In the player's place when there is nothing to play: what is wrong, what is kept, and that nothing is lost by it.
import type { Recording } from '#contract/footage.ts';
import { playabilityLabel } from '#contract/media.ts';
import { formatBytes, formatDateTime } from '../../../format/index.ts';
import styles from './CannotBePlayed.module.css';
import { keptSentence, placeholderIcons } from '../footage-words.ts';

const why: Partial<Record<Recording['media']['playability'], string>> = {
  'index-missing':
    'The camera lost power before it wrote the index that a player needs. The pictures may well be in the file: a laboratory can often bring them back.',
  'codec-not-supported': 'This laptop has no decoder for the format. A player that has one will show it.',
  'not-a-video': 'The file came with the camera’s recordings, but it holds no video.',
};

export function CannotBePlayed({
  recording,
  refused,
}: {
  readonly recording: Recording;
  /** The browser tried and gave up, though the file looked sound. */
  readonly refused: boolean;
}) {
  const { playability, remark, container, videoCodec } = recording.media;
  const Icon = placeholderIcons[refused ? 'codec-not-supported' : playability];
  const format = [container, videoCodec].filter((part) => part !== null).join(', ');
  return (
    <section className={styles['panel']} aria-label="Player">
      <div className={styles['inner']}>
        <span className={styles['picture']}>
          <Icon size={30} strokeWidth={1.6} aria-hidden />
        </span>
        <h2 className={styles['title']}>
          {refused ? 'The player stopped: this file cannot be shown further' : playabilityLabel[playability]}
        </h2>
        <p className={styles['kept']}>{keptSentence(recording)}</p>
        {why[playability] === undefined ? null : <p className={styles['text']}>{why[playability]}</p>}
        {remark === null ? null : <p className={styles['text']}>{remark}</p>}
        <p className={styles['text']}>You can tag it, refer to it and attach it to a report like any other.</p>
        <dl className={styles['facts']}>
          <Fact name="File" value={recording.fileName} />
          <Fact name="Size" value={formatBytes(recording.bytes)} />
          {recording.startedAt === null ? null : <Fact name="Recorded" value={formatDateTime(recording.startedAt)} />}
          {format === '' ? null : <Fact name="Format" value={format} />}
        </dl>
      </div>
    </section>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
