// Plane geometry of the sketch plan. Metres; x to the right, y down the page; angles in degrees, clockwise from the right.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type Line = readonly Point[];

export const at = (x: number, y: number): Point => ({ x, y });

export const radians = (degrees: number): number => (degrees * Math.PI) / 180;

export const degreesOf = (from: Point, to: Point): number => (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;

/** From 0 up to 360. */
export const turned = (degrees: number): number => ((degrees % 360) + 360) % 360;

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export const middle = (a: Point, b: Point): Point => at((a.x + b.x) / 2, (a.y + b.y) / 2);

export const along = (from: Point, degrees: number, metres: number): Point =>
  at(from.x + Math.cos(radians(degrees)) * metres, from.y + Math.sin(radians(degrees)) * metres);

/** A point of a thing that is turned and stands at a place. */
export function placed(point: Point, place: Point, degrees: number): Point {
  const [sin, cos] = [Math.sin(radians(degrees)), Math.cos(radians(degrees))];
  return at(place.x + point.x * cos - point.y * sin, place.y + point.x * sin + point.y * cos);
}

export const placedLine = (line: Line, place: Point, degrees: number): Line =>
  line.map((point) => placed(point, place, degrees));

/** Centimetres are as fine as a sketch is. */
export const rounded = (metres: number): number => Math.round(metres * 100) / 100 + 0;

/** The sheet is a kilometre each way; nothing leaves it. */
export const sheetReach = 1000;

const onSheet = (metres: number): number => rounded(Math.min(sheetReach, Math.max(-sheetReach, metres)));

/** To the centimetre, and on the sheet: what lies beyond could not be read again. */
export const settled = ({ x, y }: Point): Point => at(onSheet(x), onSheet(y));

export interface OnLine {
  readonly point: Point;
  /** Of the line at that point. */
  readonly direction: number;
  readonly distance: number;
}

function nearestOnSegment(point: Point, from: Point, to: Point): OnLine {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / squared;
  const clamped = Math.min(1, Math.max(0, share));
  const nearest = at(from.x + dx * clamped, from.y + dy * clamped);
  return { point: nearest, direction: degreesOf(from, to), distance: distance(point, nearest) };
}

/** The nearest point of a line; null for a line without length. */
export function nearestOnLine(point: Point, line: Line): OnLine | null {
  let best: OnLine | null = null;
  for (let index = 1; index < line.length; index += 1) {
    const [from, to] = [line[index - 1], line[index]];
    if (from === undefined || to === undefined) continue;
    const found = nearestOnSegment(point, from, to);
    if (best === null || found.distance < best.distance) best = found;
  }
  return best;
}

/** The same line at a distance to the right of its direction; negative is to the left. */
export function beside(line: Line, metres: number): Line {
  return line.map((point, index) => {
    const [before, after] = [line[index - 1] ?? point, line[index + 1] ?? point];
    const direction = degreesOf(before, after);
    return along(point, direction + 90, metres);
  });
}

/** Part of a circle as points, from one angle to another. */
export function arc(centre: Point, radius: number, from: number, to: number): Line {
  const steps = Math.max(2, Math.ceil(Math.abs(to - from) / 6));
  return Array.from({ length: steps + 1 }, (_, index) => along(centre, from + ((to - from) * index) / steps, radius));
}

/** A curve that leaves one point towards a corner and comes from the corner into another. */
export const curve = (from: Point, corner: Point, to: Point): Line =>
  Array.from({ length: 9 }, (_, index) => {
    const t = index / 8;
    const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
    return at(a * from.x + b * corner.x + c * to.x, a * from.y + b * corner.y + c * to.y);
  });

/** Whether a point lies in a polygon. */
export function isInside(point: Point, polygon: Line): boolean {
  let inside = false;
  let previous = polygon.at(-1);
  for (const corner of polygon) {
    if (previous !== undefined && corner.y > point.y !== previous.y > point.y) {
      const crossing = ((previous.x - corner.x) * (point.y - corner.y)) / (previous.y - corner.y) + corner.x;
      if (point.x < crossing) inside = !inside;
    }
    previous = corner;
  }
  return inside;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest upright box around points; null for none. */
export function boxAround(points: Line): Box | null {
  if (points.length === 0) return null;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

export const grown = ({ x, y, width, height }: Box, metres: number): Box => ({
  x: x - metres,
  y: y - metres,
  width: width + 2 * metres,
  height: height + 2 * metres,
});
