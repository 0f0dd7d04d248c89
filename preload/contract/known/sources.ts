// Which parts of a report speak of people, vehicles, property, places and events, and which fields say what. One table: a new list
// of entries is one more row. The same table says which fields an offer fills, so that what is read can be put in again.
import { casualtyClass, casualtySex } from '../collision/codes/casualty-codes.ts';
import { labelOf, optionsOf } from '../collision/codes/code-list.ts';
import { driverSex, vehicleType } from '../collision/codes/vehicle-codes.ts';
import { propertyKinds, propertyStatuses, roles, sexes } from '../crime-report/choices.ts';
import type { FieldOption } from '../forms/types.ts';
import type { FieldValues } from '../reports.ts';

export type KnownKindName = 'person' | 'vehicle' | 'property' | 'place' | 'event';

/**
 * What a fact is good for. `name`: found by its words, also misspelt. `plate`, `phone` and `reference`: found however they are
 * written, and two that are the same speak for one entity. `day` and `postcode`: two that differ speak for two. `words`: found by
 * its words as they are.
 */
export type FactUse = 'name' | 'plate' | 'phone' | 'reference' | 'day' | 'postcode' | 'words';

export interface FactSource {
  /** The same for every list that tells it, so that facts of one report can be held against those of another. */
  readonly fact: string;
  /** The field of the form. */
  readonly field: string;
  readonly label: string;
  readonly use: FactUse;
  /** For a field that holds the id of a choice. */
  readonly options?: readonly FieldOption[];
  /**
   * `wording`: the same is told in other words each time, so that two that differ are no conflict. `moment`: what somebody looked like
   * on the day; it is not put into another report either.
   */
  readonly lasts?: 'wording' | 'moment';
}

/** What is worked out from the facts for a field that no fact is read from. */
export type WorkedOut = 'age' | 'age-group' | 'age-of-child';

export interface MentionSource {
  readonly id: string;
  /** The list of entries that is read; null for the report's own values. */
  readonly list: string | null;
  readonly kind: KnownKindName;
  /** The value in which the officer's choice of an entity is kept. */
  readonly chosenBy: string;
  /** Its entries are entities of their own under their own ids; at most one source of an entry may say so. */
  readonly ownsEntry: boolean;
  /** Besides having a fact at all. */
  readonly applies: (values: FieldValues) => boolean;
  readonly role: (values: FieldValues) => string;
  readonly facts: readonly FactSource[];
  readonly alsoFills?: readonly { readonly field: string; readonly from: WorkedOut }[];
}

export const valueText = (values: FieldValues, field: string): string => {
  const value = values[field];
  return value === undefined ? '' : typeof value === 'string' ? value.trim() : value.join(', ');
};

const chosenLabel = (options: readonly FieldOption[], id: string): string =>
  options.find((option) => option.id === id)?.label ?? id;

const isVehicle = (values: FieldValues): boolean =>
  valueText(values, 'vrm') !== '' || valueText(values, 'kind') === 'vehicle';

const always = (): boolean => true;

const personRole = (values: FieldValues): string => chosenLabel(roles, valueText(values, 'role'));
const addressFacts: readonly FactSource[] = [
  { fact: 'street', field: 'address', label: 'Number and street', use: 'name' },
  { fact: 'postcode', field: 'postcode', label: 'Postcode', use: 'postcode' },
];
const isDriven = (values: FieldValues): boolean =>
  valueText(values, 'driver-left') !== 'no-driver' &&
  ['driver-name', 'driver-phone'].some((field) => valueText(values, field) !== '');
const casualtyRole = (values: FieldValues): string => {
  const who = labelOf(casualtyClass, valueText(values, 'casualty-class'));
  return who === null ? 'Casualty' : `Casualty (${who.toLowerCase()})`;
};

const propertyRole = (values: FieldValues): string => chosenLabel(propertyStatuses, valueText(values, 'status'));

export const mentionSources: readonly MentionSource[] = [
  {
    id: 'person',
    list: 'people',
    kind: 'person',
    chosenBy: 'entityId',
    ownsEntry: true,
    applies: always,
    role: personRole,
    facts: [
      { fact: 'given-names', field: 'given-names', label: 'Given names', use: 'name' },
      { fact: 'family-name', field: 'family-name', label: 'Family name', use: 'name' },
      { fact: 'organisation', field: 'organisation', label: 'Business', use: 'name' },
      { fact: 'date-of-birth', field: 'date-of-birth', label: 'Date of birth', use: 'day' },
      { fact: 'phone', field: 'phone', label: 'Phone', use: 'phone' },
      { fact: 'email', field: 'email', label: 'Email', use: 'words' },
      { fact: 'address', field: 'address', label: 'Address', use: 'words' },
      { fact: 'postcode', field: 'postcode', label: 'Postcode', use: 'postcode' },
      { fact: 'sex', field: 'sex', label: 'Sex', use: 'words', options: sexes },
      { fact: 'description', field: 'description', label: 'Description', use: 'words', lasts: 'moment' },
    ],
  },
  {
    id: 'address',
    list: 'people',
    kind: 'place',
    chosenBy: 'address.entityId',
    ownsEntry: false,
    applies: (values) => valueText(values, 'address') !== '',
    role: (values) => `Address (${personRole(values).toLowerCase() || 'person'})`,
    facts: addressFacts,
  },
  {
    id: 'vehicle',
    list: 'property',
    kind: 'vehicle',
    chosenBy: 'entityId',
    ownsEntry: true,
    applies: isVehicle,
    role: propertyRole,
    facts: [
      { fact: 'plate', field: 'vrm', label: 'Registration', use: 'plate' },
      { fact: 'description', field: 'description', label: 'What it is', use: 'name', lasts: 'wording' },
      { fact: 'serial', field: 'serial', label: 'Serial or VIN', use: 'reference' },
      { fact: 'marks', field: 'marks', label: 'Marks', use: 'words', lasts: 'wording' },
    ],
  },
  {
    id: 'property',
    list: 'property',
    kind: 'property',
    chosenBy: 'entityId',
    ownsEntry: true,
    applies: (values) => !isVehicle(values),
    role: propertyRole,
    facts: [
      { fact: 'description', field: 'description', label: 'What it is', use: 'name', lasts: 'wording' },
      { fact: 'kind', field: 'kind', label: 'Kind', use: 'words', options: propertyKinds },
      { fact: 'serial', field: 'serial', label: 'Serial number', use: 'reference' },
      { fact: 'marks', field: 'marks', label: 'Marks', use: 'words', lasts: 'wording' },
    ],
  },
  {
    id: 'collision-vehicle',
    list: 'vehicles',
    kind: 'vehicle',
    chosenBy: 'entityId',
    ownsEntry: true,
    // A pedal cycle that nothing is said of is nobody's in particular.
    applies: (values) => ['vrm', 'foreign-registration', 'make-model'].some((field) => valueText(values, field) !== ''),
    role: (values) =>
      `Collision (${(labelOf(vehicleType, valueText(values, 'vehicle-type')) ?? 'vehicle').toLowerCase()})`,
    facts: [
      { fact: 'plate', field: 'vrm', label: 'Registration', use: 'plate' },
      { fact: 'foreign-plate', field: 'foreign-registration', label: 'Foreign registration', use: 'plate' },
      { fact: 'description', field: 'make-model', label: 'What it is', use: 'name', lasts: 'wording' },
      { fact: 'colour', field: 'colour', label: 'Colour', use: 'words', lasts: 'wording' },
    ],
  },
  {
    id: 'driver',
    list: 'vehicles',
    kind: 'person',
    chosenBy: 'driver.entityId',
    ownsEntry: false,
    applies: isDriven,
    role: () => 'Driver or rider',
    facts: [
      { fact: 'name', field: 'driver-name', label: 'Name', use: 'name' },
      { fact: 'phone', field: 'driver-phone', label: 'Phone', use: 'phone' },
      { fact: 'postcode', field: 'driver-postcode', label: 'Postcode', use: 'postcode' },
      { fact: 'sex', field: 'driver-sex', label: 'Sex', use: 'words', options: optionsOf(driverSex) },
    ],
    alsoFills: [{ field: 'driver-age', from: 'age' }],
  },
  {
    id: 'casualty',
    list: 'casualties',
    kind: 'person',
    chosenBy: 'entityId',
    ownsEntry: true,
    applies: (values) =>
      ['family-name', 'given-names', 'phone', 'address'].some((field) => valueText(values, field) !== ''),
    role: casualtyRole,
    facts: [
      { fact: 'given-names', field: 'given-names', label: 'Given names', use: 'name' },
      { fact: 'family-name', field: 'family-name', label: 'Family name', use: 'name' },
      { fact: 'date-of-birth', field: 'date-of-birth', label: 'Date of birth', use: 'day' },
      { fact: 'phone', field: 'phone', label: 'Phone', use: 'phone' },
      { fact: 'address', field: 'address', label: 'Address', use: 'words' },
      { fact: 'postcode', field: 'postcode', label: 'Postcode', use: 'postcode' },
      { fact: 'sex', field: 'sex', label: 'Sex', use: 'words', options: optionsOf(casualtySex) },
    ],
    alsoFills: [{ field: 'age', from: 'age' }],
  },
  {
    id: 'address',
    list: 'casualties',
    kind: 'place',
    chosenBy: 'address.entityId',
    ownsEntry: false,
    applies: (values) => valueText(values, 'address') !== '',
    role: () => 'Address (casualty)',
    facts: addressFacts,
  },
  {
    id: 'collision-place',
    list: null,
    kind: 'place',
    chosenBy: 'place.entityId',
    ownsEntry: false,
    applies: (values) => valueText(values, 'place') !== '',
    role: () => 'Place of a collision',
    facts: [
      { fact: 'street', field: 'place', label: 'Place', use: 'name' },
      { fact: 'grid', field: 'grid-reference', label: 'OS grid reference', use: 'reference' },
    ],
  },
  {
    id: 'venue',
    list: null,
    kind: 'place',
    chosenBy: 'venue.entityId',
    ownsEntry: false,
    applies: always,
    role: () => 'Venue',
    facts: [
      { fact: 'place-name', field: 'venue-name', label: 'Name of the place', use: 'name' },
      { fact: 'street', field: 'venue-street', label: 'Number and street', use: 'name' },
      { fact: 'town', field: 'venue-town', label: 'Town or area', use: 'words' },
      { fact: 'postcode', field: 'venue-postcode', label: 'Postcode', use: 'postcode' },
      { fact: 'uprn', field: 'venue-uprn', label: 'UPRN', use: 'reference' },
      { fact: 'what3words', field: 'venue-what3words', label: 'what3words', use: 'reference' },
      { fact: 'grid', field: 'venue-grid', label: 'OS grid reference', use: 'reference' },
    ],
  },
  {
    // The one person of a witness statement.
    id: 'witness',
    list: null,
    kind: 'person',
    chosenBy: 'entityId',
    ownsEntry: false,
    applies: (values) => valueText(values, 'family-name') !== '',
    role: () => 'Witness (statement)',
    facts: [
      { fact: 'given-names', field: 'given-names', label: 'Given names', use: 'name' },
      { fact: 'family-name', field: 'family-name', label: 'Family name', use: 'name' },
      { fact: 'occupation', field: 'occupation', label: 'Occupation', use: 'words', lasts: 'wording' },
    ],
    alsoFills: [
      { field: 'age', from: 'age-group' },
      { field: 'age-years', from: 'age-of-child' },
    ],
  },
  {
    id: 'incident',
    list: null,
    kind: 'event',
    chosenBy: 'incident.entityId',
    ownsEntry: false,
    applies: (values) => valueText(values, 'cad-reference') !== '',
    role: () => 'Incident',
    facts: [
      { fact: 'reference', field: 'cad-reference', label: 'CAD or incident reference', use: 'reference' },
      { fact: 'offence', field: 'offence', label: 'Offence', use: 'words', lasts: 'wording' },
      { fact: 'reported', field: 'reported-date', label: 'Date reported', use: 'words' },
    ],
  },
];
