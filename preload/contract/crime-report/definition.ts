// The crime report: all that form, vault, summary and print know of it, in one place.
import type { EntryListDefinition, FormDefinition } from '../forms/types.ts';
import { personFields, propertyFields } from './entry-fields.ts';
import { itemName, peopleSummary, personName, personWords, propertySummary, propertyWords } from './entry-words.ts';
import { crimeReportFields, crimeReportSections } from './fields.ts';
import { otherOffences } from './other-offences.ts';
import { adviseRecording } from './recording-guidance.ts';
import { crimeReportTitle } from './title.ts';

const people: EntryListDefinition = {
  id: 'people',
  section: 'people',
  label: 'People in this report',
  fields: personFields,
  firstField: 'family-name',
  additions: [
    { label: 'Victim', values: { role: 'victim' } },
    { label: 'Witness', values: { role: 'witness' } },
    { label: 'Suspect', values: { role: 'suspect' } },
    { label: 'Reporting person', values: { role: 'reporting' } },
  ],
  statementFrom: { field: 'role', oneOf: ['victim', 'witness', 'reporting'] },
  wordsOf: personWords,
  nameOf: personName,
  summary: peopleSummary,
};

const property: EntryListDefinition = {
  id: 'property',
  section: 'property',
  label: 'Property in this report',
  fields: propertyFields,
  firstField: 'description',
  additions: [
    { label: 'Stolen item', values: { status: 'stolen' } },
    { label: 'Damaged item', values: { status: 'damaged' } },
    { label: 'Recovered item', values: { status: 'recovered' } },
    { label: 'Seized item', values: { status: 'seized' } },
  ],
  exhibitWhen: { field: 'status', oneOf: ['recovered', 'seized'] },
  wordsOf: propertyWords,
  nameOf: itemName,
  summary: propertySummary,
};

export const crimeReport: FormDefinition = {
  name: 'Crime report',
  shortName: 'Crime',
  sections: crimeReportSections,
  fields: crimeReportFields,
  lists: [otherOffences, people, property],
  answered: [
    {
      fieldId: 'victim-not-named',
      list: 'people',
      where: { field: 'role', is: 'victim' },
      contradictedBy: ['not-known', 'state'],
      message: 'A victim is entered, and the answer says that there is none to enter. Take one of them back.',
    },
    {
      fieldId: 'suspect-known',
      list: 'people',
      where: { field: 'role', is: 'suspect' },
      contradictedBy: ['not-known', 'seen'],
      message: 'A suspect is entered, and the answer says that none is known. Check both.',
    },
    {
      fieldId: 'property-involved',
      list: 'property',
      contradictedBy: ['no'],
      message: 'Property is entered, and the answer says that there is none. Take one of them back.',
    },
  ],
  order: [
    {
      earlier: 'committed-from-date',
      later: 'committed-to-date',
      blames: 'committed-to-date',
      message: 'This is before the time it was committed from.',
    },
    {
      earlier: 'committed-from-date',
      later: 'reported-date',
      blames: 'committed-from-date',
      message: 'This is after it was reported. Check both.',
    },
  ],
  advise: adviseRecording,
  clock: {
    dateField: 'reported-date',
    hours: 24,
    name: '24 h rule',
    about: 'A crime is recorded within 24 h of being reported.',
    ask: 'Say when it was reported',
  },
  titleOf: crimeReportTitle,
};
