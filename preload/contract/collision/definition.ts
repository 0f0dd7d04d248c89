// The road traffic collision report: all that form, vault, summary and print know of it, in one place.
import type { EntryListDefinition, FormDefinition } from '../forms/types.ts';
import { casualtyFields } from './casualty-fields.ts';
import { collisionFields } from './collision-fields.ts';
import { adviseCollision } from './consistency.ts';
import { collisionSections } from './sections.ts';
import {
  casualtiesSummary,
  casualtyName,
  casualtyWords,
  collisionTitle,
  vehicleName,
  vehiclesSummary,
  vehicleWords,
} from './title.ts';
import { vehicleFields } from './vehicle-fields.ts';

const vehicles: EntryListDefinition = {
  id: 'vehicles',
  section: 'vehicles',
  label: 'Vehicles in this report',
  fields: vehicleFields,
  firstField: 'vehicle-type',
  additions: [
    { label: 'Car', values: { 'vehicle-type': '9' } },
    { label: 'Van', values: { 'vehicle-type': '19' } },
    { label: 'Motorcycle', values: { 'vehicle-type': '97' } },
    { label: 'Pedal cycle', values: { 'vehicle-type': '1' } },
    { label: 'E-scooter', values: { 'vehicle-type': '90', 'e-scooter': '1' } },
    { label: 'Other vehicle', values: {} },
  ],
  wordsOf: vehicleWords,
  nameOf: vehicleName,
  summary: vehiclesSummary,
};

const casualties: EntryListDefinition = {
  id: 'casualties',
  section: 'casualties',
  label: 'Casualties in this report',
  fields: casualtyFields,
  firstField: 'severity',
  additions: [
    { label: 'Driver or rider', values: { 'casualty-class': '1' } },
    { label: 'Passenger', values: { 'casualty-class': '2' } },
    { label: 'Pedestrian', values: { 'casualty-class': '3' } },
  ],
  wordsOf: casualtyWords,
  nameOf: casualtyName,
  summary: casualtiesSummary,
};

export const collisionReport: FormDefinition = {
  name: 'Collision report',
  shortName: 'Collision',
  sections: collisionSections,
  fields: collisionFields,
  lists: [vehicles, casualties],
  answered: [],
  order: [],
  advise: adviseCollision,
  clock: null,
  titleOf: collisionTitle,
};
