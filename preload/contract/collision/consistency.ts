// What the parts of a collision report say together: numbers that exist, classes that fit. Advice, never a refusal.
import type { FieldProblem } from '../forms/types.ts';
import { isFilled, isTypedEntry, textOf } from '../forms/values.ts';
import type { FieldValues, ReportContent, ReportEntry } from '../reports.ts';
import { vehicleField, vehicleOf } from './casualty-vehicle.ts';
import { driverOrRider, passenger, pedestrian } from './codes/casualty-codes.ts';
import { labelOf } from './codes/code-list.ts';
import { vehicleType } from './codes/vehicle-codes.ts';
import { ageOf, hasChoice } from './severity.ts';

const numberOf = (vehicle: ReportEntry, vehicles: readonly ReportEntry[]): number => vehicles.indexOf(vehicle) + 1;

const kindInWords = (code: string): string => (labelOf(vehicleType, code) ?? code).toLowerCase();

type Tell = (fieldId: string, message: string) => void;

function adviseVehicleGone(casualty: FieldValues, vehicles: readonly ReportEntry[], tell: Tell): void {
  const held = textOf(casualty[vehicleField]).trim();
  if (held === '' || vehicleOf(casualty, vehicles) !== null) return;
  const entered =
    vehicles.length === 0
      ? 'no vehicle is entered'
      : vehicles.length === 1
        ? 'only vehicle 1 is entered'
        : `vehicles 1 to ${vehicles.length} are entered`;
  const what = isTypedEntry(held)
    ? `There is no vehicle ${held}: ${entered}.`
    : `The vehicle of this casualty was removed: ${entered}.`;
  tell(vehicleField, what);
}

function adviseType(casualty: FieldValues, vehicle: ReportEntry, number: number, tell: Tell): void {
  const type = textOf(casualty['casualty-type']);
  const kind = textOf(vehicle.values['vehicle-type']);
  if (type === '' || kind === '' || type === kind || hasChoice(casualty, 'casualty-class', pedestrian)) return;
  tell('casualty-type', `Vehicle ${number} is entered as ${kindInWords(kind)}. Check both.`);
}

function adviseClass(casualty: FieldValues, vehicle: ReportEntry, number: number, tell: Tell): void {
  const kind = textOf(vehicle.values['vehicle-type']);
  const isDriver = hasChoice(casualty, 'casualty-class', driverOrRider);
  if (isDriver && hasChoice(vehicle.values, 'driver-left', 'no-driver'))
    tell('casualty-class', `Vehicle ${number} is entered as parked with nobody in it. Check both.`);
  if (hasChoice(casualty, 'casualty-class', passenger) && kind === '22')
    tell('casualty-class', `Vehicle ${number} is a mobility scooter, which carries no passenger. Check both.`);
  const driverAge = ageOf(textOf(vehicle.values['driver-age']));
  const age = ageOf(textOf(casualty['age']));
  if (isDriver && driverAge !== null && age !== null && driverAge !== age)
    tell('age', `The driver of vehicle ${number} is entered as ${driverAge}. Check both.`);
}

function adviseSecondDrivers(content: ReportContent, problemOf: (id: string, message: string) => void): void {
  const driven = new Set<ReportEntry>();
  for (const { id, values } of content.casualties) {
    const vehicle = vehicleOf(values, content.vehicles);
    if (vehicle === null || !hasChoice(values, 'casualty-class', driverOrRider)) continue;
    if (driven.has(vehicle))
      problemOf(id, `Vehicle ${numberOf(vehicle, content.vehicles)} has another driver or rider among the casualties.`);
    driven.add(vehicle);
  }
}

function adviseAges(values: FieldValues, fieldId: string, tell: Tell): void {
  if (isFilled(values[fieldId]) && ageOf(textOf(values[fieldId])) === null)
    tell(fieldId, 'An age is whole years, such as 34; 0 for a baby.');
}

function adviseVehicle(values: FieldValues, tell: Tell): void {
  adviseAges(values, 'driver-age', tell);
  const engine = textOf(values['engine-capacity']).trim();
  if (engine !== '' && !/^\d{1,5}$/.test(engine)) tell('engine-capacity', 'Digits only, such as 1598.');
  const years = textOf(values['vehicle-age']).trim();
  if (years !== '' && !/^\d{1,3}$/.test(years)) tell('vehicle-age', 'Whole years, such as 7.');
  const age = ageOf(textOf(values['driver-age']));
  const isMotor = textOf(values['vehicle-type']) !== '' && !hasChoice(values, 'vehicle-type', '1', '16', '22');
  if (isMotor && age !== null && age < 14) tell('driver-age', `A driver of ${age}? Check the age.`);
}

/** Problems of vehicles, casualties and roads, in the order of the form. */
export function adviseCollision(content: ReportContent): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const tellOf =
    (section: string, entryId?: string): Tell =>
    (fieldId, message) =>
      problems.push({ fieldId, section, message, ...(entryId === undefined ? {} : { entryId }) });
  const { values, vehicles, casualties } = content;

  const road = tellOf('road');
  for (const fieldId of ['first-road-number', 'second-road-number']) {
    const typed = textOf(values[fieldId]).trim();
    if (typed !== '' && roadNumberOf(typed) === null) road(fieldId, 'Digits only, 1 to 9999: 503 for the A503.');
  }
  if (hasChoice(values, 'pedestrian-crossing', '15') && hasChoice(values, 'junction-control', '4'))
    road('pedestrian-crossing', 'The junction is entered as give way or uncontrolled, without signals. Check both.');

  for (const { id, values: vehicle } of vehicles) adviseVehicle(vehicle, tellOf('vehicles', id));
  for (const { id, values: casualty } of casualties) {
    const tell = tellOf('casualties', id);
    adviseAges(casualty, 'age', tell);
    adviseVehicleGone(casualty, vehicles, tell);
    const vehicle = vehicleOf(casualty, vehicles);
    if (vehicle === null) continue;
    const number = numberOf(vehicle, vehicles);
    adviseType(casualty, vehicle, number, tell);
    adviseClass(casualty, vehicle, number, tell);
  }
  adviseSecondDrivers(content, (entryId, message) => tellOf('casualties', entryId)('casualty-class', message));
  return problems;
}

/** "503", and "A503" as an officer may type it; null for no number of a road. */
export function roadNumberOf(typed: string): string | null {
  const match = /^(?:[ABM]\s*)?(\d{1,4})(?:\s*\(M\))?$/i.exec(typed.trim());
  const number = Number(match?.[1] ?? '0');
  return number === 0 ? null : String(number);
}
