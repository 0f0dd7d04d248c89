// A road template where it stands in the sketch.
import { at, placedLine, type Line } from './geometry.ts';
import type { Road } from './model.ts';
import type { RoadShape } from './road-parts.ts';
import { bend, crossing, crossroads, roundabout, slipRoad, staggered, straight, tee } from './road-templates.ts';

const builders: Readonly<Record<Road['template'], (road: Road) => RoadShape>> = {
  straight,
  bend,
  tee,
  crossroads,
  staggered,
  roundabout,
  'slip-road': slipRoad,
  crossing,
};

/** The template where it stands in the sketch. */
export function roadShape(road: Road): RoadShape {
  const shape = builders[road.template](road);
  const place = at(road.x, road.y);
  const put = (line: Line): Line => placedLine(line, place, road.rotation);
  return {
    carriageways: shape.carriageways.map((way) => ({ ...way, middle: put(way.middle) })),
    corners: shape.corners.map(put),
    islands: shape.islands.map(({ centre, radius }) => ({ centre: put([centre])[0] ?? place, radius })),
    markings: shape.markings.map((marking) => ({ ...marking, line: put(marking.line) })),
    stripes: shape.stripes.map(put),
    lanes: shape.lanes.map(put),
    kerbs: shape.kerbs.map(put),
  };
}
