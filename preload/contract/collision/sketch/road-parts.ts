// What road templates are made of: carriageways with lanes, arms that meet a road, hold lines. Traffic keeps left.
import { along, arc, beside, curve, type Line, type Point } from './geometry.ts';
import type { Road } from './model.ts';

export interface Carriageway {
  readonly middle: Line;
  readonly width: number;
  readonly closed: boolean;
}

export type MarkingStyle = 'centre' | 'lane' | 'give-way' | 'stop' | 'edge' | 'zigzag';

export interface Marking {
  readonly line: Line;
  readonly style: MarkingStyle;
}

export interface RoadShape {
  readonly carriageways: readonly Carriageway[];
  /** Rounded corners where arms meet, as filled shapes. */
  readonly corners: readonly Line[];
  readonly islands: readonly { readonly centre: Point; readonly radius: number }[];
  readonly markings: readonly Marking[];
  /** Painted shapes, such as the stripes of a zebra crossing. */
  readonly stripes: readonly Line[];
  /** Along the middle of each lane, in the direction of its traffic. */
  readonly lanes: readonly Line[];
  /** Along the edges of the carriageway, for measurements. */
  readonly kerbs: readonly Line[];
}

export const emptyShape: RoadShape = {
  carriageways: [],
  corners: [],
  islands: [],
  markings: [],
  stripes: [],
  lanes: [],
  kerbs: [],
};

export const joined = (...shapes: readonly RoadShape[]): RoadShape => ({
  carriageways: shapes.flatMap((shape) => shape.carriageways),
  corners: shapes.flatMap((shape) => shape.corners),
  islands: shapes.flatMap((shape) => shape.islands),
  markings: shapes.flatMap((shape) => shape.markings),
  stripes: shapes.flatMap((shape) => shape.stripes),
  lanes: shapes.flatMap((shape) => shape.lanes),
  kerbs: shapes.flatMap((shape) => shape.kerbs),
});

/** A two-way road along a line: lanes left and right of it, a centre line and lane lines. */
export function twoWay(line: Line, { lanes, laneWidth }: Pick<Road, 'lanes' | 'laneWidth'>): RoadShape {
  const half = lanes * laneWidth;
  const each = Array.from({ length: lanes }, (_, index) => (index + 0.5) * laneWidth);
  const between = Array.from({ length: lanes - 1 }, (_, index) => (index + 1) * laneWidth);
  return {
    ...emptyShape,
    carriageways: [{ middle: line, width: 2 * half, closed: false }],
    markings: [
      { line, style: 'centre' },
      ...between.flatMap((offset) => [
        { line: beside(line, offset), style: 'lane' } as const,
        { line: beside(line, -offset), style: 'lane' } as const,
      ]),
    ],
    lanes: each.flatMap((offset) => [beside(line, -offset), beside(line, offset).toReversed()]),
    kerbs: [beside(line, -half), beside(line, half)],
  };
}

/** A one-way road along a line, lanes on both sides of it. */
export function oneWay(line: Line, lanes: number, laneWidth: number): RoadShape {
  const half = (lanes * laneWidth) / 2;
  const offsets = Array.from({ length: lanes }, (_, index) => (index + 0.5) * laneWidth - half);
  return {
    ...emptyShape,
    carriageways: [{ middle: line, width: 2 * half, closed: false }],
    markings: offsets.slice(1).map((offset) => ({ line: beside(line, offset - laneWidth / 2), style: 'lane' })),
    lanes: offsets.map((offset) => beside(line, offset)),
    kerbs: [beside(line, -half), beside(line, half)],
  };
}

/** How far a rounded corner reaches along each edge. */
const cornerReach = 5;

/**
 * An arm that meets a road: it runs outward from `mouth`, at the edge of that road, in `direction`. Its carriageway reaches
 * `under` metres further in, so that no gap shows.
 */
export function lesserArm(road: Road, mouth: Point, direction: number, under: number): RoadShape {
  const half = road.lanes * road.laneWidth;
  const end = along(mouth, direction, road.reach);
  const shape = twoWay([mouth, end], road);
  const inner = along(mouth, direction, -under);
  const cornersOf = (side: number): Line => {
    const corner = along(mouth, direction + 90, side * half);
    const onRoad = along(corner, direction + 90, side * cornerReach);
    const onArm = along(corner, direction, cornerReach);
    return [corner, ...curve(onRoad, corner, onArm)];
  };
  return {
    ...shape,
    carriageways: [{ middle: [inner, end], width: 2 * half, closed: false }],
    corners: [cornersOf(-1), cornersOf(1)],
    markings: [
      ...shape.markings.map((marking) => ({ ...marking, line: shortened(marking.line, direction) })),
      ...holdLines(road, mouth, direction),
    ],
    kerbs: shape.kerbs.map((kerb) =>
      kerb.map((point, index) => (index === 0 ? along(point, direction, cornerReach) : point)),
    ),
  };
}

/** Centre and lane lines begin a little way out of the mouth. */
const shortened = (line: Line, direction: number): Line =>
  line.map((point, index) => (index === 0 ? along(point, direction, 2) : point));

/** Across the lanes that come in: they lie to the right of the outward direction. */
export function holdLines(road: Road, mouth: Point, direction: number): readonly Marking[] {
  const half = road.lanes * road.laneWidth;
  const across = (out: number): Line => {
    const start = along(mouth, direction, out);
    return [start, along(start, direction + 90, half)];
  };
  switch (road.priority) {
    case 'give-way':
      return [
        { line: across(0.2), style: 'give-way' },
        { line: across(0.6), style: 'give-way' },
      ];
    case 'stop':
      return [{ line: across(0.4), style: 'stop' }];
    case 'signals':
      return [{ line: across(2), style: 'stop' }];
    case 'none':
      return [];
  }
}

/** Where an arm of a roundabout flares into the circle. */
export function flare(centre: Point, radius: number, direction: number, half: number, side: number): Line {
  const angle = (Math.asin(Math.min(0.95, half / radius)) * 180) / Math.PI;
  const corner = along(centre, direction + side * angle, radius);
  const onCircle = along(centre, direction + side * (angle + 18), radius - 0.1);
  const out = along(corner, direction, cornerReach);
  const inward = along(corner, direction, -2);
  return [inward, ...curve(onCircle, corner, out)];
}

export const circle = (centre: Point, radius: number): Line => arc(centre, radius, 0, 360);
