// The other offences of a crime report as data: what each was, and how the officer records it and why.
import { line, prose, shortText } from '../forms/lengths.ts';
import type { EntryListDefinition, EntryWords, FieldDefinition, FieldOption } from '../forms/types.ts';
import { spokenValue, textOf } from '../forms/values.ts';
import { offenceClassOf } from '../offences/find-offences.ts';
import type { FieldValues, ReportContent } from '../reports.ts';

const option = (id: string, label: string): FieldOption => ({ id, label });

const recordedAs: FieldDefinition = {
  id: 'recorded-as',
  section: 'offence',
  label: 'How it is recorded',
  aside: 'your decision',
  kind: 'choice',
  group: 'before-submission',
  options: [
    option('own', 'As a crime of its own'),
    option('within', 'Within the principal crime'),
    option('principal', 'It is the principal crime'),
    option('ask', 'To ask the crime registrar'),
  ],
};

export const otherOffenceFields: readonly FieldDefinition[] = [
  {
    id: 'offence',
    section: 'offence',
    label: 'Other offence',
    kind: 'offence',
    maxLength: shortText,
    group: 'before-submission',
    missingLabel: 'What another offence is',
  },
  {
    id: 'offence-class',
    section: 'offence',
    label: 'Recording class',
    kind: 'offence-class',
    group: 'before-submission',
    missingLabel: 'Class from the list',
    focusField: 'offence',
  },
  {
    id: 'same-victim',
    section: 'offence',
    label: 'Who was the victim',
    kind: 'choice',
    group: 'before-submission',
    options: [
      option('same', 'The same victim as above'),
      option('other', 'Another victim'),
      option('state', 'No victim: against the state'),
    ],
    width: 'half',
  },
  {
    id: 'against',
    section: 'offence',
    label: 'Against whom',
    aside: 'as entered under People',
    ...line,
    group: 'optional',
    appliesWhen: [{ field: 'same-victim', oneOf: ['other'] }],
    width: 'half',
    tells: { what: 'full-name', whose: 'a victim' },
  },
  {
    id: 'same-offender',
    section: 'offence',
    label: 'Who did it',
    kind: 'choice',
    group: 'before-submission',
    options: [
      option('same', 'The same offender or group'),
      option('other', 'Another offender'),
      option('not-known', 'Not known'),
    ],
    width: 'half',
  },
  {
    id: 'when',
    section: 'offence',
    label: 'When it was done',
    kind: 'choice',
    group: 'before-submission',
    options: [
      option('same', 'In the same incident'),
      option('earlier', 'Earlier, and told to police together with it'),
      option('later', 'After police knew of the first'),
    ],
    width: 'half',
  },
  recordedAs,
  {
    id: 'recorded-why',
    section: 'offence',
    label: 'Why it is recorded so',
    ...prose,
    maxLength: 2000,
    group: 'before-submission',
    missingLabel: 'Why an offence is recorded as it is',
    appliesWhen: [{ field: 'recorded-as', filled: true }],
  },
];

export const offenceName = (values: FieldValues): string => {
  const typed = textOf(values['offence']).trim();
  return typed === '' ? '' : (offenceClassOf(textOf(values['offence-class']))?.short ?? typed);
};

function words(values: FieldValues): EntryWords {
  const name = offenceName(values);
  const code = textOf(values['offence-class']);
  const decision = spokenValue(recordedAs, values);
  return {
    initials: '',
    name: name === '' ? 'Offence not entered yet' : name,
    facts: [code, decision.toLowerCase()].filter((fact) => fact !== ''),
    cautions: [],
  };
}

export const otherOffences: EntryListDefinition = {
  id: 'offences',
  section: 'offence',
  isBelowFields: true,
  label: 'Other offences in this report',
  fields: otherOffenceFields,
  firstField: 'offence',
  additions: [{ label: 'Other offence', values: {} }],
  wordsOf: words,
  nameOf: offenceName,
  summary: ({ offences }: ReportContent) =>
    offences.length === 0
      ? ''
      : offences.length === 1
        ? 'and 1 other offence'
        : `and ${offences.length} other offences`,
};
