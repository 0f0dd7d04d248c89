// The recording as a strip of its own pictures: press, drag or use the keys to move; markers and ranges lie on it.
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Marker } from '#contract/footage.ts';
import { classNames } from '../../ui/index.ts';
import type { Player } from './player.ts';
import styles from './Timeline.module.css';
import { clockTime, fractionAt, scrubbed, secondsAtPointer, spokenTime } from './timeline-time.ts';
import { useDuration, usePlayhead } from './use-player.ts';
import type { Markers } from './use-markers.ts';

interface TimelineProps {
  readonly player: Player;
  readonly markers: Markers;
  readonly pictures: readonly (string | null)[];
}

/** Takes the focus back after a marker was named or deleted. */
export const focusTimeline = (): void => document.getElementById(timelineId)?.focus();

const timelineId = 'recording-timeline';

const percent = (fraction: number): string => `${fraction * 100}%`;

export function Timeline({ player, markers, pictures }: TimelineProps) {
  const strip = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const seconds = usePlayhead(player);
  const duration = useDuration(player);

  const secondsUnder = (event: PointerEvent): number => {
    const box = strip.current?.getBoundingClientRect();
    return box === undefined ? 0 : secondsAtPointer(event.clientX, box.left, box.width, duration);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    player.seek(secondsUnder(event));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const under = secondsUnder(event);
    setHovered(event.pointerType === 'touch' ? null : under);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) player.seek(under);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const to = scrubbed(event.key, event.shiftKey, { seconds, duration, frameRate: player.frameRate });
    if (to === null) return;
    event.preventDefault();
    player.seek(to);
  };

  // An <input type="range"> can hold neither pictures nor markers, and rounds to its own steps.
  return (
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
      onPointerLeave={() => setHovered(null)}
      onKeyDown={onKeyDown}
    >
      <div className={styles['strip']} aria-hidden>
        {pictures.map((address, index) =>
          address === null ? (
            // The places of the strip never change their order.
            // oxlint-disable-next-line react/no-array-index-key
            <span key={index} className={styles['picture']} />
          ) : (
            // oxlint-disable-next-line react/no-array-index-key
            <img key={index} className={styles['picture']} src={address} alt="" draggable={false} />
          ),
        )}
      </div>
      <div className={styles['overlay']} aria-hidden>
        {markers.list.map((marker) => (
          <MarkerOnStrip
            key={marker.id}
            marker={marker}
            duration={duration}
            isCurrent={marker.id === markers.current}
          />
        ))}
        {markers.rangeStart === null ? null : (
          <RangeBegun start={markers.rangeStart} seconds={seconds} duration={duration} />
        )}
        {hovered === null ? null : (
          <span className={styles['hover']} style={{ left: percent(fractionAt(hovered, duration)) }} />
        )}
        <span className={styles['playhead']} style={{ left: percent(fractionAt(seconds, duration)) }} />
      </div>
      {hovered === null ? null : <HoverTime seconds={hovered} duration={duration} pictures={pictures} />}
    </div>
  );
}

function MarkerOnStrip(props: { readonly marker: Marker; readonly duration: number; readonly isCurrent: boolean }) {
  const { marker, duration, isCurrent } = props;
  const left = fractionAt(marker.startSeconds, duration);
  if (marker.endSeconds === null) {
    return (
      <span className={classNames(styles['point'], isCurrent && styles['current'])} style={{ left: percent(left) }} />
    );
  }
  const width = fractionAt(marker.endSeconds, duration) - left;
  return (
    <span
      className={classNames(styles['range'], isCurrent && styles['current'])}
      style={{ left: percent(left), width: percent(width) }}
    />
  );
}

/** The range grows with the playhead until O ends it. */
function RangeBegun(props: { readonly start: number; readonly seconds: number; readonly duration: number }) {
  const from = fractionAt(Math.min(props.start, props.seconds), props.duration);
  const to = fractionAt(Math.max(props.start, props.seconds), props.duration);
  return <span className={styles['begun']} style={{ left: percent(from), width: percent(to - from) }} />;
}

/** What the pointer stands on: the nearest picture of the strip and the exact time. */
function HoverTime({
  seconds,
  duration,
  pictures,
}: {
  readonly seconds: number;
  readonly duration: number;
  readonly pictures: readonly (string | null)[];
}) {
  const fraction = fractionAt(seconds, duration);
  const nearest = pictures[Math.min(pictures.length - 1, Math.floor(fraction * pictures.length))] ?? null;
  return (
    <span
      className={styles['preview']}
      style={{ left: `clamp(5rem, ${percent(fraction)}, calc(100% - 5rem))` }}
      aria-hidden
    >
      {nearest === null ? null : <img src={nearest} alt="" />}
      <span>{clockTime(seconds)}</span>
    </span>
  );
}
