// A vehicle and its driver or rider as data. Ids of choices are the codes of STATS19; the rest is for the form alone.
import { line } from '../forms/lengths.ts';
import type { Condition, FieldDefinition } from '../forms/types.ts';
import { optionsOf } from './codes/code-list.ts';
import { junctionDetail, notAtJunction } from './codes/collision-codes.ts';
import * as codes from './codes/vehicle-codes.ts';

/** A plate, an engine, insurance: what only a motor vehicle has. */
const motor: Condition = {
  field: 'vehicle-type',
  oneOf: Object.keys(codes.vehicleType.offered).filter((id) => !['1', '16'].includes(id)),
};
const leftTheCarriageway: Condition = {
  field: 'leaving-carriageway',
  oneOf: Object.keys(codes.leavingCarriageway.offered).filter((id) => id !== codes.didNotLeave),
};
const onTwoWheels: Condition = { field: 'vehicle-type', oneOf: ['1', '2', '3', '4', '5', '23', '90', '97'] };
const moving: Condition = { field: 'manoeuvre', noneOf: [codes.parked] };
const atJunction: Condition = {
  report: 'junction-detail',
  oneOf: Object.keys(junctionDetail.offered).filter((id) => id !== notAtJunction),
};
const hasDriver: Condition = { field: 'driver-left', noneOf: ['no-driver'] };

const section = 'vehicles';
const half = { section, width: 'half' } as const;
const coded = { ...half, kind: 'choice', group: 'before-submission' } as const;

const vehicle: readonly FieldDefinition[] = [
  {
    id: 'vehicle-type',
    ...half,
    label: 'Kind of vehicle',
    kind: 'choice',
    group: 'needed-now',
    options: optionsOf(codes.vehicleType),
  },
  {
    id: 'vrm',
    ...half,
    label: 'Registration',
    kind: 'vrm',
    maxLength: 20,
    group: 'needed-now',
    satisfiedBy: ['foreign-registration'],
    offers: 'vehicle',
    appliesWhen: [motor, { field: 'vehicle-type', noneOf: ['22'] }, { field: 'e-scooter', noneOf: ['1'] }],
  },
  {
    id: 'e-scooter',
    ...coded,
    label: 'Is it an e-scooter?',
    options: optionsOf(codes.electricScooter),
    appliesWhen: [{ field: 'vehicle-type', oneOf: [codes.otherVehicle] }],
  },
  {
    id: 'foreign-registration',
    ...half,
    label: 'Foreign registration',
    aside: 'with its country',
    ...line,
    maxLength: 40,
    group: 'optional',
    tells: { what: 'plate' },
    appliesWhen: [motor],
  },
  { id: 'make-model', ...half, label: 'Make and model', ...line, maxLength: 100, group: 'optional' },
  { id: 'colour', ...half, label: 'Colour', ...line, maxLength: 40, group: 'optional' },
  {
    id: 'towing',
    ...coded,
    label: 'Towing or articulated',
    options: optionsOf(codes.towing),
    appliesWhen: [motor],
  },
  {
    id: 'left-hand-drive',
    ...coded,
    label: 'Left-hand drive',
    options: optionsOf(codes.leftHandDrive),
    appliesWhen: [motor],
  },
  {
    id: 'propulsion',
    ...coded,
    label: 'Fuel',
    group: 'optional',
    options: optionsOf(codes.propulsion),
    appliesWhen: [motor],
  },
  {
    id: 'engine-capacity',
    ...half,
    label: 'Engine size in cc',
    ...line,
    maxLength: 10,
    group: 'optional',
    appliesWhen: [motor, { field: 'propulsion', noneOf: ['3'] }],
  },
  {
    id: 'vehicle-age',
    ...half,
    label: 'Age of the vehicle in years',
    ...line,
    maxLength: 5,
    group: 'optional',
    appliesWhen: [motor],
  },
];

const movement: readonly FieldDefinition[] = [
  { id: 'manoeuvre', ...coded, label: 'Manoeuvre', options: optionsOf(codes.manoeuvre) },
  {
    id: 'direction-from',
    ...coded,
    label: 'Travelling from',
    options: optionsOf(codes.direction).filter(({ id }) => id !== '0'),
    appliesWhen: [moving],
  },
  {
    id: 'direction-to',
    ...coded,
    label: 'Travelling to',
    options: optionsOf(codes.direction).filter(({ id }) => id !== '0'),
    appliesWhen: [moving],
  },
  { id: 'restricted-lane', ...coded, label: 'Lane', options: optionsOf(codes.restrictedLane) },
  {
    id: 'junction-location',
    ...coded,
    label: 'Where at the junction',
    options: optionsOf(codes.junctionLocation),
    appliesWhen: [atJunction],
  },
  { id: 'skidding', ...coded, label: 'Skidding and overturning', options: optionsOf(codes.skidding) },
  { id: 'hit-object-in', ...coded, label: 'Hit in the carriageway', options: optionsOf(codes.hitObjectIn) },
  {
    id: 'leaving-carriageway',
    ...coded,
    label: 'Left the carriageway',
    options: optionsOf(codes.leavingCarriageway),
  },
  {
    id: 'hit-object-off',
    ...coded,
    label: 'Hit off the carriageway',
    options: optionsOf(codes.hitObjectOff),
    appliesWhen: [leftTheCarriageway],
  },
  { id: 'first-impact', ...coded, label: 'First point of impact', options: optionsOf(codes.firstImpact) },
];

const driver: readonly FieldDefinition[] = [
  {
    id: 'driver-left',
    ...half,
    label: 'Driver or rider',
    kind: 'choice',
    group: 'before-submission',
    options: [
      { id: 'stopped', label: 'Stopped' },
      { id: 'hit-and-run', label: 'Left without stopping (hit and run)' },
      { id: 'stopped-later', label: 'Left and was found later' },
      { id: 'no-driver', label: 'Parked, nobody in it' },
    ],
  },
  {
    id: 'driver-name',
    ...half,
    label: 'Driver’s or rider’s name',
    ...line,
    maxLength: 200,
    offers: 'person',
    group: 'before-submission',
    tells: { what: 'full-name', whose: 'a driver' },
    appliesWhen: [{ field: 'driver-left', noneOf: ['no-driver', 'hit-and-run'] }],
  },
  {
    id: 'driver-sex',
    ...coded,
    label: 'Driver’s or rider’s sex',
    options: optionsOf(codes.driverSex),
    appliesWhen: [hasDriver],
  },
  {
    id: 'driver-age',
    ...half,
    label: 'Driver’s or rider’s age',
    aside: 'in years, or a guess',
    ...line,
    maxLength: 10,
    group: 'before-submission',
    appliesWhen: [hasDriver],
  },
  {
    id: 'driver-postcode',
    ...half,
    label: 'Driver’s or rider’s home postcode',
    kind: 'postcode',
    maxLength: 20,
    group: 'before-submission',
    appliesWhen: [{ field: 'driver-left', noneOf: ['no-driver', 'hit-and-run'] }],
  },
  {
    id: 'driver-phone',
    ...half,
    label: 'Driver’s or rider’s phone',
    kind: 'phone',
    maxLength: 40,
    offers: 'person',
    group: 'optional',
    appliesWhen: [hasDriver],
  },
  {
    id: 'insurer',
    ...half,
    label: 'Insurer and policy',
    ...line,
    group: 'optional',
    appliesWhen: [motor],
  },
  {
    id: 'journey-purpose',
    ...coded,
    label: 'Purpose of the journey',
    options: optionsOf(codes.journeyPurpose),
    appliesWhen: [hasDriver],
  },
  {
    id: 'breath-test',
    ...half,
    label: 'Breath test',
    kind: 'choice',
    group: 'before-submission',
    options: [
      { id: 'negative', label: 'Negative' },
      { id: 'positive', label: 'Positive' },
      { id: 'refused', label: 'Failed or refused to provide' },
      { id: 'not-requested', label: 'Not requested' },
      { id: 'not-contacted', label: 'Driver not contacted at the time' },
      { id: 'medical', label: 'Not provided, for medical reasons' },
    ],
    appliesWhen: [motor, hasDriver],
  },
  {
    id: 'helmet',
    ...half,
    label: 'Rider’s helmet',
    kind: 'choice',
    group: 'optional',
    options: [
      { id: 'worn', label: 'Worn' },
      { id: 'not-worn', label: 'Not worn' },
      { id: 'not-known', label: 'Not known' },
    ],
    appliesWhen: [onTwoWheels],
  },
];

export const vehicleFields: readonly FieldDefinition[] = [...vehicle, ...movement, ...driver];
