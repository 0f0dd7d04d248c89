// The recording as a strip of its own pictures, its sound below: press, drag or use the keys to move; markers and ranges lie on it.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { PlaylistPart } from '#contract/playlist.ts';
import { FilmTiles, Picture } from './FilmTiles.tsx';
import type { Player } from './player.ts';
import { LoopOnStrip, RangeBegun, TimelineMarkers } from './TimelineMarkers.tsx';
import styles from './Timeline.module.css';
import { clockTime, fractionAt, scrubbed, secondsAtPointer, spokenTime } from './timeline-time.ts';
import { useDuration, useLoop, useParts, usePlayhead } from './use-player.ts';
import type { Markers } from './use-markers.ts';
import type { Pictures } from './use-pictures.ts';
import { useWidth } from './use-width.ts';
import { WaveLine } from './WaveLine.tsx';

interface TimelineProps {
  readonly player: Player;
  readonly markers: Markers;
  readonly pictures: Pictures;
  readonly hasSound: boolean;
}

/** Takes the focus back after a marker was named or deleted. */
export const focusTimeline = (): void => document.getElementById(timelineId)?.focus();

const timelineId = 'recording-timeline';
/** As in the style sheet: 3.625rem. */
const stripHeight = 58;
const previewHeight = 90;

const percent = (fraction: number): string => `${fraction * 100}%`;

export function Timeline({ player, markers, pictures, hasSound }: TimelineProps) {
  const strip = useRef<HTMLDivElement>(null);
  const width = useWidth(strip);
  const [hovered, setHovered] = useState<number | null>(null);
  /** While the keys move the playhead, it shows what the pointer would. */
  const [byKeys, setByKeys] = useState(false);
  const seconds = usePlayhead(player);
  const duration = useDuration(player);
  const parts = useParts(player);
  const loop = useLoop(player);

  const secondsUnder = (event: PointerEvent): number => {
    const box = strip.current?.getBoundingClientRect();
    return box === undefined ? 0 : secondsAtPointer(event.clientX, box.left, box.width, duration);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    setByKeys(false);
    event.currentTarget.setPointerCapture(event.pointerId);
    player.seek(secondsUnder(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const under = secondsUnder(event);
    const isDragging = event.currentTarget.hasPointerCapture(event.pointerId);
    setHovered(event.pointerType === 'touch' && !isDragging ? null : under);
    if (isDragging) player.seek(under);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      event.preventDefault();
      void player.step(event.key === 'ArrowRight' ? 1 : -1);
      return;
    }
    const to = scrubbed(event.key, { seconds, duration });
    if (to === null) return;
    event.preventDefault();
    setByKeys(true);
    player.seek(to);
  };
  const shown = hovered ?? (byKeys ? seconds : null);

  // An <input type="range"> can hold neither pictures nor markers, and rounds to its own steps.
  return (
    <div className={styles['track']}>
      <div
        ref={strip}
        id={timelineId}
        className={styles['timeline']}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
        role="slider"
        tabIndex={0}
        aria-label="Position in the recording"
        aria-valuemin={0}
        aria-valuemax={Math.round(duration)}
        aria-valuenow={Math.round(seconds)}
        aria-valuetext={`${spokenTime(seconds)} of ${spokenTime(duration)}`}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={(event) => {
          if (event.pointerType === 'touch') setHovered(null);
        }}
        onPointerLeave={() => setHovered(null)}
        onKeyDown={onKeyDown}
        onBlur={() => setByKeys(false)}
      >
        <FilmTiles parts={parts} pictures={pictures} duration={duration} width={width} height={stripHeight} />
        <div className={styles['overlay']} aria-hidden>
          {markers.rangeStart === null ? null : (
            <RangeBegun start={markers.rangeStart} seconds={seconds} duration={duration} />
          )}
          {loop === null ? null : <LoopOnStrip loop={loop} duration={duration} />}
          {hovered === null ? null : (
            <span className={styles['hover']} style={{ left: percent(fractionAt(hovered, duration)) }} />
          )}
          <span className={styles['playhead']} style={{ left: percent(fractionAt(seconds, duration)) }} />
          <TimelineMarkers markers={markers} duration={duration} secondsUnder={secondsUnder} />
        </div>
        {shown === null ? null : <Preview seconds={shown} duration={duration} parts={parts} pictures={pictures} />}
      </div>
      <WaveLine parts={parts} pictures={pictures} duration={duration} width={width} hasSound={hasSound} />
    </div>
  );
}

interface PreviewProps {
  readonly seconds: number;
  readonly duration: number;
  readonly parts: readonly PlaylistPart[];
  readonly pictures: Pictures;
}

/** What the pointer stands on: the nearest picture of the strip and the exact time. */
function Preview({ seconds, duration, parts, pictures }: PreviewProps) {
  const left = percent(fractionAt(seconds, duration));
  return (
    <span className={styles['preview']} style={{ left: `clamp(5rem, ${left}, calc(100% - 5rem))` }} aria-hidden>
      <Picture parts={parts} pictures={pictures} moment={seconds} height={previewHeight} />
      <span className={styles['time']}>{clockTime(seconds)}</span>
    </span>
  );
}
