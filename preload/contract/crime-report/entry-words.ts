// How a person or an item of property is named in a list, from what is entered so far.
import type { EntryWords } from '../forms/types.ts';
import { formatPounds, penceOf, readingOf, spokenValue, textOf } from '../forms/values.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { personFields, propertyFields } from './entry-fields.ts';

const trimmed = (values: FieldValues, key: string): string => textOf(values[key]).trim();

const spoken = (values: FieldValues, fields: typeof personFields, key: string): string => {
  const field = fields.find((candidate) => candidate.id === key);
  return field === undefined ? '' : spokenValue(field, values);
};

const present = (words: readonly (string | null)[]): string[] =>
  words.filter((word): word is string => word !== null && word !== '');

const initialsOf = (words: readonly string[]): string =>
  words.map((word) => Array.from(word)[0]?.toLocaleUpperCase('en-GB') ?? '').join('');

function bornWords(values: FieldValues, now: string): string | null {
  const field = personFields.find((candidate) => candidate.id === 'date-of-birth');
  const reading = field === undefined ? null : readingOf(field, values, now);
  // Without the weekday: "4 Mar 1961, aged 65".
  if (reading !== null) return `born ${reading.slice(reading.indexOf(' ') + 1)}`;
  const range = spoken(values, personFields, 'age-range');
  return range === '' ? null : `aged ${range}`;
}

function enhancedWords(values: FieldValues): string | null {
  const rights = spoken(values, personFields, 'enhanced-rights');
  return rights === '' || values['enhanced-rights']?.includes('none') === true
    ? null
    : `Enhanced rights: ${rights.toLowerCase()}`;
}

export function personWords(values: FieldValues, now: string): EntryWords {
  const [given, family, organisation] = ['given-names', 'family-name', 'organisation'].map((key) =>
    trimmed(values, key),
  );
  const role = spoken(values, personFields, 'role');
  const names = present([given ?? '', (family ?? '').toLocaleUpperCase('en-GB')]);
  const name = names.length > 0 ? names.join(' ') : organisation === '' ? null : organisation;
  const safe = trimmed(values, 'safe-contact');
  return {
    initials: initialsOf(
      names.length > 0 ? [names[0] ?? '', names.length > 1 ? (names.at(-1) ?? '') : ''] : [name ?? '?'],
    ),
    name: name ?? (role === '' ? 'Person' : `${role} not named yet`),
    facts: present([bornWords(values, now), role.toLowerCase()]),
    cautions: present([enhancedWords(values), safe === '' ? null : `safe contact: ${safe}`]),
  };
}

export function propertyWords(values: FieldValues): EntryWords {
  const pence = penceOf(trimmed(values, 'value'));
  const description = trimmed(values, 'description');
  return {
    initials: '',
    name: description === '' ? 'Item not described yet' : description,
    facts: present([
      spoken(values, propertyFields, 'status').toLowerCase(),
      pence === null ? null : formatPounds(pence),
      trimmed(values, 'vrm').toUpperCase(),
    ]),
    cautions: present([
      trimmed(values, 'serial') === '' ? null : `Serial ${trimmed(values, 'serial')}`,
      trimmed(values, 'marks'),
    ]),
  };
}

/** Beside the label of what a person lacks: as it was typed. */
export const personName = (values: FieldValues): string =>
  present(['given-names', 'family-name', 'organisation'].map((key) => trimmed(values, key))).join(' ');

export const itemName = (values: FieldValues): string => trimmed(values, 'description');

/** "2 victims, 1 witness, suspect not known". */
export function peopleSummary(content: ReportContent): string {
  const count = (role: string): number => content.people.filter((person) => person.values['role'] === role).length;
  const known = trimmed(content.values, 'suspect-known');
  const notNamed = trimmed(content.values, 'victim-not-named');
  const counted = (role: string, one: string, several: string): string | null =>
    count(role) === 0 ? null : `${count(role)} ${count(role) === 1 ? one : several}`;
  return present([
    counted('victim', 'victim', 'victims') ?? (notNamed === 'not-known' ? 'victim not known' : null),
    counted('witness', 'witness', 'witnesses'),
    counted('reporting', 'reporting person', 'reporting people'),
    counted('suspect', 'suspect', 'suspects') ??
      (known === 'not-known' ? 'suspect not known' : known === 'seen' ? 'suspect seen, not identified' : null),
  ]).join(', ');
}

/** "3 items, £1,240 stolen". */
export function propertySummary(content: ReportContent): string {
  if (content.property.length === 0) return content.values['property-involved'] === 'no' ? 'none' : '';
  const stolen = content.property
    .filter((item) => item.values['status'] === 'stolen')
    .reduce((sum, item) => sum + (penceOf(trimmed(item.values, 'value')) ?? 0), 0);
  return present([
    `${content.property.length} ${content.property.length === 1 ? 'item' : 'items'}`,
    stolen === 0 ? null : `${formatPounds(stolen)} stolen`,
  ]).join(', ');
}
