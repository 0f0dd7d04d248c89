// What the toolbar adds: each thing as it first stands in the middle of the view.
import { along, at, type Point } from '#contract/collision/sketch/geometry.ts';
import {
  bodyKinds,
  markKinds,
  roadTemplates,
  type Arrow,
  type Body,
  type BodyKind,
  type Mark,
  type MarkKind,
  type Measurement,
  type Road,
  type RoadTemplate,
  type Words,
} from '#contract/collision/sketch/model.ts';
import { bodyNames } from '#contract/collision/sketch/bodies.ts';

export const roadNames: Readonly<Record<RoadTemplate, string>> = {
  straight: 'Straight road',
  bend: 'Bend',
  tee: 'T junction',
  crossroads: 'Crossroads',
  staggered: 'Staggered junction',
  roundabout: 'Roundabout',
  'slip-road': 'Slip road',
  crossing: 'Pedestrian crossing',
};

export const markNames: Readonly<Record<MarkKind, string>> = {
  impact: 'Point of impact',
  debris: 'Debris',
  'lamp-post': 'Lamp post',
  tree: 'Tree',
  sign: 'Sign',
  bollard: 'Bollard',
};

const named = <T extends string>(ids: readonly T[], names: Readonly<Record<T, string>>) =>
  ids.map((id) => ({ id, label: names[id] }));

export const roadChoices = named(roadTemplates, roadNames);
export const bodyChoices = named(bodyKinds, bodyNames);
export const markChoices = named(markKinds, markNames);

const minor: ReadonlySet<RoadTemplate> = new Set(['tee', 'crossroads', 'staggered', 'roundabout']);

export const newRoad = (id: string, template: RoadTemplate, { x, y }: Point): Road => ({
  type: 'road',
  id,
  template,
  x,
  y,
  rotation: 0,
  reach: template === 'roundabout' ? 25 : 40,
  lanes: template === 'slip-road' ? 2 : 1,
  laneWidth: 3.25,
  arms: 4,
  radius: template === 'bend' ? 20 : 14,
  priority: minor.has(template) ? 'give-way' : 'none',
  footway: template !== 'slip-road',
});

export const newBody = (id: string, kind: BodyKind, { x, y }: Point, vehicleId: string | null): Body => ({
  type: 'body',
  id,
  kind,
  x,
  y,
  rotation: 0,
  vehicleId,
  before: false,
});

/** From behind a vehicle towards it before the collision, away from it after; across the view without one. */
export function newArrow(id: string, phase: Arrow['phase'], middle: Point, body: Body | null): Arrow {
  if (body === null)
    return {
      type: 'arrow',
      id,
      phase,
      vehicleId: null,
      points: [at(middle.x - 6, middle.y), at(middle.x + 6, middle.y)],
    };
  const place = at(body.x, body.y);
  const points =
    phase === 'before'
      ? [along(place, body.rotation, -16), along(place, body.rotation, -3.5)]
      : [along(place, body.rotation, 3.5), along(place, body.rotation, 12)];
  return { type: 'arrow', id, phase, vehicleId: body.vehicleId, points };
}

export const newMeasurement = (id: string, { x, y }: Point): Measurement => ({
  type: 'measurement',
  id,
  points: [at(x - 5, y), at(x + 5, y)],
});

export const newWords = (id: string, { x, y }: Point): Words => ({ type: 'words', id, x, y, text: 'Words' });

export const newMark = (id: string, kind: MarkKind, { x, y }: Point): Mark => ({ type: 'mark', id, kind, x, y });
