// The templates, each drawn around the origin with its main road from left to right.
import { along, arc, at, curve, type Line } from './geometry.ts';
import type { Road } from './model.ts';
import {
  circle,
  emptyShape,
  flare,
  holdLines,
  joined,
  lesserArm,
  oneWay,
  twoWay,
  type Marking,
  type RoadShape,
} from './road-parts.ts';

const origin = at(0, 0);

const halfOf = ({ lanes, laneWidth }: Road): number => lanes * laneWidth;

const mainLine = ({ reach }: Road): Line => [at(-reach, 0), at(reach, 0)];

export const straight = (road: Road): RoadShape => twoWay(mainLine(road), road);

/** A quarter turn to the right, with a straight length before and after. */
export function bend(road: Road): RoadShape {
  const { radius, reach } = road;
  const turn = arc(at(0, radius), radius, -90, 0);
  return twoWay([at(-reach, 0), ...turn, at(radius, radius + reach)], road);
}

export const tee = (road: Road): RoadShape =>
  joined(straight(road), lesserArm(road, at(0, halfOf(road)), 90, halfOf(road)));

export const crossroads = (road: Road): RoadShape =>
  joined(tee(road), lesserArm(road, at(0, -halfOf(road)), -90, halfOf(road)));

/** The lesser arms are this far apart. */
const stagger = 20;

export const staggered = (road: Road): RoadShape =>
  joined(
    straight(road),
    lesserArm(road, at(-stagger / 2, -halfOf(road)), -90, halfOf(road)),
    lesserArm(road, at(stagger / 2, halfOf(road)), 90, halfOf(road)),
  );

export function roundabout(road: Road): RoadShape {
  const { arms, laneWidth, lanes, reach } = road;
  const half = halfOf(road);
  // Arms that would overlap push the circle out.
  const radius = Math.max(road.radius, half / Math.sin(Math.PI / arms) / 0.9);
  const ring = Math.min(lanes * laneWidth * 1.25, radius - 2);
  const rings = Array.from({ length: lanes }, (_, index) => radius - (ring * (index + 0.5)) / lanes);
  const directions = Array.from({ length: arms }, (_, index) => (360 / arms) * index);
  const around: RoadShape = {
    ...emptyShape,
    carriageways: [{ middle: circle(origin, radius - ring / 2), width: ring, closed: true }],
    islands: [{ centre: origin, radius: radius - ring }],
    markings: rings.slice(1).map((at) => ({ line: circle(origin, at + ring / lanes / 2), style: 'lane' })),
    // Clockwise, as seen from above.
    lanes: rings.map((at) => circle(origin, at)),
    kerbs: [circle(origin, radius), circle(origin, radius - ring)],
  };
  return joined(
    around,
    ...directions.map((direction): RoadShape => {
      const mouth = along(origin, direction, radius);
      const end = along(mouth, direction, reach);
      const arm = twoWay([along(mouth, direction, 3), end], road);
      return {
        ...arm,
        carriageways: [{ middle: [along(mouth, direction, -ring / 2), end], width: 2 * half, closed: false }],
        corners: [flare(origin, radius, direction, half, 1), flare(origin, radius, direction, half, -1)],
        markings: [...arm.markings, ...holdLines(road, mouth, direction)],
      };
    }),
  );
}

/** A one-way carriageway with a slip road that leaves it to the left. */
export function slipRoad(road: Road): RoadShape {
  const { laneWidth, lanes, reach } = road;
  const half = (lanes * laneWidth) / 2;
  const slipWidth = laneWidth * 1.15;
  const start = at(-reach * 0.6, -half - slipWidth / 2);
  const nose = at(-reach * 0.1, -half - slipWidth / 2);
  const out = at(reach, -half - slipWidth / 2 - reach * 0.45);
  const slip = oneWay([start, ...curve(nose, at(reach * 0.3, nose.y), out)], 1, slipWidth);
  const main = oneWay(mainLine(road), lanes, laneWidth);
  return joined(slip, main, {
    ...emptyShape,
    // The lane opens gradually.
    corners: [[at(start.x - 12, -half), at(start.x, -half), at(start.x, -half - slipWidth)]],
    markings: [{ line: [at(start.x, -half), at(nose.x + 2, -half)], style: 'lane' }],
  });
}

const crossingLength = 3;

/** A straight road with a zebra crossing; with signals, a crossing between stop lines. */
export function crossing(road: Road): RoadShape {
  const half = halfOf(road);
  const [near, far] = [crossingLength / 2, crossingLength / 2 + 10];
  const stripes = Array.from({ length: Math.max(1, Math.floor((2 * half) / 1.2)) }, (_, index): Line => {
    const y = -half + 0.3 + index * 1.2;
    return [at(-near, y), at(near, y), at(near, y + 0.6), at(-near, y + 0.6)];
  });
  const zigzag = (y: number, side: number): Marking => ({
    style: 'zigzag',
    line: Array.from({ length: 11 }, (_, index) =>
      at(side * (near + 1.5 + (index * (far - near - 1.5)) / 10), y + (index % 2 === 0 ? -0.25 : 0.25)),
    ),
  });
  const hold = (side: number): Marking => ({
    style: road.priority === 'signals' || road.priority === 'stop' ? 'stop' : 'give-way',
    // Traffic to the right keeps to the upper half, and stops before it reaches the crossing from the left.
    line: [at(side * (near + 1), 0), at(side * (near + 1), side * half)],
  });
  const studs = [-near, near].map((x): Marking => ({ style: 'give-way', line: [at(x, -half), at(x, half)] }));
  const main = straight(road);
  const centre: readonly Marking[] = [
    { style: 'centre', line: [at(-road.reach, 0), at(-far, 0)] },
    { style: 'centre', line: [at(far, 0), at(road.reach, 0)] },
  ];
  const isSignalled = road.priority === 'signals';
  return {
    ...main,
    markings: [
      ...main.markings.filter(({ style }) => style !== 'centre'),
      ...centre,
      ...[-half + 0.4, 0, half - 0.4].flatMap((y) => [zigzag(y, -1), zigzag(y, 1)]),
      ...(isSignalled ? studs : []),
      hold(-1),
      hold(1),
    ],
    stripes: isSignalled ? [] : stripes,
  };
}
