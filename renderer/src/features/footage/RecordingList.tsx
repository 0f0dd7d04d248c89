// The rows on screen, and only those: a keyboard list that stays quick with thousands of recordings.
import { useEffect, useRef, useState } from 'react';
import { GridList, GridListItem, GridListLoadMoreItem } from 'react-aria-components/GridList';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { Category, RecordingSummary } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { navigate } from '../../app/route.ts';
import { Skeleton } from '../../ui/index.ts';
import { displayTitle } from './footage-words.ts';
import styles from './RecordingList.module.css';
import { RecordingRow } from './RecordingRow.tsx';
import { categoryOf } from './use-footage-list.ts';

export interface RecordingListProps {
  readonly id: string;
  readonly recordings: readonly RecordingSummary[];
  readonly categories: readonly Category[];
  readonly now: number;
  /** How far it was scrolled when the officer left it, in pixels. */
  readonly scrolled: number;
  readonly onScrolled: (pixels: number) => void;
  readonly isLoadingMore: boolean;
  readonly onLoadMore: () => void;
}

const estimatedRowHeight = 94;

export function RecordingList({
  id,
  recordings,
  categories,
  now,
  scrolled,
  onScrolled,
  isLoadingMore,
  onLoadMore,
}: RecordingListProps) {
  const list = useRef<HTMLDivElement>(null);
  const [startAt] = useState(scrolled);
  useEffect(() => {
    // The rows are measured first; only then is there something to scroll.
    const frame = requestAnimationFrame(() => list.current?.scrollTo(0, startAt));
    return () => cancelAnimationFrame(frame);
  }, [startAt]);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight }}>
      <GridList
        id={id}
        ref={list}
        aria-label="Recordings"
        onScroll={(event) => onScrolled(event.currentTarget.scrollTop)}
        className={styles['list'] ?? ''}
        selectionMode="none"
        onAction={(key) => navigate({ screen: 'recording', id: String(key) as RecordingId })}
      >
        {recordings.map((recording) => (
          <GridListItem
            key={recording.id}
            id={recording.id}
            textValue={displayTitle(recording)}
            className={styles['item'] ?? ''}
          >
            <RecordingRow recording={recording} category={categoryOf(categories, recording.categoryId)} now={now} />
          </GridListItem>
        ))}
        <GridListLoadMoreItem isLoading={isLoadingMore} onLoadMore={onLoadMore}>
          <Skeleton lines={2} height={1.25} />
        </GridListLoadMoreItem>
      </GridList>
    </Virtualizer>
  );
}
