// One row of the list: a box to choose it, and all that is said of the recording; a quiet place while it is read.
import { Check } from 'lucide-react';
import { memo, type MouseEvent } from 'react';
import type { Category, RecordingSummary } from '#contract/footage.ts';
import { classNames, Skeleton } from '../../../ui/index.ts';
import { displayTitle } from '../footage-words.ts';
import styles from './RecordingList.module.css';
import { RecordingRow } from './RecordingRow.tsx';
import { categoryOf } from '../use-footage-list.ts';

interface RecordingListRowProps {
  readonly index: number;
  /** Where it is drawn, in pixels from the top of all rows. */
  readonly start: number;
  readonly measure: (element: HTMLElement | null) => void;
  readonly recording: RecordingSummary | null;
  readonly categories: readonly Category[];
  readonly now: number;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onPress: (event: MouseEvent, index: number, recording: RecordingSummary) => void;
  readonly onToggle: (index: number, recording: RecordingSummary) => void;
}

export const RecordingListRow = memo(function RecordingListRow(props: RecordingListRowProps) {
  const { index, start, measure, recording, categories, now, isActive, isChosen, onPress, onToggle } = props;
  const name = recording === null ? 'Being read' : displayTitle(recording);
  return (
    // The keys are handled by the grid around it.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={measure}
      data-index={index}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="row"
      aria-rowindex={index + 1}
      aria-selected={isChosen}
      aria-label={name}
      tabIndex={isActive ? 0 : -1}
      className={classNames(styles['item'], isChosen && styles['chosen'])}
      style={{ transform: `translateY(${start}px)` }}
      onClick={(event) => {
        if (recording !== null) onPress(event, index, recording);
      }}
    >
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="gridcell" className={styles['cell']}>
        {recording === null ? (
          <div className={styles['reading']}>
            <Skeleton lines={2} height={1.25} />
          </div>
        ) : (
          <>
            {/* A press on the box, or beside it, chooses the row; it must not open it as well. */}
            {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
            <label className={styles['box']} onClick={(event) => event.stopPropagation()}>
              <input
                type="checkbox"
                tabIndex={-1}
                checked={isChosen}
                aria-label={`Choose ${name}`}
                onChange={() => onToggle(index, recording)}
              />
              <span aria-hidden>
                <Check size={14} strokeWidth={3} />
              </span>
            </label>
            <RecordingRow recording={recording} category={categoryOf(categories, recording.categoryId)} now={now} />
          </>
        )}
      </div>
    </div>
  );
});
