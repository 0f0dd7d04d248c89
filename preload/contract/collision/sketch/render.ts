// A sketch plan as SVG: one pure function for the screen, the summary and the document.
import { bodyCorners } from './bodies.ts';
import { at, boxAround, grown, type Box, type Line } from './geometry.ts';
import type { Road, Sketch, SketchItem, SketchVehicle, Underlay } from './model.ts';
import { paper } from './paper.ts';
import { arrowNodes, bodyNodes, markNodes, measurementNodes, textNode, wordsNodes } from './render-items.ts';
import { pathOf, roadNodes } from './render-road.ts';
import { roadShape } from './road-shape.ts';
import { node, short, type SvgNode } from './svg.ts';

export interface RenderOptions {
  readonly vehicles: readonly SketchVehicle[];
  /** What part of the plane is shown; left out, all of the drawing. */
  readonly view?: Box;
  /** The address of the photograph; left out or undefined, none is drawn. */
  readonly pictureAddress?: string | undefined;
}

/** Points that an item reaches to. */
export function extentOf(item: SketchItem): Line {
  switch (item.type) {
    case 'road':
      return roadShape(item).kerbs.flat();
    case 'body':
      return bodyCorners(item);
    case 'arrow':
    case 'measurement':
      return item.points;
    case 'words':
      return [at(item.x - item.text.length * 0.35, item.y - 1), at(item.x + item.text.length * 0.35, item.y + 1)];
    case 'mark':
      return [at(item.x - 1, item.y - 1), at(item.x + 1, item.y + 1)];
  }
}

const underlayCorners = ({ x, y, width, ratio }: Underlay): Line => [
  at(x - width / 2, y - (width * ratio) / 2),
  at(x + width / 2, y + (width * ratio) / 2),
];

/** A straight road alone is a strip: a sheet has room above and below it, for scale and north. */
function notTooFlat({ x, y, width, height }: Box): Box {
  const least = width * 0.5;
  return height >= least ? { x, y, width, height } : { x, y: y + (height - least) / 2, width, height: least };
}

/** All of a drawing with a margin; a plain sheet of 60 by 40 metres for an empty one. */
export function wholeOf(sketch: Sketch): Box {
  const points = [
    ...sketch.items.flatMap(extentOf),
    ...(sketch.underlay === null ? [] : underlayCorners(sketch.underlay)),
  ];
  const box = boxAround(points);
  return box === null ? { x: -30, y: -20, width: 60, height: 40 } : notTooFlat(grown(box, 5));
}

const barLengths = [1, 2, 5, 10, 20, 50, 100, 200, 500];

/** The longest round length that is at most a quarter of the view. */
export const barLength = (view: Box): number => barLengths.findLast((length) => length <= view.width / 4) ?? 1;

function scaleBar(view: Box, unit: number): SvgNode {
  const length = barLength(view);
  const [x, y] = [view.x + unit * 2, view.y + view.height - unit * 2.4];
  const bar = (from: number, share: number, colour: string): SvgNode =>
    node('rect', {
      x: x + from * length,
      y,
      width: share * length,
      height: unit * 0.5,
      fill: colour,
      stroke: paper.ink,
      'stroke-width': unit * 0.08,
    });
  return node('g', { role: 'presentation' }, [
    bar(0, 0.5, paper.ink),
    bar(0.5, 0.5, paper.sheet),
    textNode(`${length} m`, at(x + length / 2, y - unit * 0.9), unit * 1.2),
  ]);
}

function northArrow(view: Box, unit: number, north: number): SvgNode {
  const [x, y] = [view.x + view.width - unit * 3.2, view.y + unit * 3.4];
  const needle = (side: number): Line => [at(0, -unit * 2), at(side * unit * 0.8, unit * 1.4), at(0, unit * 0.8)];
  return node('g', { transform: `translate(${short(x)} ${short(y)}) rotate(${short(north)})` }, [
    node('path', { d: pathOf(needle(-1), true), fill: paper.ink, stroke: paper.ink, 'stroke-width': unit * 0.08 }),
    node('path', { d: pathOf(needle(1), true), fill: paper.sheet, stroke: paper.ink, 'stroke-width': unit * 0.08 }),
    textNode('N', at(0, unit * 2.2), unit * 1.3),
  ]);
}

function underlayNode(under: Underlay, address: string): SvgNode {
  const height = under.width * under.ratio;
  return node('image', {
    href: address,
    x: under.x - under.width / 2,
    y: under.y - height / 2,
    width: under.width,
    height,
    opacity: under.opacity,
    preserveAspectRatio: 'none',
  });
}

const inWords = (sketch: Sketch, vehicles: readonly SketchVehicle[]): string => {
  const drawn = vehicles.filter(({ id }) => sketch.items.some((item) => item.type === 'body' && item.vehicleId === id));
  const told = drawn.map(({ label, number }) => `${label} is vehicle ${number}`).join(', ');
  return told === '' ? 'Sketch plan' : `Sketch plan: ${told}`;
};

/** Over everything else: letters keep their size by the view, not by the metre. */
export function renderSketch(
  sketch: Sketch,
  { vehicles, view = wholeOf(sketch), pictureAddress }: RenderOptions,
): SvgNode {
  const unit = Math.min(view.width, view.height * 1.5) / 60;
  const address = sketch.underlay === null ? undefined : pictureAddress;
  const roads = sketch.items.filter((item): item is Road => item.type === 'road');
  const above = (type: SketchItem['type']): SvgNode[] =>
    sketch.items.flatMap((item): SvgNode[] => {
      if (item.type !== type) return [];
      switch (item.type) {
        case 'body':
          return bodyNodes(item, vehicles, unit * 1.3);
        case 'arrow':
          return arrowNodes(item);
        case 'measurement':
          return measurementNodes(item, unit * 1.3);
        case 'words':
          return wordsNodes(item, unit * 1.3);
        case 'mark':
          return markNodes(item);
        case 'road':
          return [];
      }
    });
  return node(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: [view.x, view.y, view.width, view.height].map(short).join(' '),
      role: 'img',
      'aria-label': inWords(sketch, vehicles),
    },
    [
      node('rect', { x: view.x, y: view.y, width: view.width, height: view.height, fill: paper.sheet }),
      ...(sketch.underlay !== null && address !== undefined ? [underlayNode(sketch.underlay, address)] : []),
      node('g', sketch.underlay !== null && address !== undefined ? { opacity: 0.75 } : {}, roadNodes(roads)),
      ...above('mark'),
      ...above('body'),
      ...above('arrow'),
      ...above('measurement'),
      ...above('words'),
      scaleBar(view, unit),
      northArrow(view, unit, sketch.north),
    ],
  );
}
