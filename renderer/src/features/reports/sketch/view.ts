// The part of the plane that is on the screen: panning, zooming about a point, and metres for pixels.
import { at, distance, middle, type Box, type Point } from '#contract/collision/sketch/geometry.ts';

/** From a bicycle to a motorway junction. */
const [leastWidth, mostWidth] = [8, 1500];

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

/** The same middle and width in the proportions of the screen. */
export function fitted(box: Box, { width, height }: ScreenSize): Box {
  const ratio = height / Math.max(1, width);
  const wide = Math.max(box.width, box.height / ratio);
  return {
    x: box.x + box.width / 2 - wide / 2,
    y: box.y + box.height / 2 - (wide * ratio) / 2,
    width: wide,
    height: wide * ratio,
  };
}

export const metresOf = (view: Box, screen: ScreenSize, point: Point): Point =>
  at(
    view.x + (point.x / Math.max(1, screen.width)) * view.width,
    view.y + (point.y / Math.max(1, screen.height)) * view.height,
  );

/** How many metres a pixel is. */
export const metresPerPixel = (view: Box, { width }: ScreenSize): number => view.width / Math.max(1, width);

/** Nearer for a factor over 1; the point stays where it is on the screen. */
export function zoomed(view: Box, factor: number, about: Point): Box {
  const width = Math.min(mostWidth, Math.max(leastWidth, view.width / factor));
  const actual = view.width / width;
  return {
    x: about.x - (about.x - view.x) / actual,
    y: about.y - (about.y - view.y) / actual,
    width,
    height: view.height / actual,
  };
}

export const panned = (view: Box, dx: number, dy: number): Box => ({ ...view, x: view.x + dx, y: view.y + dy });

export const centreOf = ({ x, y, width, height }: Box): Point => at(x + width / 2, y + height / 2);

/** Two fingers: what lay under them stays under them. Points are in pixels. */
export function pinched(
  view: Box,
  screen: ScreenSize,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
): Box {
  const factor = distance(after[0], after[1]) / Math.max(1, distance(before[0], before[1]));
  const from = metresOf(view, screen, middle(before[0], before[1]));
  const nearer = zoomed(view, factor, from);
  const to = metresOf(nearer, screen, middle(after[0], after[1]));
  return panned(nearer, from.x - to.x, from.y - to.y);
}
