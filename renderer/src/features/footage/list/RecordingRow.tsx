// One recording in the list: what it shows, when and from which camera, how it is tagged, and what becomes of it.
import { Clock, Lock, Tag, Tickets, TriangleAlert } from 'lucide-react';
import type { Category, RecordingSummary } from '#contract/footage.ts';
import { formatBytes, formatCount, formatDateTime } from '../../../format/index.ts';
import { Badge, classNames } from '../../../ui/index.ts';
import {
  clockWords,
  deletionClock,
  displayTitle,
  playabilityWords,
  startSourceWords,
  stateWords,
} from '../footage-words.ts';
import styles from './RecordingRow.module.css';
import { RecordingThumbnail } from './RecordingThumbnail.tsx';

export interface RecordingRowProps {
  readonly recording: RecordingSummary;
  readonly category: Category | null;
  readonly now: number;
}

export function RecordingRow({ recording, category, now }: RecordingRowProps) {
  const untitled = recording.title.trim() === '';
  return (
    <div className={styles['row']}>
      <div className={styles['picture']}>
        <RecordingThumbnail recording={recording} />
      </div>
      <div className={styles['words']}>
        <div className={classNames(styles['title'], untitled && styles['untitled'])}>{displayTitle(recording)}</div>
        <RecordingOrigin recording={recording} />
        <RecordingTags recording={recording} category={category} />
      </div>
      <RecordingStanding recording={recording} category={category} now={now} />
    </div>
  );
}

function RecordingOrigin({ recording }: Pick<RecordingRowProps, 'recording'>) {
  const source = startSourceWords[recording.startSource];
  const facts = [
    recording.startedAt === null ? null : formatDateTime(recording.startedAt),
    clockWords(recording.clock),
    recording.cameraName,
    formatBytes(recording.bytes),
    recording.segmentCount === 1 ? null : `${formatCount(recording.segmentCount, 'file')} joined`,
    recording.derivativeCount === 0 ? null : formatCount(recording.derivativeCount, 'clip or copy', 'clips and copies'),
  ].filter((fact) => fact !== null);
  return (
    <div className={styles['origin']}>
      {facts.join(' · ')}
      {source === null ? null : <span className={styles['source']}>{` · ${source}`}</span>}
    </div>
  );
}

function RecordingTags({ recording, category }: Omit<RecordingRowProps, 'now'>) {
  const tags = recording.tags.slice(0, 4);
  const more = recording.tags.length - tags.length;
  return (
    <div className={styles['tags']}>
      {recording.exhibit === null ? null : (
        <span className={styles['exhibit']}>
          <Tickets size={12} aria-hidden />
          {recording.exhibit}
        </span>
      )}
      {category === null ? (
        <span className={styles['missing']}>No category</span>
      ) : (
        <span className={styles['category']}>{category.label}</span>
      )}
      {recording.reference === '' ? (
        <span className={styles['missing']}>No reference</span>
      ) : (
        <span className={styles['reference']}>{recording.reference}</span>
      )}
      {tags.map((tag) => (
        <span key={tag} className={styles['tag']}>
          <Tag size={12} aria-hidden />
          {tag}
        </span>
      ))}
      {more > 0 ? <span className={styles['tag']}>{`and ${more} more`}</span> : null}
    </div>
  );
}

function RecordingStanding({ recording, category, now }: RecordingRowProps) {
  const state = stateWords[recording.state];
  const playing = playabilityWords(recording.media.playability);
  const clock = deletionClock(recording, category, now);
  const Clockface = clock.tone === 'bad' ? TriangleAlert : Clock;
  return (
    <div className={styles['standing']}>
      <Badge tone={state.tone} icon={state.icon}>
        {state.label}
      </Badge>
      {playing === null ? null : (
        <span className={classNames(styles['note'], styles['warn'])}>
          <playing.icon size={14} aria-hidden />
          {playing.label}
        </span>
      )}
      {recording.onHold ? (
        <span className={styles['note']}>
          <Lock size={14} aria-hidden />
          On hold
        </span>
      ) : (
        <span className={classNames(styles['note'], styles[clock.tone])}>
          <Clockface size={14} aria-hidden />
          {clock.label}
        </span>
      )}
    </div>
  );
}
