// A collision report as STATS19 rows in the published columns of 2024.
import { readDate, readTime } from '../../forms/dates.ts';
import type { FieldDefinition } from '../../forms/types.ts';
import { coordinatesOf, readGrid } from '../../facts/grid.ts';
import { appliesTo, isFilled, textOf } from '../../forms/values.ts';
import type { FieldValues, ReportContent, ReportEntry } from '../../reports.ts';
import { casualtyFields } from '../casualty-fields.ts';
import { missingCode } from '../codes/code-list.ts';
import { driverOrRider, passenger, pedestrian } from '../codes/casualty-codes.ts';
import { parked } from '../codes/vehicle-codes.ts';
import { collisionFields } from '../collision-fields.ts';
import { vehicleOf } from '../casualty-vehicle.ts';
import { roadNumberOf } from '../consistency.ts';
import { ageOf, bandOfAge, hasChoice, severityOf } from '../severity.ts';
import { vehicleFields } from '../vehicle-fields.ts';
import { weekdayOf } from './check-row.ts';
import { cellOf, writtenLine } from './csv-reader.ts';
import { publishedColumns, type FileKind } from './layouts.ts';
import { mappedColumns, notHeld } from './mapping.ts';
import type { Row } from './read-file.ts';

export interface RowContext {
  /** In place of the force's reference, where the report has none. */
  readonly localReference: string;
}

export interface CollisionRows {
  readonly collision: Row;
  readonly vehicles: readonly Row[];
  readonly casualties: readonly Row[];
  /** What rows need and the report does not say yet, in sentences. */
  readonly lacking: readonly string[];
}

const fieldsOf: Record<FileKind, readonly FieldDefinition[]> = {
  collision: collisionFields,
  vehicle: vehicleFields,
  casualty: casualtyFields,
};

interface Scope {
  readonly kind: FileKind;
  readonly own: FieldValues;
  readonly report: FieldValues;
}

const isAsked = ({ kind, own, report }: Scope, fieldId: string): boolean => {
  const field = fieldsOf[kind].find(({ id }) => id === fieldId);
  return field !== undefined && appliesTo(field, own, report);
};

function mappedCells(scope: Scope): Row {
  return Object.fromEntries([
    ...notHeld[scope.kind].map((column) => [column, missingCode] as const),
    ...mappedColumns[scope.kind].map(({ column, field, notAsked = missingCode }) => {
      const isAnswered = isAsked(scope, field) && isFilled(scope.own[field]);
      const cell = isAnswered ? textOf(scope.own[field]) : isAsked(scope, field) ? missingCode : notAsked;
      return [column, cell] as const;
    }),
  ]);
}

/** Nought for a road of a class that has no numbers. */
function roadNumber(values: FieldValues, classField: string, numberField: string): string {
  if (hasChoice(values, classField, '5', '6')) return '0';
  return roadNumberOf(textOf(values[numberField])) ?? missingCode;
}

function whole(values: FieldValues, fieldId: string): string {
  const typed = textOf(values[fieldId]).trim();
  return /^\d{1,5}$/.test(typed) ? String(Number(typed)) : missingCode;
}

/** Without what a reference of the files cannot hold. */
const writtenReference = (typed: string): string =>
  typed
    .trim()
    .replaceAll(/[^0-9A-Za-z_/-]/g, '')
    .slice(0, 30);

interface Identity {
  readonly collision_index: string;
  readonly collision_year: string;
  readonly collision_ref_no: string;
}

function identityOf(values: FieldValues, day: string | null, { localReference }: RowContext): Identity {
  const own = writtenReference(textOf(values['force-reference']));
  const reference = own === '' ? writtenReference(localReference) : own;
  const year = day === null ? missingCode : day.slice(0, 4);
  return {
    collision_index: `${day === null ? '' : year}${reference}`,
    collision_year: year,
    collision_ref_no: reference,
  };
}

const dayOf = (values: FieldValues): string | null => {
  const typedOn = textOf(values['collision-date.typed-on']);
  const reading = readDate(textOf(values['collision-date']), { typedOn: typedOn === '' ? null : typedOn, born: false });
  return reading !== null && reading.ok ? reading.day : null;
};

function timeOf(values: FieldValues): string {
  const reading = readTime(textOf(values['collision-time']));
  if (reading === null || !reading.ok) return '';
  return `${String(reading.hour).padStart(2, '0')}:${String(reading.minute).padStart(2, '0')}`;
}

/** To the metre, and the degrees of that very point: read again, it is the same. */
function placeCells(values: FieldValues): Row {
  const place = readGrid(textOf(values['grid-reference']))?.place ?? null;
  if (place === null) return { location_easting_osgr: '', location_northing_osgr: '', longitude: '', latitude: '' };
  const [easting, northing] = [Math.floor(place.easting), Math.floor(place.northing)];
  const { latitude, longitude } = coordinatesOf(easting, northing);
  const sixDecimals = (degrees: number): string => String(Number(degrees.toFixed(6)));
  return {
    location_easting_osgr: String(easting),
    location_northing_osgr: String(northing),
    longitude: sixDecimals(longitude),
    latitude: sixDecimals(latitude),
  };
}

function authorityCells(scope: Scope): Row {
  const highway = textOf(scope.own['authority']);
  const typedDistrict = isAsked(scope, 'district') ? textOf(scope.own['district']).trim().toUpperCase() : '';
  const own = highway === '' || highway.startsWith('E10') ? missingCode : highway;
  return {
    local_authority_ons_district: typedDistrict === '' ? own : typedDistrict,
    local_authority_highway: highway === '' ? missingCode : highway,
    local_authority_highway_current: highway === '' ? missingCode : highway,
  };
}

function collisionRow(content: ReportContent, identity: Identity, day: string | null): Row {
  const { values } = content;
  const scope: Scope = { kind: 'collision', own: values, report: values };
  return {
    ...mappedCells(scope),
    ...identity,
    ...placeCells(values),
    ...authorityCells(scope),
    collision_severity: severityOf(content.casualties) ?? missingCode,
    number_of_vehicles: String(content.vehicles.length),
    number_of_casualties: String(content.casualties.length),
    date: day === null ? '' : day.split('-').toReversed().join('/'),
    day_of_week: day === null ? missingCode : weekdayOf(day),
    time: timeOf(values),
    first_road_number: roadNumber(values, 'first-road-class', 'first-road-number'),
    second_road_number: isAsked(scope, 'second-road-class')
      ? roadNumber(values, 'second-road-class', 'second-road-number')
      : missingCode,
    collision_injury_based: '0',
  };
}

function ageCells(typed: string, ageColumn: string, bandColumn: string): Row {
  const age = ageOf(typed);
  return age === null
    ? { [ageColumn]: missingCode, [bandColumn]: missingCode }
    : { [ageColumn]: String(age), [bandColumn]: bandOfAge(age) };
}

function vehicleRow(vehicle: ReportEntry, index: number, report: FieldValues, identity: Identity): Row {
  const own = vehicle.values;
  const scope: Scope = { kind: 'vehicle', own, report };
  const isParked = hasChoice(own, 'manoeuvre', parked);
  const directionOf = (fieldId: string): string =>
    isParked ? '0' : isFilled(own[fieldId]) ? textOf(own[fieldId]) : missingCode;
  const makeModel = textOf(own['make-model']).replaceAll(/\s+/g, ' ').trim().toUpperCase();
  return {
    ...mappedCells(scope),
    ...identity,
    ...ageCells(isAsked(scope, 'driver-age') ? textOf(own['driver-age']) : '', 'age_of_driver', 'age_band_of_driver'),
    vehicle_reference: String(index + 1),
    vehicle_direction_from: directionOf('direction-from'),
    vehicle_direction_to: directionOf('direction-to'),
    engine_capacity_cc: isAsked(scope, 'engine-capacity') ? whole(own, 'engine-capacity') : missingCode,
    age_of_vehicle: isAsked(scope, 'vehicle-age') ? whole(own, 'vehicle-age') : missingCode,
    generic_make_model: makeModel === '' ? missingCode : makeModel,
  };
}

/** Of a casualty in or on a vehicle: as entered, else what the vehicle is. Of one who may as well have been on foot, nothing. */
function casualtyType(values: FieldValues, vehicle: ReportEntry | null): string {
  if (hasChoice(values, 'casualty-class', pedestrian)) return '0';
  const typed = textOf(values['casualty-type']);
  if (typed !== '') return typed;
  if (!hasChoice(values, 'casualty-class', driverOrRider, passenger)) return missingCode;
  const ofVehicle = textOf(vehicle?.values['vehicle-type']);
  return ofVehicle === '' ? missingCode : ofVehicle;
}

function casualtyRow(casualty: ReportEntry, index: number, content: ReportContent, identity: Identity): Row {
  const vehicle = vehicleOf(casualty.values, content.vehicles);
  const type = casualtyType(casualty.values, vehicle);
  // What the vehicle says of the casualty decides as well which questions apply.
  const values: FieldValues = { ...casualty.values, 'casualty-type': type };
  return {
    ...mappedCells({ kind: 'casualty', own: values, report: content.values }),
    ...identity,
    ...ageCells(textOf(values['age']), 'age_of_casualty', 'age_band_of_casualty'),
    vehicle_reference: vehicle === null ? missingCode : String(content.vehicles.indexOf(vehicle) + 1),
    casualty_reference: String(index + 1),
    casualty_type: type,
    casualty_injury_based: '0',
  };
}

function lackingOf(content: ReportContent, day: string | null): string[] {
  const withoutVehicle = content.casualties.flatMap(({ values }, index) =>
    vehicleOf(values, content.vehicles) === null ? [index + 1] : [],
  );
  const withoutSeverity = content.casualties.flatMap(({ values }, index) =>
    isFilled(values['severity']) ? [] : [index + 1],
  );
  return [
    ...(day === null ? ['The date of the collision is not entered or cannot be read.'] : []),
    ...(content.vehicles.length === 0 ? ['No vehicle is entered.'] : []),
    ...(content.casualties.length === 0
      ? ['No casualty is entered. STATS19 takes only collisions in which somebody was hurt.']
      : []),
    ...withoutSeverity.map((number) => `Casualty ${number} has no severity.`),
    ...withoutVehicle.map((number) => `Casualty ${number} has no vehicle of this report.`),
  ];
}

/** Rows of what is entered, however little that is; what they lack is told beside them. */
export function rowsOf(content: ReportContent, context: RowContext): CollisionRows {
  const day = dayOf(content.values);
  const identity = identityOf(content.values, day, context);
  return {
    collision: collisionRow(content, identity, day),
    vehicles: content.vehicles.map((vehicle, index) => vehicleRow(vehicle, index, content.values, identity)),
    casualties: content.casualties.map((casualty, index) => casualtyRow(casualty, index, content, identity)),
    lacking: lackingOf(content, day),
  };
}

/** A file of rows with its header, as they are published: lines end in a line feed, quotation marks only where needed. */
export function writtenRows(kind: FileKind, rows: readonly Row[]): string {
  const columns = publishedColumns(kind);
  const lines = [columns, ...rows.map((row) => columns.map((name) => row[name] ?? missingCode))];
  return lines.map((cells) => writtenLine({ cells: cells.map(cellOf), end: '\n' })).join('');
}
