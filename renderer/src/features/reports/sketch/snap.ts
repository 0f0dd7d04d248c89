// Where a thing falls into place: vehicles into lanes, ends of measurements and arrows on to kerbs, corners and marks.
import { bodyHolds } from '#contract/collision/sketch/bodies.ts';
import {
  distance,
  nearestOnLine,
  rounded,
  settled,
  turned,
  type OnLine,
  type Point,
} from '#contract/collision/sketch/geometry.ts';
import type { Body, Sketch, SketchItem } from '#contract/collision/sketch/model.ts';
import { roadShape } from '#contract/collision/sketch/road-shape.ts';

const shapesOf = (sketch: Sketch) => sketch.items.flatMap((item) => (item.type === 'road' ? [roadShape(item)] : []));

/** The nearest lane within reach, and the direction of its traffic there. */
export function nearestLane(sketch: Sketch, point: Point, reach: number): OnLine | null {
  let best: OnLine | null = null;
  for (const lane of shapesOf(sketch).flatMap(({ lanes }) => lanes)) {
    const found = nearestOnLine(point, lane);
    if (found !== null && found.distance <= reach && (best === null || found.distance < best.distance)) best = found;
  }
  return best;
}

/**
 * A vehicle in the middle of the nearest lane, facing with its traffic. `keepsHeading` leaves its own direction: a vehicle that
 * was turned by hand is not turned back. People walk where they like.
 */
export function snappedBody(sketch: Sketch, body: Body, reach: number, keepsHeading = false): Body {
  if (body.kind === 'pedestrian') return body;
  const lane = nearestLane(sketch, { x: body.x, y: body.y }, reach);
  if (lane === null) return body;
  // A road may reach beyond the sheet; a vehicle may not.
  return { ...body, ...settled(lane.point), rotation: keepsHeading ? body.rotation : rounded(turned(lane.direction)) };
}

/** Points that a tape is held to: of vehicles, marks, and the ends of other lines. */
function holds(item: SketchItem): readonly Point[] {
  switch (item.type) {
    case 'body':
      return bodyHolds(item);
    case 'mark':
      return [{ x: item.x, y: item.y }];
    case 'measurement':
      return item.points;
    case 'arrow':
    case 'road':
    case 'words':
      return [];
  }
}

/** The nearest corner, mark or end within reach, else the nearest kerb; the point itself if there is neither. */
export function snappedPoint(sketch: Sketch, point: Point, reach: number, exceptId: string | null = null): Point {
  const candidates = sketch.items
    .filter(({ id }) => id !== exceptId)
    .flatMap(holds)
    .map((candidate) => ({ candidate, away: distance(candidate, point) }))
    .filter(({ away }) => away <= reach)
    .toSorted((a, b) => a.away - b.away);
  const held = candidates[0]?.candidate;
  if (held !== undefined) return settled(held);
  const kerbs = shapesOf(sketch).flatMap((shape) => shape.kerbs);
  const nearest = kerbs
    .map((kerb) => nearestOnLine(point, kerb))
    .filter((found): found is OnLine => found !== null && found.distance <= reach)
    .toSorted((a, b) => a.distance - b.distance)[0];
  return nearest === undefined ? point : settled(nearest.point);
}
