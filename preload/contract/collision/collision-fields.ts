// The collision's own fields as data, in the order of the form. Ids of choices are the codes of STATS19.
import { line, prose } from '../forms/lengths.ts';
import type { Condition, FieldDefinition } from '../forms/types.ts';
import { authorityOptions } from './codes/authorities.ts';
import { optionsOf } from './codes/code-list.ts';
import * as codes from './codes/collision-codes.ts';
import { exchangeOfDetails } from './exchange-of-details.ts';

const whenWhere: readonly FieldDefinition[] = [
  {
    id: 'collision-date',
    section: 'when-where',
    label: 'Date of the collision',
    kind: 'date',
    group: 'needed-now',
    timeField: 'collision-time',
    width: 'half',
  },
  {
    id: 'collision-time',
    section: 'when-where',
    label: 'Time of the collision',
    kind: 'time',
    group: 'needed-now',
    width: 'half',
  },
  {
    id: 'place',
    section: 'when-where',
    label: 'Place',
    aside: 'in words',
    hint: 'Road names, distance and direction from a landmark, such as “A503, 30 m east of Blackhorse Road”.',
    ...line,
    maxLength: 500,
    group: 'needed-now',
    satisfiedBy: ['grid-reference'],
  },
  {
    id: 'grid-reference',
    section: 'when-where',
    label: 'Grid reference',
    aside: 'OS, or easting and northing',
    kind: 'os-grid',
    maxLength: 40,
    group: 'before-submission',
    width: 'half',
  },
  {
    id: 'authority',
    section: 'when-where',
    label: 'Highway authority',
    kind: 'choice',
    group: 'before-submission',
    options: authorityOptions,
    width: 'half',
  },
  {
    id: 'district',
    section: 'when-where',
    label: 'District code',
    aside: 'only where a county has districts',
    hint: 'The nine characters of the Office for National Statistics, such as E07000130.',
    ...line,
    maxLength: 20,
    group: 'optional',
    appliesWhen: [
      { field: 'authority', oneOf: authorityOptions.map(({ id }) => id).filter((id) => id.startsWith('E10')) },
    ],
    width: 'half',
  },
  {
    id: 'officer-attended',
    section: 'when-where',
    label: 'Did an officer attend the scene?',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.officerAttended),
    width: 'half',
  },
  {
    id: 'police-force',
    section: 'when-where',
    label: 'Police force',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.policeForce),
    width: 'half',
  },
  {
    id: 'force-reference',
    section: 'when-where',
    label: 'Force’s collision reference',
    aside: 'if it has one already',
    ...line,
    maxLength: 30,
    group: 'optional',
    width: 'half',
  },
];

/** C and unclassified roads have no official number. */
const numbered = ['1', '2', '3', '4'];

const atJunction: Condition = {
  field: 'junction-detail',
  oneOf: Object.keys(codes.junctionDetail.offered).filter((id) => id !== codes.notAtJunction),
};

const road: readonly FieldDefinition[] = [
  {
    id: 'first-road-class',
    section: 'road',
    label: 'Class of the road',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.roadClass),
    width: 'third',
  },
  {
    id: 'first-road-number',
    section: 'road',
    label: 'Road number',
    hint: 'Digits only: 503 for the A503.',
    ...line,
    maxLength: 10,
    group: 'before-submission',
    appliesWhen: [{ field: 'first-road-class', oneOf: numbered }],
    width: 'third',
  },
  {
    id: 'road-type',
    section: 'road',
    label: 'Type of road',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.roadType),
    width: 'third',
  },
  {
    id: 'speed-limit',
    section: 'road',
    label: 'Speed limit',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.speedLimit),
    width: 'third',
  },
  {
    id: 'junction-detail',
    section: 'road',
    label: 'Junction',
    hint: 'At a roundabout, choose the type of road “Roundabout” and here “Other junction”.',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.junctionDetail),
    width: 'half',
  },
  {
    id: 'junction-control',
    section: 'road',
    label: 'Control of the junction',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.junctionControl),
    appliesWhen: [atJunction],
    width: 'half',
  },
  {
    id: 'second-road-class',
    section: 'road',
    label: 'Class of the second road',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.secondRoadClass),
    appliesWhen: [atJunction],
    width: 'half',
  },
  {
    id: 'second-road-number',
    section: 'road',
    label: 'Number of the second road',
    hint: 'Digits only.',
    ...line,
    maxLength: 10,
    group: 'before-submission',
    appliesWhen: [atJunction, { field: 'second-road-class', oneOf: numbered }],
    width: 'half',
  },
  {
    id: 'pedestrian-crossing',
    section: 'road',
    label: 'Pedestrian crossing',
    aside: 'within 50 m',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.pedestrianCrossing),
    width: 'half',
  },
];

const conditions: readonly FieldDefinition[] = [
  {
    id: 'light',
    section: 'conditions',
    label: 'Light',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.lightConditions),
    width: 'half',
  },
  {
    id: 'weather',
    section: 'conditions',
    label: 'Weather',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.weather),
    width: 'half',
  },
  {
    id: 'road-surface',
    section: 'conditions',
    label: 'Road surface',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.roadSurface),
    width: 'half',
  },
  {
    id: 'hazards',
    section: 'conditions',
    label: 'Hazard in the carriageway',
    kind: 'choice',
    group: 'before-submission',
    options: optionsOf(codes.carriagewayHazards),
    width: 'half',
  },
  {
    id: 'special-conditions',
    section: 'conditions',
    label: 'Special conditions',
    aside: 'if your force still asks',
    hint: 'The form of 2024 asks these as hazards.',
    kind: 'choice',
    group: 'optional',
    options: optionsOf(codes.specialConditions),
    width: 'half',
  },
];

const whatHappened: readonly FieldDefinition[] = [
  {
    id: 'narrative',
    section: 'what-happened',
    label: 'What happened',
    aside: 'in your own words',
    hint: 'Use the vehicles’ numbers, as in the sketch plan.',
    ...prose,
    group: 'needed-now',
  },
];

export const collisionFields: readonly FieldDefinition[] = [
  ...whenWhere,
  ...road,
  ...conditions,
  ...whatHappened,
  ...exchangeOfDetails,
];
