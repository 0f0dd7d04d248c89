// The grips of the chosen thing: one that turns it, or one for each end of a line.
import { bodySizes } from '#contract/collision/sketch/bodies.ts';
import { along, at, distance, type Point } from '#contract/collision/sketch/geometry.ts';
import type { SketchItem } from '#contract/collision/sketch/model.ts';

export interface Grip {
  readonly kind: 'turn' | 'point';
  /** Of the line's points. */
  readonly index: number;
  readonly at: Point;
}

/** Pixels between a thing and the grip that turns it: a finger has room for both. */
const away = 48;

/** `pixel` is how many metres one is. */
export function gripsOf(item: SketchItem, pixel: number): readonly Grip[] {
  switch (item.type) {
    case 'arrow':
    case 'measurement':
      return item.points.map((point, index) => ({ kind: 'point', index, at: point }));
    case 'body': {
      const reach = bodySizes[item.kind].length / 2 + away * pixel;
      return [{ kind: 'turn', index: 0, at: along(at(item.x, item.y), item.rotation, reach) }];
    }
    case 'road':
      return [{ kind: 'turn', index: 0, at: along(at(item.x, item.y), item.rotation, 2 * away * pixel) }];
    case 'mark':
    case 'words':
      return [];
  }
}

/** A finger needs 44 pixels across. */
export const fingerReach = 22;

export const gripAt = (grips: readonly Grip[], point: Point, reach: number): Grip | null =>
  grips
    .map((grip) => ({ grip, away: distance(grip.at, point) }))
    .filter((candidate) => candidate.away <= reach)
    .toSorted((a, b) => a.away - b.away)[0]?.grip ?? null;
