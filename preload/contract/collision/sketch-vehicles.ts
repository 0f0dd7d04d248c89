// The vehicles of a report as the sketch plan letters them: A for vehicle 1.
import { textOf } from '../forms/values.ts';
import type { ReportEntry } from '../reports.ts';
import { hasChoice } from './severity.ts';
import { bodyKindOf, letterOf, type SketchVehicle } from './sketch/model.ts';

export const sketchVehicles = (vehicles: readonly ReportEntry[]): readonly SketchVehicle[] =>
  vehicles.map(({ id, values }, index) => ({
    id,
    number: index + 1,
    label: letterOf(index + 1),
    kind: bodyKindOf(textOf(values['vehicle-type']), hasChoice(values, 'e-scooter', '1')),
  }));
