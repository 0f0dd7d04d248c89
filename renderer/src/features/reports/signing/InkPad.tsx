// The pad that is written on with a pen, a finger or a mouse; each stroke is handed on when the hand is lifted.
import { useEffect, useRef, useState, type PointerEvent as ReactPointerEvent } from 'react';
import { pad, type InkStroke } from '#contract/ink.ts';
import { outlineOf } from '../../../ink/outline.ts';
import styles from './InkPad.module.css';
import { StrokeRecorder, type PadPointer } from './stroke-recorder.ts';

interface InkPadProps {
  /** Whose signature, and where: for those who do not see the pad. */
  readonly label: string;
  readonly strokes: readonly InkStroke[];
  /** How long ago the last of them ended, in milliseconds. */
  readonly pause: number;
  readonly onStroke: (strokes: readonly InkStroke[]) => void;
}

const pointerOf = ({ pointerId, pointerType, clientX, clientY, pressure, timeStamp }: PointerEvent): PadPointer => ({
  pointerId,
  pointerType,
  clientX,
  clientY,
  pressure,
  timeStamp,
});

/** Give it a `key` for each place, and after clearing: it takes over `strokes` once. */
export function InkPad({ label, strokes, pause, onStroke }: InkPadProps) {
  const [recorder] = useState(() => new StrokeRecorder(strokes, pause));
  const [drawn, setDrawn] = useState(strokes);
  const [isFull, setFull] = useState(false);
  const frame = useRef<number | null>(null);
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
    },
    [],
  );
  const draw = (): void => {
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      setDrawn(recorder.strokes);
    });
  };
  const boxOf = (event: ReactPointerEvent): DOMRect => event.currentTarget.getBoundingClientRect();
  const end = (event: ReactPointerEvent): void => {
    if (!recorder.end(event.nativeEvent)) return;
    setFull(recorder.isFull);
    setDrawn(recorder.strokes);
    onStroke(recorder.strokes);
  };
  return (
    <div
      className={styles['pad']}
      data-pad
      onPointerDown={(event) => {
        if (event.button !== 0 || !recorder.begin(pointerOf(event.nativeEvent), boxOf(event))) return;
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        draw();
      }}
      onPointerMove={(event) => {
        if (!recorder.isWriting) return;
        const all = event.nativeEvent.getCoalescedEvents();
        recorder.move((all.length === 0 ? [event.nativeEvent] : all).map(pointerOf), boxOf(event));
        draw();
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <svg viewBox={`0 0 ${pad.width} ${pad.height}`} role="img" aria-label={label} data-ink="">
        {drawn.map((stroke, index) => (
          // Strokes are only ever added.
          // oxlint-disable-next-line react/no-array-index-key
          <Stroke key={index} stroke={stroke} count={stroke.points.length} />
        ))}
      </svg>
      {drawn.length === 0 ? <span className={styles['hint']}>Sign here</span> : null}
      {isFull ? (
        <p className={styles['full']}>The pad takes no more. Keep it as it is, or clear it and sign again.</p>
      ) : null}
    </div>
  );
}

/** `count`: a stroke in hand grows in place. */
function Stroke({ stroke }: { readonly stroke: InkStroke; readonly count: number }) {
  return <path d={outlineOf(stroke)} />;
}
