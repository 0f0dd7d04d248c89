// The sheet itself: it draws, takes fingers, pen, mouse and keys, and shows what is chosen.
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { bodyCorners } from '#contract/collision/sketch/bodies.ts';
import { boxAround, grown, type Box } from '#contract/collision/sketch/geometry.ts';
import type { SketchItem, SketchVehicle } from '#contract/collision/sketch/model.ts';
import { extentOf, renderSketch } from '#contract/collision/sketch/render.ts';
import { pathOf } from '#contract/collision/sketch/render-road.ts';
import { Drawing } from './Drawing.tsx';
import { lifted, moved, noGesture, pressed, type GestureStep, type PointerAt } from './gestures.ts';
import { gripsOf } from './handles.ts';
import { deedOf } from './sketch-keys.ts';
import styles from './Sketch.module.css';
import type { SketchEditor } from './use-sketch.ts';
import { metresOf, metresPerPixel, zoomed } from './view.ts';

interface CanvasProps {
  readonly editor: SketchEditor;
  readonly vehicles: readonly SketchVehicle[];
  /** Of the photograph under the drawing. */
  readonly pictureAddress: string | undefined;
  readonly describedBy: string;
  readonly id: string;
}

function outlineOf(item: SketchItem, pixel: number): string {
  if (item.type === 'body') return pathOf(bodyCorners(item, 5 * pixel), true);
  if (item.type === 'arrow' || item.type === 'measurement') return pathOf(item.points);
  const box = boxAround(extentOf(item));
  if (box === null) return '';
  const { x, y, width, height } = grown(box, 4 * pixel);
  return pathOf(
    [
      { x, y },
      { x: x + width, y },
      { x: x + width, y: y + height },
      { x, y: y + height },
    ],
    true,
  );
}

function Chosen({ item, pixel, pointIndex }: { item: SketchItem; pixel: number; pointIndex: number | null }) {
  return (
    <>
      <path d={outlineOf(item, pixel)} className={styles['outline']} />
      {gripsOf(item, pixel).map((grip) => (
        <g key={`${grip.kind} ${grip.index}`} className={styles['grip']} data-current={grip.index === pointIndex}>
          {grip.kind === 'turn' && item.type !== 'arrow' && item.type !== 'measurement' ? (
            <line x1={item.x} y1={item.y} x2={grip.at.x} y2={grip.at.y} />
          ) : null}
          <circle cx={grip.at.x} cy={grip.at.y} r={9 * pixel} />
        </g>
      ))}
    </>
  );
}

const viewBoxOf = ({ x, y, width, height }: Box): string => `${x} ${y} ${width} ${height}`;

/** Sizes itself by what the page gives, and tells the editor. */
function useScreenSize(element: RefObject<HTMLDivElement | null>, setScreen: SketchEditor['store']['setScreen']): void {
  useEffect(() => {
    const target = element.current;
    if (target === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      setScreen({ width, height });
    });
    observer.observe(target);
    return () => observer.disconnect();
  }, [element, setScreen]);
}

export function SketchCanvas({ editor, vehicles, pictureAddress, describedBy, id }: CanvasProps) {
  const sheet = useRef<HTMLDivElement>(null);
  const gesture = useRef(noGesture);
  const gestures = useRef(0);
  useScreenSize(sheet, editor.store.setScreen);

  const { sketch, view, screen, chosen, store } = editor;
  const pixel = metresPerPixel(view, screen);
  // As it is now: several events may come between two drawings.
  const scene = () => {
    const now = store.state();
    return { sketch: now.sketch, view: now.view, screen: now.screen, chosenId: now.chosen?.id ?? null };
  };

  const pointerOf = (event: PointerEvent): PointerAt => {
    const box = sheet.current?.getBoundingClientRect();
    return {
      id: event.pointerId,
      place: { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) },
      isTouch: event.pointerType === 'touch',
    };
  };
  const take = (step: GestureStep): void => {
    gesture.current = step.gesture;
    if (step.choose !== undefined) store.choose(step.choose);
    if (step.view !== undefined) store.setView(step.view);
    const next = step.sketch;
    if (next !== undefined) store.change(() => next, `drag ${gestures.current}`);
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    gestures.current += 1;
    take(pressed(gesture.current, pointerOf(event), scene()));
  };
  const onPointerEnd = (event: PointerEvent): void => {
    take(lifted(gesture.current, event.pointerId));
    store.endGesture();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const deed = deedOf(event);
    if (deed === null) return;
    // Escape with nothing chosen belongs to whatever is around the sketch.
    if (deed.deed === 'let-go' && chosen === null) return;
    event.preventDefault();
    event.stopPropagation();
    store.perform(deed);
  };

  // React's own wheel listener cannot keep the page from scrolling; only with Ctrl does the wheel zoom, as in a browser.
  useEffect(() => {
    const target = sheet.current;
    if (target === null) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const now = store.state();
      const box = target.getBoundingClientRect();
      const about = metresOf(now.view, now.screen, { x: event.clientX - box.left, y: event.clientY - box.top });
      store.setView(zoomed(now.view, Math.exp(-event.deltaY / 300), about));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [store]);

  return (
    // The role is what is interactive here: an application takes keys and fingers itself.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={sheet}
      id={id}
      className={styles['sheet']}
      // Arrow keys and letters belong to the sheet while it has the focus.
      role="application"
      aria-label="Sheet of the sketch plan"
      aria-describedby={describedBy}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={(event) => {
        if (gesture.current.pointers.length > 0) take(moved(gesture.current, pointerOf(event), scene()));
      }}
      onPointerUp={onPointerEnd}
      onPointerCancel={onPointerEnd}
    >
      <Drawing drawing={renderSketch(sketch, { vehicles, view, pictureAddress })} className={styles['drawing']} />
      {sketch.items.length === 0 && sketch.underlay === null ? (
        <p className={styles['blank']}>
          Start with <strong>Road</strong>, then add the vehicles: they fall into the lanes.
        </p>
      ) : null}
      <svg className={styles['overlay']} viewBox={viewBoxOf(view)} aria-hidden>
        {chosen === null ? null : <Chosen item={chosen} pixel={pixel} pointIndex={editor.pointIndex} />}
      </svg>
    </div>
  );
}
