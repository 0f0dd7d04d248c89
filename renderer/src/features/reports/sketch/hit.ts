// What lies under a finger or a pointer: the topmost thing within reach, small before large.
import { bodyCorners } from '#contract/collision/sketch/bodies.ts';
import { distance, isInside, nearestOnLine, type Point } from '#contract/collision/sketch/geometry.ts';
import type { Sketch, SketchItem } from '#contract/collision/sketch/model.ts';
import { roadShape } from '#contract/collision/sketch/road-shape.ts';

/** Metres from a point to an item; nought inside it. */
export function awayFrom(item: SketchItem, point: Point): number {
  switch (item.type) {
    case 'body': {
      const corners = bodyCorners(item);
      const edge = nearestOnLine(point, [...corners, ...corners.slice(0, 1)]);
      return isInside(point, corners) ? 0 : (edge?.distance ?? Infinity);
    }
    case 'arrow':
    case 'measurement':
      return nearestOnLine(point, item.points)?.distance ?? Infinity;
    case 'words':
      return Math.max(0, Math.abs(point.x - item.x) - item.text.length * 0.35, Math.abs(point.y - item.y) - 0.8);
    case 'mark':
      return Math.max(0, distance(point, item) - 1);
    case 'road': {
      const shape = roadShape(item);
      const ways = shape.carriageways.map(
        ({ middle, width }) => (nearestOnLine(point, middle)?.distance ?? Infinity) - width / 2,
      );
      const islands = shape.islands.map(({ centre, radius }) => distance(point, centre) - radius);
      return Math.max(0, Math.min(...ways, ...islands));
    }
  }
}

/** What is drawn above is found first; a road last, and only if the point is on it. */
const order: readonly SketchItem['type'][] = ['words', 'measurement', 'arrow', 'body', 'mark', 'road'];

export function itemAt(sketch: Sketch, point: Point, reach: number): SketchItem | null {
  for (const type of order) {
    const candidates = sketch.items
      .filter((item) => item.type === type)
      .toReversed()
      .map((item) => ({ item, away: awayFrom(item, point) }))
      .filter(({ away }) => away <= (type === 'road' ? 0 : reach))
      .toSorted((a, b) => a.away - b.away);
    const found = candidates[0];
    if (found !== undefined) return found.item;
  }
  return null;
}
