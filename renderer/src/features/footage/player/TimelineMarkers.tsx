// Markers and ranges on the strip; their edges can be dragged. By keyboard: [ and ] go to an edge, { and } move it.
import { useRef, type PointerEvent } from 'react';
import type { Marker } from '#contract/footage.ts';
import { classNames } from '../../../ui/index.ts';
import type { Edge } from './marker-edges.ts';
import styles from './TimelineMarkers.module.css';
import { fractionAt } from './timeline-time.ts';
import type { Markers } from './use-markers.ts';

interface TimelineMarkersProps {
  readonly markers: Markers;
  readonly duration: number;
  readonly secondsUnder: (event: PointerEvent) => number;
}

const percent = (fraction: number): string => `${fraction * 100}%`;

export function TimelineMarkers({ markers, duration, secondsUnder }: TimelineMarkersProps) {
  return markers.list.map((marker) => {
    const isCurrent = marker.id === markers.current;
    const left = fractionAt(marker.startSeconds, duration);
    const handle = (side: Edge['side'], at: number) => (
      <EdgeHandle
        left={percent(at)}
        onDrag={(event) => markers.edges.drag(marker, side, secondsUnder(event))}
        onPress={() => markers.jumpTo(marker)}
        onDrop={markers.edges.settle}
      />
    );
    if (marker.endSeconds === null) {
      return (
        <span key={marker.id}>
          <span
            className={classNames(styles['point'], isCurrent && styles['current'])}
            style={{ left: percent(left) }}
          />
          {handle('start', left)}
        </span>
      );
    }
    const right = fractionAt(marker.endSeconds, duration);
    return (
      <span key={marker.id}>
        <span
          className={classNames(styles['range'], isCurrent && styles['current'])}
          style={{ left: percent(left), width: percent(right - left) }}
        />
        {handle('start', left)}
        {handle('end', right)}
      </span>
    );
  });
}

interface EdgeHandleProps {
  readonly left: string;
  readonly onDrag: (event: PointerEvent) => void;
  /** Pressed, and not dragged. */
  readonly onPress: () => void;
  readonly onDrop: () => void;
}

/** How far the pointer may shake in a press, in pixels. */
const shake = 3;

function EdgeHandle({ left, onDrag, onPress, onDrop }: EdgeHandleProps) {
  const pressed = useRef<{ readonly x: number; dragged: boolean } | null>(null);
  const onPointerUp = (event: PointerEvent): void => {
    event.stopPropagation();
    const press = pressed.current;
    pressed.current = null;
    if (press === null) return;
    if (press.dragged) onDrop();
    else onPress();
  };
  return (
    <span
      className={styles['handle']}
      style={{ left }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        pressed.current = { x: event.clientX, dragged: false };
      }}
      onPointerMove={(event) => {
        const press = pressed.current;
        if (press === null) return;
        event.stopPropagation();
        if (!press.dragged && Math.abs(event.clientX - press.x) < shake) return;
        press.dragged = true;
        onDrag(event);
      }}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    />
  );
}

/** The range grows with the playhead until O ends it. */
export function RangeBegun(props: { readonly start: number; readonly seconds: number; readonly duration: number }) {
  const from = fractionAt(Math.min(props.start, props.seconds), props.duration);
  const to = fractionAt(Math.max(props.start, props.seconds), props.duration);
  return <span className={styles['begun']} style={{ left: percent(from), width: percent(to - from) }} />;
}

/** What is played again and again. */
export function LoopOnStrip(props: {
  readonly loop: NonNullable<Pick<Marker, 'startSeconds'>> & { readonly endSeconds: number };
  readonly duration: number;
}) {
  const from = fractionAt(props.loop.startSeconds, props.duration);
  const to = fractionAt(props.loop.endSeconds, props.duration);
  return <span className={styles['loop']} style={{ left: percent(from), width: percent(to - from) }} />;
}
