// Which recording to watch beside this one: those of the same moment first, any other by its words.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import type { Recording, RecordingSummary } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { formatDateTime } from '../../../format/index.ts';
import { queries } from '../../../ipc/queries.ts';
import { Dialog, Skeleton, TextField } from '../../../ui/index.ts';
import { overlapSeconds, overlapWords } from './beside-offset.ts';
import styles from './BesidePicker.module.css';
import { displayTitle } from '../footage-words.ts';
import { mayHavePicture } from '../list/make-thumbnail.ts';
import { RecordingThumbnail } from '../list/RecordingThumbnail.tsx';

interface BesidePickerProps {
  readonly recording: Recording;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onChoose: (id: RecordingId) => void;
}

const mostShown = 30;
const mostAsked = 500;

export function BesidePicker({ recording, isOpen, onClose, onChoose }: BesidePickerProps) {
  return (
    <Dialog title="Watch beside" isOpen={isOpen} onClose={onClose} size="wide">
      <Choices recording={recording} onChoose={onChoose} />
    </Dialog>
  );
}

/** Of the same moment first, longest together first; then the nearest in time. */
function sorted(recording: Recording, found: readonly RecordingSummary[]): RecordingSummary[] {
  return found
    .filter((other) => other.id !== recording.id && mayHavePicture(other))
    .toSorted((a, b) => overlapSeconds(recording, b) - overlapSeconds(recording, a))
    .slice(0, mostShown);
}

function Choices({ recording, onChoose }: Pick<BesidePickerProps, 'recording' | 'onChoose'>) {
  const [search, setSearch] = useState('');
  const list = useQuery(queries.footageList({ worklist: 'all', search, limit: mostAsked, offset: 0 }));
  const found = list.data === undefined ? null : sorted(recording, list.data.recordings);
  return (
    <div className={styles['choices']}>
      {/* The dialog was opened to choose: typing narrows it down at once. */}
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
      <TextField label="Search recordings" value={search} onChange={setSearch} autoFocus />
      {found === null ? <Skeleton lines={3} /> : null}
      {found !== null && found.length === 0 ? (
        <p className={styles['none']}>
          {search === '' ? 'There is no other recording to watch beside this one.' : 'No recording has these words.'}
        </p>
      ) : null}
      <ul className={styles['list']} aria-label="Recordings to watch beside">
        {(found ?? []).map((other) => (
          <li key={other.id}>
            <AriaButton className={styles['choice'] ?? ''} onPress={() => onChoose(other.id)}>
              <span className={styles['picture']}>
                <RecordingThumbnail recording={other} />
              </span>
              <span className={styles['words']}>
                <span className={styles['title']}>{displayTitle(other)}</span>
                <span className={styles['when']}>
                  {[other.startedAt === null ? null : formatDateTime(other.startedAt), other.cameraName]
                    .filter((word) => word !== null)
                    .join(' · ')}
                </span>
              </span>
              <span className={overlapSeconds(recording, other) > 0 ? styles['together'] : styles['apart']}>
                {overlapWords(recording, other)}
              </span>
            </AriaButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
