// The rows on screen, and only those: a grid that scrolls through ten thousand recordings, by keyboard, pointer or finger.
import { useVirtualizer, type Range } from '@tanstack/react-virtual';
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Category, RecordingSummary } from '#contract/footage.ts';
import { navigate } from '../../../app/route.ts';
import { rowAfter, rowOfFocus } from './list-keys.ts';
import styles from './RecordingList.module.css';
import { RecordingListRow } from './RecordingListRow.tsx';
import type { FootagePages } from './use-footage-pages.ts';
import type { ListPlaceKeeper } from './use-list-place.ts';
import type { ListSelection } from './use-list-selection.ts';

export interface RecordingListProps {
  readonly id: string;
  readonly pages: FootagePages;
  readonly total: number;
  readonly selection: ListSelection;
  readonly categories: readonly Category[];
  readonly now: number;
  readonly place: ListPlaceKeeper;
  /** Told which row the keyboard is on. */
  readonly onActive: (recording: RecordingSummary | null) => void;
}

const estimatedRowHeight = 86;
const overscan = 8;
/** Rows that are read before they are drawn: each is then drawn once, as it comes, not eight of them again when a page arrives. */
const readAhead = 50;

export function RecordingList(props: RecordingListProps) {
  const { id, pages, total, selection, categories, now, place } = props;
  const list = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(Math.min(place.initial.active, Math.max(0, total - 1)));
  const focusWanted = useRef(false);
  // Nothing here is memoised by the compiler that this rule is for.
  // oxlint-disable-next-line react/incompatible-library
  const rows = useVirtualizer({
    count: total,
    getScrollElement: () => list.current,
    estimateSize: () => estimatedRowHeight,
    overscan,
    initialOffset: place.initial.scrolled,
    useFlushSync: false,
    // The row that the keyboard is on stays in the page, wherever the list is scrolled to: the focus must not be lost with it.
    rangeExtractor: (range) => rowsOf(range, active),
  });
  const shown = rows.getVirtualItems();
  // Of the rows shown, the one that the keyboard is on may be thousands away from the others.
  const { startIndex, endIndex } = rows.range ?? { startIndex: 0, endIndex: 0 };
  const { want } = pages;
  useEffect(
    () => want(Math.max(0, startIndex - readAhead), Math.min(total - 1, endIndex + readAhead), active),
    [want, startIndex, endIndex, total, active],
  );

  const recording = pages.at(active);
  const { onActive } = props;
  useEffect(() => onActive(recording), [onActive, recording]);

  const rowElement = (index: number): HTMLElement | null =>
    list.current?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const element = rowElement(active);
    if (element === null) return;
    focusWanted.current = false;
    element.focus({ preventScroll: true });
  });

  const goTo = (index: number): void => {
    setActive(index);
    place.keep({ active: index });
    focusWanted.current = true;
    rows.scrollToIndex(index);
  };
  const open = (target: RecordingSummary | null): void => {
    if (target !== null) navigate({ screen: 'recording', id: target.id });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' && !event.ctrlKey) open(recording);
    else if (event.key === ' ' && !event.ctrlKey) {
      if (recording !== null) selection.toggle(recording, active);
    } else if (event.key.toLowerCase() === 'a' && event.ctrlKey) selection.selectAll();
    else if (event.key === 'Escape' && selection.list.length > 0) selection.clear();
    else {
      const next = rowAfter(event.key, active, { total, pageRows: Math.max(1, endIndex - startIndex) });
      if (next === null) return;
      if (event.shiftKey) selection.extend(active, next);
      goTo(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const onPress = (event: MouseEvent, index: number, pressed: RecordingSummary): void => {
    setActive(index);
    place.keep({ active: index });
    if (event.shiftKey) selection.extend(active, index);
    else if (event.ctrlKey || event.metaKey) selection.toggle(pressed, index);
    else open(pressed);
  };
  const onToggle = (index: number, toggled: RecordingSummary): void => {
    setActive(index);
    selection.toggle(toggled, index);
  };
  // The rows are drawn again only for what is new in them, not with each pixel that is scrolled.
  const latest = useRef({ onPress, onToggle });
  useEffect(() => {
    latest.current = { onPress, onToggle };
  });
  const press = useCallback<typeof onPress>((...details) => latest.current.onPress(...details), []);
  const toggle = useCallback<typeof onToggle>((...details) => latest.current.onToggle(...details), []);

  return (
    // A <table> would want a row for each recording; of the grid pattern, the keys are above and the cells in the rows.
    <div
      id={id}
      ref={list}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="grid"
      aria-label="Recordings"
      aria-multiselectable
      aria-rowcount={total}
      tabIndex={-1}
      className={styles['list']}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        const row = rowOfFocus(event);
        if (row === 'active') goTo(active);
        else if (row !== null) setActive(row);
      }}
      onScroll={(event) => place.keep({ scrolled: event.currentTarget.scrollTop })}
    >
      <div role="presentation" className={styles['rows']} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start, key }) => (
          <RecordingListRow
            key={key}
            index={index}
            start={start}
            measure={rows.measureElement}
            recording={pages.at(index)}
            categories={categories}
            now={now}
            isActive={index === active}
            isChosen={isChosen(pages.at(index), selection)}
            onPress={press}
            onToggle={toggle}
          />
        ))}
      </div>
    </div>
  );
}

const isChosen = (recording: RecordingSummary | null, selection: ListSelection): boolean =>
  recording !== null && selection.has(recording.id);

function rowsOf({ startIndex, endIndex, overscan: more, count }: Range, active: number): number[] {
  const first = Math.max(0, startIndex - more);
  const last = Math.min(count - 1, endIndex + more);
  const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  if (active >= count || (active >= first && active <= last)) return indexes;
  return active < first ? [active, ...indexes] : [...indexes, active];
}
