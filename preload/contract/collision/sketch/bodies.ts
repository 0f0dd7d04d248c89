// Sizes and outlines of vehicles and people seen from above, facing to the right.
import { at, placedLine, type Line } from './geometry.ts';
import type { Body, BodyKind } from './model.ts';

export interface BodySize {
  readonly length: number;
  readonly width: number;
}

export const bodySizes: Readonly<Record<BodyKind, BodySize>> = {
  car: { length: 4.3, width: 1.8 },
  van: { length: 5.5, width: 2 },
  lorry: { length: 10, width: 2.5 },
  bus: { length: 11, width: 2.55 },
  motorcycle: { length: 2.2, width: 0.85 },
  cycle: { length: 1.8, width: 0.6 },
  'e-scooter': { length: 1.2, width: 0.5 },
  // A sign rather than a size: a person of 0.5 m would not be seen beside a lorry.
  pedestrian: { length: 0.9, width: 1.2 },
  other: { length: 4, width: 1.8 },
};

export const bodyNames: Readonly<Record<BodyKind, string>> = {
  car: 'Car',
  van: 'Van',
  lorry: 'Lorry',
  bus: 'Bus or coach',
  motorcycle: 'Motorcycle',
  cycle: 'Pedal cycle',
  'e-scooter': 'E-scooter',
  pedestrian: 'Pedestrian',
  other: 'Other vehicle',
};

/** `margin` metres outside of it. */
export function bodyCorners({ kind, x, y, rotation }: Pick<Body, 'kind' | 'x' | 'y' | 'rotation'>, margin = 0): Line {
  const { length, width } = bodySizes[kind];
  const [l, w] = [length / 2 + margin, width / 2 + margin];
  return placedLine([at(-l, -w), at(l, -w), at(l, w), at(-l, w)], at(x, y), rotation);
}

/** Where a tape would be held: corners, and the middles of front and back. */
export function bodyHolds(body: Pick<Body, 'kind' | 'x' | 'y' | 'rotation'>): Line {
  const l = bodySizes[body.kind].length / 2;
  return [...bodyCorners(body), ...placedLine([at(l, 0), at(-l, 0), at(0, 0)], at(body.x, body.y), body.rotation)];
}
