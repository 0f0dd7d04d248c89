// Changes to a sketch as pure functions; each gives a new sketch, or the same one where nothing changes.
import {
  along,
  at,
  degreesOf,
  middle,
  placed,
  rounded,
  settled,
  turned,
  type Point,
} from '#contract/collision/sketch/geometry.ts';
import { mostItems, type Sketch, type SketchItem } from '#contract/collision/sketch/model.ts';

export const itemOf = (sketch: Sketch, id: string | null): SketchItem | null =>
  sketch.items.find((item) => item.id === id) ?? null;

/** Added last, so above the others of its kind. The same sketch when it is full. */
export const withItem = (sketch: Sketch, item: SketchItem): Sketch =>
  sketch.items.length >= mostItems ? sketch : { ...sketch, items: [...sketch.items, item] };

export const withoutItem = (sketch: Sketch, id: string): Sketch =>
  itemOf(sketch, id) === null ? sketch : { ...sketch, items: sketch.items.filter((item) => item.id !== id) };

export const changed = (sketch: Sketch, id: string, change: (item: SketchItem) => SketchItem): Sketch =>
  itemOf(sketch, id) === null
    ? sketch
    : { ...sketch, items: sketch.items.map((item) => (item.id === id ? change(item) : item)) };

/** The place of a thing; of a line, the middle of its ends. */
export function placeOf(item: SketchItem): Point {
  if (item.type !== 'arrow' && item.type !== 'measurement') return at(item.x, item.y);
  const [first, last] = [item.points[0], item.points.at(-1)];
  return first === undefined || last === undefined ? at(0, 0) : middle(first, last);
}

export function movedBy<T extends SketchItem>(item: T, dx: number, dy: number): T {
  const shifted = ({ x, y }: Point): Point => settled(at(x + dx, y + dy));
  if (item.type === 'arrow' || item.type === 'measurement') return { ...item, points: item.points.map(shifted) };
  return { ...item, ...shifted(item) };
}

export const canTurn = (item: SketchItem): boolean => item.type !== 'words' && item.type !== 'mark';

/** Turned on the spot; a line about its middle. */
export function turnedBy<T extends SketchItem>(item: T, degrees: number): T {
  if (item.type === 'road' || item.type === 'body')
    return { ...item, rotation: rounded(turned(item.rotation + degrees)) };
  if (item.type !== 'arrow' && item.type !== 'measurement') return item;
  const pivot = placeOf(item);
  return {
    ...item,
    points: item.points.map((point) => settled(placed(at(point.x - pivot.x, point.y - pivot.y), pivot, degrees))),
  };
}

/** Turned so that its front looks at a point. */
export const turnedTo = <T extends SketchItem>(item: T, towards: Point): T =>
  item.type === 'road' || item.type === 'body'
    ? { ...item, rotation: rounded(turned(degreesOf(placeOf(item), towards))) }
    : item;

export function withPoint<T extends SketchItem>(item: T, index: number, to: Point): T {
  if (item.type !== 'arrow' && item.type !== 'measurement') return item;
  return { ...item, points: item.points.map((point, at) => (at === index ? settled(to) : point)) };
}

/** A further point at the end of an arrow, in its direction. */
export function longer<T extends SketchItem>(item: T): T {
  if (item.type !== 'arrow' || item.points.length >= 8) return item;
  const [end, last] = [item.points.at(-1), item.points.at(-2)];
  if (end === undefined || last === undefined) return item;
  const next = along(end, degreesOf(last, end), 4);
  return { ...item, points: [...item.points, settled(next)] };
}

/** A little to the right and below, so that both are seen. */
export const duplicateOf = (item: SketchItem, id: string): SketchItem => movedBy({ ...item, id }, 2, 2);

/**
 * The photograph made so large that a measured line is as long as it is in the world. The line's first end stays where it is;
 * the line grows with the photograph.
 */
export function scaledToKnownLength(sketch: Sketch, measurementId: string, metres: number): Sketch {
  const line = itemOf(sketch, measurementId);
  const { underlay } = sketch;
  const [from, to] = line?.type === 'measurement' ? line.points : [];
  if (underlay === null || from === undefined || to === undefined || !(metres > 0)) return sketch;
  const drawn = Math.hypot(to.x - from.x, to.y - from.y);
  if (drawn < 0.01) return sketch;
  const factor = metres / drawn;
  const width = underlay.width * factor;
  if (width < 1 || width > 2000) return sketch;
  const grownFrom = (point: Point): Point =>
    settled(at(from.x + (point.x - from.x) * factor, from.y + (point.y - from.y) * factor));
  const scaled = changed(sketch, measurementId, (item) => withPoint(item, 1, grownFrom(to)));
  return { ...scaled, underlay: { ...underlay, ...grownFrom(underlay), width: rounded(width) } };
}
