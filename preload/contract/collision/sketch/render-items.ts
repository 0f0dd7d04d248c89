// Vehicles, people, arrows, measurements, words and marks as SVG.
import { bodySizes } from './bodies.ts';
import { along, at, degreesOf, distance, middle, placedLine, type Line, type Point } from './geometry.ts';
import type { Arrow, Body, Mark, Measurement, SketchVehicle, Words } from './model.ts';
import { paper, typeface } from './paper.ts';
import { pathOf } from './render-road.ts';
import { node, short, type SvgNode } from './svg.ts';

/** Letters are at least this high on paper, however far out the drawing is. */
const leastLetters = 1.1;

export const textNode = (text: string, { x, y }: Point, size: number, more: SvgNode['attributes'] = {}): SvgNode =>
  node(
    'text',
    {
      x,
      y,
      'font-family': typeface,
      'font-size': size,
      'font-weight': 600,
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      fill: paper.ink,
      ...more,
    },
    [text],
  );

/** Readable over whatever lies beneath. */
const halo = (size: number): SvgNode['attributes'] => ({
  stroke: paper.sheet,
  'stroke-width': size / 4,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
});

const turnedAt = ({ x, y }: Point, degrees: number): string =>
  `translate(${short(x)} ${short(y)}) rotate(${short(degrees)})`;

function bodyShape({ kind, before }: Body): SvgNode[] {
  const { length, width } = bodySizes[kind];
  const [l, w] = [length / 2, width / 2];
  const colour = kind === 'pedestrian' ? paper.person : paper.body;
  const paint = before
    ? { fill: paper.sheet, stroke: colour, 'stroke-width': 0.15, 'stroke-dasharray': '0.4 0.25' }
    : { fill: colour, stroke: paper.ink, 'stroke-width': 0.08 };
  if (kind === 'pedestrian')
    return [
      node('ellipse', { cx: 0, cy: 0, rx: l * 0.7, ry: w, ...paint }),
      node('circle', { cx: l * 0.15, cy: 0, r: l * 0.6, fill: before ? paper.sheet : paper.ink }),
    ];
  if (width < 1)
    return [
      node('rect', { x: -l, y: -w / 3, width: length, height: (width * 2) / 3, rx: width / 3, ...paint }),
      node('path', { d: pathOf([at(l * 0.5, -w), at(l * 0.5, w)]), stroke: paper.ink, 'stroke-width': 0.12 }),
    ];
  const round = kind === 'car' || kind === 'other' ? 0.5 : 0.25;
  const screen: Line = [at(l * 0.35, -w * 0.75), at(l * 0.6, -w * 0.65), at(l * 0.6, w * 0.65), at(l * 0.35, w * 0.75)];
  const cab: Line = [at(l * 0.62, -w), at(l * 0.62, w)];
  return [
    node('rect', { x: -l, y: -w, width: length, height: width, rx: round, ...paint }),
    kind === 'lorry' || kind === 'bus'
      ? node('path', { d: pathOf(cab), stroke: paper.onBody, 'stroke-width': 0.12 })
      : node('path', { d: pathOf(screen, true), fill: paper.onBody, 'fill-opacity': 0.85 }),
  ];
}

/** Its letter stands on a vehicle, beside what is too small to carry one. */
export function bodyNodes(body: Body, vehicles: readonly SketchVehicle[], letters: number): SvgNode[] {
  const { width } = bodySizes[body.kind];
  const vehicle = vehicles.find(({ id }) => id === body.vehicleId);
  const size = Math.max(leastLetters, letters);
  const place = at(body.x, body.y);
  const beside = width < 1.2 || size > width ? along(place, body.rotation - 90, width / 2 + size * 0.8) : place;
  // A person is as large as a letter, so that a child is seen beside a lorry.
  const larger = body.kind === 'pedestrian' ? Math.max(1, size / width) : 1;
  const transform = turnedAt(place, body.rotation) + (larger === 1 ? '' : ` scale(${short(larger)})`);
  const shape = node('g', { transform }, bodyShape(body));
  if (vehicle === undefined) return [shape];
  return [
    shape,
    node('circle', {
      cx: beside.x,
      cy: beside.y,
      r: size * 0.62,
      fill: paper.sheet,
      stroke: paper.ink,
      'stroke-width': 0.08,
    }),
    textNode(vehicle.label, beside, vehicle.label.length > 1 ? size * 0.65 : size * 0.9),
  ];
}

/** Solid before the collision, dashed after it. */
export function arrowNodes({ phase, points }: Arrow): SvgNode[] {
  const [end, last] = [points.at(-1), points.at(-2)];
  if (end === undefined || last === undefined) return [];
  const colour = phase === 'before' ? paper.before : paper.after;
  const direction = degreesOf(last, end);
  const head = placedLine([at(0, 0), at(-1.6, -0.7), at(-1.6, 0.7)], end, direction);
  const stem = [...points.slice(0, -1), along(end, direction, -Math.min(1.2, distance(last, end)))];
  return [
    node('path', {
      d: pathOf(stem),
      stroke: colour,
      'stroke-width': 0.3,
      'stroke-linejoin': 'round',
      fill: 'none',
      ...(phase === 'after' ? { 'stroke-dasharray': '1 0.7' } : {}),
    }),
    node('path', { d: pathOf(head, true), fill: colour }),
  ];
}

export const lengthInWords = (metres: number): string => `${metres.toFixed(metres < 100 ? 1 : 0)} m`;

export function measurementNodes({ points }: Measurement, letters: number): SvgNode[] {
  const [from, to] = points;
  if (from === undefined || to === undefined) return [];
  const direction = degreesOf(from, to);
  const tick = (point: Point): Line => [along(point, direction + 90, 0.5), along(point, direction - 90, 0.5)];
  const size = Math.max(leastLetters, letters);
  const upright = direction > 90 || direction <= -90 ? direction + 180 : direction;
  const place = along(middle(from, to), upright - 90, size * 0.8);
  return [
    ...[[from, to], tick(from), tick(to)].map((line) =>
      node('path', { d: pathOf(line), stroke: paper.measure, 'stroke-width': 0.14, fill: 'none' }),
    ),
    textNode(lengthInWords(distance(from, to)), place, size, {
      ...halo(size),
      fill: paper.measure,
      transform: `rotate(${short(upright)} ${short(place.x)} ${short(place.y)})`,
    }),
  ];
}

export function wordsNodes({ x, y, text }: Words, letters: number): SvgNode[] {
  const size = Math.max(leastLetters, letters);
  return text.trim() === '' ? [] : [textNode(text, at(x, y), size, halo(size))];
}

const star = (): Line =>
  Array.from({ length: 16 }, (_, index) => along(at(0, 0), index * 22.5 - 90, index % 2 === 0 ? 1.1 : 0.5));

function markShape(kind: Mark['kind']): SvgNode[] {
  const line = { stroke: paper.ink, 'stroke-width': 0.12 };
  switch (kind) {
    case 'impact':
      return [node('path', { d: pathOf(star(), true), fill: paper.sheet, stroke: paper.impact, 'stroke-width': 0.2 })];
    case 'debris':
      return [at(-0.6, 0.1), at(-0.1, -0.5), at(0.4, 0.3), at(0.1, 0.7), at(0.8, -0.4)].map(({ x, y }) =>
        node('rect', { x: x - 0.14, y: y - 0.14, width: 0.28, height: 0.28, fill: paper.ink }),
      );
    case 'lamp-post':
      return [
        node('circle', { cx: 0, cy: 0, r: 0.35, fill: paper.sheet, ...line }),
        node('circle', { cx: 0, cy: 0, r: 0.14, fill: paper.ink }),
      ];
    case 'tree':
      return [
        node('circle', { cx: 0, cy: 0, r: 1.4, fill: paper.verge, ...line }),
        node('circle', { cx: 0, cy: 0, r: 0.22, fill: paper.ink }),
      ];
    case 'sign':
      return [
        node('path', { d: pathOf([at(0, -0.8), at(0.7, 0.4), at(-0.7, 0.4)], true), fill: paper.sheet, ...line }),
      ];
    case 'bollard':
      return [node('circle', { cx: 0, cy: 0, r: 0.25, fill: paper.ink })];
  }
}

export const markNodes = ({ kind, x, y }: Mark): SvgNode[] => [
  node('g', { transform: turnedAt(at(x, y), 0) }, markShape(kind)),
];
