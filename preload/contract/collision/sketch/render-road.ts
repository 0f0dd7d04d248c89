// Roads as SVG. They are drawn in layers across all roads, so that templates laid over each other join.
import type { Line } from './geometry.ts';
import type { Road } from './model.ts';
import type { Carriageway, Marking, MarkingStyle, RoadShape } from './road-parts.ts';
import { roadShape } from './road-shape.ts';
import { paper } from './paper.ts';
import { node, short, type SvgNode } from './svg.ts';

export const pathOf = (line: Line, closed = false): string =>
  line.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('') + (closed ? 'Z' : '');

const footwayWidth = 2;
const kerbWidth = 0.15;

const ways = (shapes: readonly RoadShape[], colour: string, wider: number): SvgNode[] =>
  shapes.flatMap(({ carriageways }) =>
    carriageways.map(({ middle, width, closed }: Carriageway) =>
      node('path', { d: pathOf(middle, closed), stroke: colour, 'stroke-width': width + wider, fill: 'none' }),
    ),
  );

const corners = (shapes: readonly RoadShape[], colour: string, wider: number): SvgNode[] =>
  shapes.flatMap((shape) =>
    shape.corners.map((corner) =>
      node('path', {
        d: pathOf(corner, true),
        fill: colour,
        stroke: wider === 0 ? 'none' : colour,
        'stroke-width': wider,
        'stroke-linejoin': 'round',
      }),
    ),
  );

interface Pen {
  readonly width: number;
  readonly dashes?: string;
}

const pens: Readonly<Record<MarkingStyle, Pen>> = {
  centre: { width: 0.15, dashes: '2 4' },
  lane: { width: 0.12, dashes: '1 5' },
  'give-way': { width: 0.2, dashes: '0.6 0.3' },
  stop: { width: 0.35 },
  edge: { width: 0.12 },
  zigzag: { width: 0.12 },
};

function markingNode({ line, style }: Marking): SvgNode {
  const { width, dashes } = pens[style];
  return node('path', {
    d: pathOf(line),
    stroke: paper.paint,
    'stroke-width': width,
    fill: 'none',
    ...(dashes === undefined ? {} : { 'stroke-dasharray': dashes }),
  });
}

export function roadNodes(roads: readonly Road[]): SvgNode[] {
  const shapes = roads.map(roadShape);
  const withFootway = shapes.filter((_, index) => roads[index]?.footway === true);
  const islands = shapes.flatMap((shape) => shape.islands);
  return [
    ...ways(withFootway, paper.footway, footwayWidth * 2),
    ...corners(withFootway, paper.footway, footwayWidth * 2),
    ...ways(shapes, paper.kerb, kerbWidth * 2),
    ...corners(shapes, paper.kerb, kerbWidth * 2),
    ...ways(shapes, paper.road, 0),
    // A little over the edge, so that no hair of the kerb shows between surface and corner.
    ...corners(shapes, paper.road, 0.06),
    ...islands.map(({ centre, radius }) =>
      node('circle', {
        cx: centre.x,
        cy: centre.y,
        r: radius,
        fill: paper.verge,
        stroke: paper.kerb,
        'stroke-width': kerbWidth,
      }),
    ),
    ...shapes.flatMap(({ markings }) => markings.map(markingNode)),
    ...shapes.flatMap(({ stripes }) =>
      stripes.map((stripe) => node('path', { d: pathOf(stripe, true), fill: paper.paint })),
    ),
  ];
}
