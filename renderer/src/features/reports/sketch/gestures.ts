// Fingers, pen and mouse on the sketch: drag a thing or a grip, pan, pinch. Pure: each event gives the next state and a change.
import { at, distance, type Box, type Point } from '#contract/collision/sketch/geometry.ts';
import type { Sketch, SketchItem } from '#contract/collision/sketch/model.ts';
import { changed, itemOf, movedBy, placeOf, turnedTo, withPoint } from './edit.ts';
import { fingerReach, gripAt, gripsOf, type Grip } from './handles.ts';
import { itemAt } from './hit.ts';
import { snappedBody, snappedPoint } from './snap.ts';
import { metresOf, metresPerPixel, panned, pinched, type ScreenSize } from './view.ts';

/** A pointer in pixels from the corner of the sketch. */
export interface PointerAt {
  readonly id: number;
  readonly place: Point;
  /** A finger is broad. */
  readonly isTouch: boolean;
}

type Doing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'pan'; readonly from: Point; readonly view: Box; readonly chooses: string | null }
  | { readonly kind: 'drag'; readonly from: Point; readonly item: SketchItem }
  | { readonly kind: 'grip'; readonly grip: Grip; readonly item: SketchItem }
  | { readonly kind: 'pinch'; readonly from: readonly [Point, Point]; readonly view: Box };

export interface Gesture {
  readonly pointers: readonly PointerAt[];
  readonly doing: Doing;
  /** Beyond the tremble of a tap. */
  readonly hasMoved: boolean;
}

export const noGesture: Gesture = { pointers: [], doing: { kind: 'nothing' }, hasMoved: false };

export interface Scene {
  readonly sketch: Sketch;
  readonly view: Box;
  readonly screen: ScreenSize;
  readonly chosenId: string | null;
}

export interface GestureStep {
  readonly gesture: Gesture;
  readonly sketch?: Sketch;
  readonly view?: Box;
  /** Null lets go of what was chosen. */
  readonly choose?: string | null;
}

const tremble = 4;

/** How far things jump into place, in pixels. */
const snapReach = 16;

export function pressed(gesture: Gesture, pointer: PointerAt, scene: Scene): GestureStep {
  const pointers = [...gesture.pointers.filter(({ id }) => id !== pointer.id), pointer];
  const [first, second] = pointers;
  if (first !== undefined && second !== undefined) {
    const from: readonly [Point, Point] = [first.place, second.place];
    return { gesture: { pointers, doing: { kind: 'pinch', from, view: scene.view }, hasMoved: true } };
  }
  const pixel = metresPerPixel(scene.view, scene.screen);
  const point = metresOf(scene.view, scene.screen, pointer.place);
  const reach = (pointer.isTouch ? fingerReach : 8) * pixel;
  const start = (doing: Doing): Gesture => ({ pointers, doing, hasMoved: false });

  const chosen = itemOf(scene.sketch, scene.chosenId);
  const grip = chosen === null ? null : gripAt(gripsOf(chosen, pixel), point, Math.max(reach, 12 * pixel));
  if (chosen !== null && grip !== null) return { gesture: start({ kind: 'grip', grip, item: chosen }) };

  const item = itemAt(scene.sketch, point, reach);
  // A road lies under everything: it is dragged only after it was chosen, so that the sheet can be moved.
  if (item !== null && (item.type !== 'road' || item.id === scene.chosenId))
    return { gesture: start({ kind: 'drag', from: point, item }), choose: item.id };
  return { gesture: start({ kind: 'pan', from: pointer.place, view: scene.view, chooses: item?.id ?? null }) };
}

function dragged(item: SketchItem, from: Point, to: Point, { sketch, view, screen }: Scene): SketchItem {
  const moved = movedBy(item, to.x - from.x, to.y - from.y);
  if (moved.type !== 'body') return moved;
  const reach = Math.max(snapReach * metresPerPixel(view, screen), 0.8);
  return snappedBody(sketch, moved, reach);
}

function gripped(item: SketchItem, grip: Grip, to: Point, { sketch, view, screen }: Scene): SketchItem {
  if (grip.kind === 'turn') return turnedTo(item, to);
  const snapped = snappedPoint(sketch, to, snapReach * metresPerPixel(view, screen), item.id);
  return withPoint(item, grip.index, snapped);
}

export function moved(gesture: Gesture, pointer: PointerAt, scene: Scene): GestureStep {
  const before = gesture.pointers.find(({ id }) => id === pointer.id);
  if (before === undefined) return { gesture };
  const { doing } = gesture;
  const pointers = gesture.pointers.map((other) => (other.id === pointer.id ? pointer : other));
  const point = metresOf(scene.view, scene.screen, pointer.place);
  if (doing.kind === 'pinch') {
    const [first, second] = pointers;
    if (first === undefined || second === undefined) return { gesture: { ...gesture, pointers } };
    return {
      gesture: { ...gesture, pointers },
      view: pinched(doing.view, scene.screen, doing.from, [first.place, second.place]),
    };
  }
  // The pointer keeps its place until it has gone further than a tap trembles.
  if (!gesture.hasMoved && distance(before.place, pointer.place) < tremble) return { gesture };
  const next: Gesture = { pointers, doing, hasMoved: true };
  switch (doing.kind) {
    case 'nothing':
      return { gesture: next };
    case 'pan': {
      const pixel = metresPerPixel(doing.view, scene.screen);
      const { x, y } = at(pointer.place.x - doing.from.x, pointer.place.y - doing.from.y);
      return { gesture: next, view: panned(doing.view, -x * pixel, -y * pixel) };
    }
    case 'drag':
      return {
        gesture: next,
        sketch: changed(scene.sketch, doing.item.id, () => dragged(doing.item, doing.from, point, scene)),
      };
    case 'grip':
      return {
        gesture: next,
        sketch: changed(scene.sketch, doing.item.id, () => gripped(doing.item, doing.grip, point, scene)),
      };
  }
}

/** Lifted or taken away by the system; what was done so far stays. */
export function lifted(gesture: Gesture, pointerId: number): GestureStep {
  const { doing, hasMoved } = gesture;
  const pointers = gesture.pointers.filter(({ id }) => id !== pointerId);
  const done: Gesture = pointers.length === 0 ? noGesture : { pointers, doing: { kind: 'nothing' }, hasMoved: true };
  return doing.kind === 'pan' && !hasMoved ? { gesture: done, choose: doing.chooses } : { gesture: done };
}

/** Where a new thing is put: the middle of the view, a little aside of what already stands there. */
export function freePlace(sketch: Sketch, middle: Point): Point {
  let place = middle;
  while (sketch.items.some((item) => item.type !== 'road' && distance(placeOf(item), place) < 1))
    place = at(place.x + 2, place.y + 2);
  return place;
}
