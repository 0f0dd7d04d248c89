// A casualty as data. Ids of choices are the codes of STATS19; who they are, postcode, seat belt and helmet are for the form alone.
import { line } from '../forms/lengths.ts';
import type { Condition, FieldDefinition } from '../forms/types.ts';
import * as codes from './codes/casualty-codes.ts';
import { optionsOf } from './codes/code-list.ts';
import { severity } from './codes/collision-codes.ts';

const onFoot: Condition = { field: 'casualty-class', oneOf: [codes.pedestrian] };
const inOrOn: Condition = { field: 'casualty-class', oneOf: [codes.driverOrRider, codes.passenger] };
const passenger: Condition = { field: 'casualty-class', oneOf: [codes.passenger] };
const cars = ['8', '9'];
const buses = ['10', '11'];
const enclosed = ['8', '9', '10', '11', '19', '20', '21', '98'];
const twoWheels = ['1', '2', '3', '4', '5', '23', '90', '97'];

const section = 'casualties';
const half = { section, width: 'half' } as const;
const coded = { ...half, kind: 'choice', group: 'before-submission' } as const;

export const casualtyFields: readonly FieldDefinition[] = [
  {
    id: 'casualty-class',
    ...half,
    label: 'Casualty was a',
    kind: 'choice',
    group: 'needed-now',
    options: optionsOf(codes.casualtyClass),
    missingLabel: 'Driver, passenger or pedestrian',
  },
  {
    id: 'severity',
    ...half,
    label: 'Severity of injury',
    hint: 'Serious: kept in hospital, broken bones, internal injury, unconscious, severe cuts or shock.',
    kind: 'choice',
    group: 'needed-now',
    options: optionsOf(severity),
  },
  {
    id: 'vehicle',
    ...half,
    label: 'Vehicle of the casualty',
    aside: 'in or on it; for a pedestrian, the one that hit them',
    kind: 'choice',
    entriesOf: 'vehicles',
    group: 'before-submission',
  },
  {
    id: 'casualty-type',
    ...coded,
    label: 'In or on',
    options: optionsOf(codes.casualtyType).filter(({ id }) => id !== '0'),
    appliesWhen: [inOrOn],
  },
  {
    id: 'family-name',
    ...half,
    label: 'Family name',
    ...line,
    maxLength: 100,
    group: 'before-submission',
    offers: 'person',
    tells: { what: 'family-name', whose: 'a casualty' },
  },
  {
    id: 'given-names',
    ...half,
    label: 'Given names',
    ...line,
    maxLength: 100,
    group: 'optional',
    offers: 'person',
    tells: { what: 'given-names', whose: 'a casualty' },
  },
  { id: 'date-of-birth', ...half, label: 'Date of birth', kind: 'date-of-birth', group: 'optional' },
  { id: 'sex', ...coded, label: 'Sex', options: optionsOf(codes.casualtySex) },
  {
    id: 'age',
    ...half,
    label: 'Age',
    aside: 'in years, or a guess; 0 for a baby',
    ...line,
    maxLength: 10,
    group: 'before-submission',
  },
  { id: 'phone', ...half, label: 'Phone', kind: 'phone', maxLength: 40, group: 'optional', offers: 'person' },
  {
    id: 'address',
    ...half,
    label: 'Home address',
    ...line,
    group: 'optional',
    offers: 'place',
    tells: { what: 'address', whose: 'a casualty' },
  },
  {
    id: 'postcode',
    ...half,
    label: 'Home postcode',
    kind: 'postcode',
    maxLength: 20,
    group: 'before-submission',
  },
  {
    id: 'pedestrian-location',
    ...coded,
    label: 'Where the pedestrian was',
    options: optionsOf(codes.pedestrianLocation),
    appliesWhen: [onFoot],
  },
  {
    id: 'pedestrian-movement',
    ...coded,
    label: 'What the pedestrian did',
    options: optionsOf(codes.pedestrianMovement),
    appliesWhen: [onFoot],
  },
  {
    id: 'road-worker',
    ...coded,
    label: 'Working on the road',
    options: optionsOf(codes.roadWorker),
    appliesWhen: [onFoot],
  },
  {
    id: 'car-passenger',
    ...coded,
    label: 'Seat in the car',
    options: optionsOf(codes.carPassenger),
    appliesWhen: [passenger, { field: 'casualty-type', oneOf: cars }],
  },
  {
    id: 'bus-passenger',
    ...coded,
    label: 'In the bus or coach',
    options: optionsOf(codes.busPassenger),
    appliesWhen: [passenger, { field: 'casualty-type', oneOf: buses }],
  },
  {
    id: 'seat-belt',
    ...half,
    label: 'Seat belt or child seat',
    kind: 'choice',
    group: 'optional',
    options: [
      { id: 'worn', label: 'Worn, checked by police' },
      { id: 'worn-not-checked', label: 'Worn, not checked' },
      { id: 'not-worn', label: 'Not worn' },
      { id: 'not-fitted', label: 'Not fitted' },
      { id: 'not-known', label: 'Not known' },
    ],
    appliesWhen: [inOrOn, { field: 'casualty-type', oneOf: enclosed }],
  },
  {
    id: 'helmet',
    ...half,
    label: 'Helmet',
    kind: 'choice',
    group: 'optional',
    options: [
      { id: 'worn', label: 'Worn' },
      { id: 'not-worn', label: 'Not worn' },
      { id: 'not-known', label: 'Not known' },
    ],
    appliesWhen: [inOrOn, { field: 'casualty-type', oneOf: twoWheels }],
  },
  {
    id: 'injuries',
    section,
    label: 'Injuries and treatment',
    aside: 'and which hospital',
    kind: 'long-text',
    maxLength: 5000,
    group: 'optional',
  },
];
