// Things of a sketch in words: for the list beside it and for a screen reader.
import { bodyNames } from '#contract/collision/sketch/bodies.ts';
import { distance, type Point } from '#contract/collision/sketch/geometry.ts';
import type { SketchItem, SketchVehicle } from '#contract/collision/sketch/model.ts';
import { lengthInWords } from '#contract/collision/sketch/render-items.ts';
import { placeOf } from './edit.ts';
import { markNames, roadNames } from './new-items.ts';

function ofVehicle(vehicleId: string | null, vehicles: readonly SketchVehicle[]): string {
  const vehicle = vehicles.find(({ id }) => id === vehicleId);
  return vehicle === undefined ? '' : ` ${vehicle.label}, vehicle ${vehicle.number}`;
}

export function itemName(item: SketchItem, vehicles: readonly SketchVehicle[]): string {
  switch (item.type) {
    case 'road':
      return item.template === 'roundabout' ? `Roundabout with ${item.arms} arms` : roadNames[item.template];
    case 'body':
      return `${bodyNames[item.kind]}${ofVehicle(item.vehicleId, vehicles)}${item.before ? ', before' : ''}`;
    case 'arrow':
      return `Travel ${item.phase} the collision${ofVehicle(item.vehicleId, vehicles)}`;
    case 'measurement': {
      const [from, to] = item.points;
      return from === undefined || to === undefined
        ? 'Measurement'
        : `Measurement, ${lengthInWords(distance(from, to))}`;
    }
    case 'words':
      return item.text.trim() === '' ? 'Words' : `Words: ${item.text.trim()}`;
    case 'mark':
      return markNames[item.kind];
  }
}

const metres = (value: number): string => `${Math.abs(value).toFixed(1)} m`;

/** "3.2 m right and 1.0 m down of the middle of the sheet". */
export function placeInWords({ x, y }: Point): string {
  if (Math.abs(x) < 0.05 && Math.abs(y) < 0.05) return 'in the middle of the sheet';
  return `${metres(x)} ${x < 0 ? 'left' : 'right'} and ${metres(y)} ${y < 0 ? 'up' : 'down'} from the middle`;
}

/** What a screen reader says after a thing was chosen or moved. */
export function spokenItem(item: SketchItem, vehicles: readonly SketchVehicle[]): string {
  const facing = item.type === 'road' || item.type === 'body' ? `, turned ${Math.round(item.rotation)} degrees` : '';
  return `${itemName(item, vehicles)}, ${placeInWords(placeOf(item))}${facing}`;
}
