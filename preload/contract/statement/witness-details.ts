// The restricted rear of form MG11 as data: a record, a document and an export of its own, that never travels with the served page.
import { line, prose } from '../forms/lengths.ts';
import type { Condition, FieldDefinition, FormDefinition, SectionDefinition } from '../forms/types.ts';
import { textOf } from '../forms/values.ts';
import * as choices from '../crime-report/choices.ts';

const sections: readonly SectionDefinition[] = [
  { id: 'contact', title: 'Contact', about: 'How to reach the witness, and when it is safe to.' },
  { id: 'court', title: 'Court', about: 'Dates to avoid, and what the witness needs to give evidence.' },
  { id: 'person', title: 'About the witness', about: 'For police only; never on the served page.' },
  { id: 'consents', title: 'Consents', about: 'What the witness agrees to, and who took the statement.' },
  { id: 'check', title: 'Read over and finish', about: 'Read it over, then finish it.' },
];

const yesNo = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

const contact: readonly FieldDefinition[] = [
  {
    id: 'address',
    section: 'contact',
    label: 'Home address',
    ...line,
    group: 'before-submission',
    width: 'half',
    tells: { what: 'address' },
  },
  {
    id: 'postcode',
    section: 'contact',
    label: 'Postcode',
    kind: 'postcode',
    maxLength: 20,
    group: 'optional',
    width: 'half',
  },
  {
    id: 'mobile',
    section: 'contact',
    label: 'Mobile',
    kind: 'phone',
    maxLength: 40,
    group: 'before-submission',
    satisfiedBy: ['home-phone', 'work-phone', 'email'],
    missingLabel: 'A phone number or an email address',
    width: 'half',
  },
  {
    id: 'home-phone',
    section: 'contact',
    label: 'Home phone',
    kind: 'phone',
    maxLength: 40,
    group: 'optional',
    width: 'half',
  },
  {
    id: 'work-phone',
    section: 'contact',
    label: 'Work phone',
    kind: 'phone',
    maxLength: 40,
    group: 'optional',
    width: 'half',
  },
  { id: 'email', section: 'contact', label: 'Email', ...line, group: 'optional', width: 'half' },
  {
    id: 'preferred',
    section: 'contact',
    label: 'Preferred way',
    kind: 'choice',
    group: 'before-submission',
    options: choices.contactWays,
    missingLabel: 'How the witness wants to be reached',
    width: 'half',
  },
  {
    id: 'safe-contact',
    section: 'contact',
    label: 'Safe contact',
    aside: 'when and how it is safe',
    ...line,
    group: 'optional',
    width: 'half',
  },
];

const court: readonly FieldDefinition[] = [
  {
    id: 'dates-to-avoid-known',
    section: 'court',
    label: 'Dates to avoid',
    hint: 'Asked of every witness: an empty list does not say that there are none.',
    kind: 'choice',
    group: 'needed-now',
    options: [
      { id: 'some', label: 'There are some' },
      { id: 'none', label: 'None' },
    ],
    missingLabel: 'Dates to avoid, or “none”',
  },
  {
    id: 'dates-to-avoid',
    section: 'court',
    label: 'Which dates',
    ...prose,
    maxLength: 2000,
    group: 'needed-now',
    appliesWhen: [{ field: 'dates-to-avoid-known', oneOf: ['some'] }],
  },
  {
    id: 'willing',
    section: 'court',
    label: 'Willing to attend court',
    kind: 'choice',
    group: 'before-submission',
    options: yesNo,
    width: 'half',
  },
  {
    id: 'support',
    section: 'court',
    label: 'Support needed',
    aside: 'travel, care, disability, language',
    ...prose,
    maxLength: 2000,
    group: 'optional',
  },
  {
    id: 'special-measures',
    section: 'court',
    label: 'Special measures',
    kind: 'multi-choice',
    group: 'before-submission',
    // Youth Justice and Criminal Evidence Act 1999, sections 23 to 30.
    options: [
      { id: 'screens', label: 'Screens' },
      { id: 'live-link', label: 'Live link' },
      { id: 'in-private', label: 'Evidence given in private' },
      { id: 'no-wigs', label: 'Wigs and gowns removed' },
      { id: 'recorded', label: 'Video-recorded evidence' },
      { id: 'intermediary', label: 'Intermediary' },
      { id: 'aids', label: 'Aids to communication' },
      { id: 'none', label: 'None asked for' },
    ],
  },
  {
    id: 'vps',
    section: 'court',
    label: 'Victim Personal Statement offered',
    kind: 'choice',
    group: 'before-submission',
    options: choices.vpsOffered,
  },
];

const person: readonly FieldDefinition[] = [
  {
    id: 'date-of-birth',
    section: 'person',
    label: 'Date of birth',
    kind: 'date-of-birth',
    group: 'before-submission',
    width: 'half',
  },
  { id: 'place-of-birth', section: 'person', label: 'Place of birth', ...line, group: 'optional', width: 'half' },
  {
    id: 'former-name',
    section: 'person',
    label: 'Former name',
    ...line,
    group: 'optional',
    width: 'half',
    tells: { what: 'full-name', whose: 'a witness' },
  },
  { id: 'gender', section: 'person', label: 'Gender', ...line, group: 'optional', width: 'half' },
  {
    id: 'self-defined-ethnicity',
    section: 'person',
    label: 'Self-defined ethnicity',
    kind: 'choice',
    group: 'optional',
    options: choices.selfDefinedEthnicity,
    width: 'half',
  },
  {
    id: 'religion',
    section: 'person',
    label: 'Religion or belief',
    aside: 'if they wish',
    ...line,
    group: 'optional',
    width: 'half',
  },
];

const medicalConsent: Condition = { field: 'medical-consent', oneOf: ['yes'] };

const consents: readonly FieldDefinition[] = [
  {
    id: 'medical-consent',
    section: 'consents',
    label: 'Agrees to medical records being given to police',
    kind: 'choice',
    group: 'before-submission',
    options: [...yesNo, { id: 'not-relevant', label: 'Not relevant' }],
  },
  {
    id: 'medical-consent-signed',
    section: 'consents',
    label: 'That consent is signed',
    kind: 'choice',
    group: 'before-submission',
    options: yesNo,
    appliesWhen: [medicalConsent],
    width: 'half',
  },
  {
    id: 'civil-disclosure',
    section: 'consents',
    label: 'Agrees to disclosure for civil proceedings',
    kind: 'choice',
    group: 'optional',
    options: yesNo,
    width: 'half',
  },
  {
    id: 'support-referral',
    section: 'consents',
    label: 'Details to Victim Support',
    kind: 'choice',
    group: 'optional',
    options: choices.supportReferral,
    width: 'half',
  },
  {
    id: 'taken-by',
    section: 'consents',
    label: 'Statement taken by',
    ...line,
    group: 'before-submission',
    width: 'half',
  },
  {
    id: 'taken-at',
    section: 'consents',
    label: 'Where it was taken',
    ...line,
    group: 'before-submission',
    width: 'half',
  },
  {
    id: 'taken-date',
    section: 'consents',
    label: 'Date taken',
    kind: 'date',
    group: 'before-submission',
    timeField: 'taken-time',
    width: 'half',
  },
  {
    id: 'taken-time',
    section: 'consents',
    label: 'Time taken',
    kind: 'time',
    group: 'before-submission',
    width: 'half',
  },
];

export const witnessDetails: FormDefinition = {
  name: 'Witness details',
  shortName: 'Restricted',
  sections,
  fields: [...contact, ...court, ...person, ...consents],
  lists: [],
  answered: [],
  order: [],
  clock: null,
  titleOf: ({ values }) => {
    const of = textOf(values['of']).trim();
    return of === '' ? 'Witness details' : `Witness details, ${of}`;
  },
};
