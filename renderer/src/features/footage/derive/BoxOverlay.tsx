// The boxes of a redaction on the picture: dragged by pointer or touch, moved and sized by the arrow keys. A preview of the cover;
// the cover itself is drawn when the redaction is made.
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import type { RecipeBox } from '#contract/recipe.ts';
import { areaOn, isOn, withinPicture, type Area } from '../../../derive/boxes.ts';
import { classNames } from '../../../ui/index.ts';
import styles from './BoxOverlay.module.css';
import { placed, withBox } from './derive-state.ts';
import type { Player } from '../player/player.ts';
import type { Derive } from './use-derive.ts';
import { usePicture } from '../player/use-player.ts';

interface BoxOverlayProps {
  readonly derive: Derive;
  readonly player: Player;
}

const boxElementId = (id: string): string => `redaction-${id}`;

/** Once it is drawn: a new box is moved with the arrow keys at once. */
export const focusBox = (id: string): void => {
  requestAnimationFrame(() => document.getElementById(boxElementId(id))?.focus());
};

export function BoxOverlay({ derive, player }: BoxOverlayProps) {
  const overlay = useRef<HTMLDivElement>(null);
  const picture = usePictureArea(overlay, player);
  const time = usePicture(derive.pictures);
  const { following } = derive;
  const shown = derive.draft.boxes.filter((box) => box.id === derive.selected || isOn(box, time));
  return (
    <div ref={overlay} className={styles['overlay']}>
      {picture === null ? null : (
        <div className={styles['picture']} style={picture}>
          {shown.map((box) => (
            <Box
              key={box.id}
              box={box}
              area={following?.boxId === box.id ? following.area : areaOn(box.keys, time)}
              covers={isOn(box, time)}
              derive={derive}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface BoxProps {
  readonly box: RecipeBox;
  readonly area: Area;
  /** Covers the picture on screen. */
  readonly covers: boolean;
  readonly derive: Derive;
}

type Grip = 'move' | 'size';

/** By this much of the picture a press of an arrow moves it; ten times finer with Alt. */
const step = 0.01;

function Box({ box, area, covers, derive }: BoxProps) {
  const drag = useRef<{ grip: Grip; x: number; y: number; area: Area } | null>(null);
  const place = (to: Area): void => {
    // It is somewhere else by the next picture: who wants to place it stops the following first.
    if (derive.tracking === box.id) return;
    const here = derive.here();
    derive.change((before) => withBox(before, box.id, (one) => placed(one, to, here)));
  };

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    const grip = event.target instanceof HTMLElement && event.target.dataset['grip'] === 'size' ? 'size' : 'move';
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { grip, x: event.clientX, y: event.clientY, area };
    derive.select(box.id);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const size = event.currentTarget.parentElement?.getBoundingClientRect();
    if (drag.current === null || size === undefined) return;
    const [dx, dy] = [(event.clientX - drag.current.x) / size.width, (event.clientY - drag.current.y) / size.height];
    const from = drag.current.area;
    place(
      drag.current.grip === 'move'
        ? { ...from, x: from.x + dx, y: from.y + dy }
        : { ...from, width: from.width + dx, height: from.height + dy },
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.altKey ? step / 10 : step;
    const direction = arrows[event.key];
    if (direction === undefined || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [dx, dy] = [direction[0] * by, direction[1] * by];
    place(
      withinPicture(
        event.shiftKey
          ? { ...area, width: area.width + dx, height: area.height + dy }
          : { ...area, x: area.x + dx, y: area.y + dy },
      ),
    );
  };
  const percent = (value: number): string => `${value * 100}%`;
  return (
    <button
      type="button"
      id={boxElementId(box.id)}
      className={classNames(
        styles['box'],
        styles[box.effect],
        !covers && styles['off'],
        box.id === derive.selected && styles['selected'],
      )}
      style={{
        left: percent(area.x),
        top: percent(area.y),
        width: percent(area.width),
        height: percent(area.height),
      }}
      aria-label={`${box.label}. Arrow keys move it, Shift and arrow keys change its size, Alt makes the steps finer.`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onKeyDown={onKeyDown}
      onFocus={() => derive.select(box.id)}
    >
      <span className={styles['label']} aria-hidden>
        {box.label}
      </span>
      <span className={styles['grip']} data-grip="size" aria-hidden />
    </button>
  );
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface PictureArea {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Where the picture lies in the stage: it is fitted, with bars beside or above it. */
function usePictureArea(overlay: RefObject<HTMLDivElement | null>, player: Player): PictureArea | null {
  const [area, setArea] = useState<PictureArea | null>(null);
  useLayoutEffect(() => {
    const element = overlay.current;
    const stage = element?.parentElement;
    if (element === null || stage === null || stage === undefined) return undefined;
    const measure = (): void => {
      const video = [...stage.querySelectorAll('video')].find(({ videoWidth }) => videoWidth > 0);
      if (video === undefined) return;
      const { clientWidth, clientHeight } = element;
      const scale = Math.min(clientWidth / video.videoWidth, clientHeight / video.videoHeight);
      const [width, height] = [video.videoWidth * scale, video.videoHeight * scale];
      const next = { left: (clientWidth - width) / 2, top: (clientHeight - height) / 2, width, height };
      setArea((before) =>
        before !== null && before.left === next.left && before.top === next.top && before.width === next.width
          ? before
          : next,
      );
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const stop = player.subscribe(measure);
    return () => {
      observer.disconnect();
      stop();
    };
  }, [overlay, player]);
  return area;
}
