// The witness statement (MG11): what is asked and written, as data. The restricted rear is not here: it never travels with it.
import { line, prose } from '../forms/lengths.ts';
import type { Condition, FieldDefinition, FormDefinition, SectionDefinition } from '../forms/types.ts';
import { isFilled, textOf } from '../forms/values.ts';
import type { ReportContent } from '../reports.ts';
import { advokate, covered } from './prompts.ts';

const sections: readonly SectionDefinition[] = [
  { id: 'witness', title: 'Witness', about: 'Whose statement it is, and who is with them.' },
  { id: 'statement', title: 'Statement', about: 'In the witness’s own words, in the first person.' },
  { id: 'check', title: 'Read over and finish', about: 'Read it to the witness, then finish it.' },
];

const yesNo = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
];

const under18: Condition = { field: 'age', oneOf: ['under-18'] };

const fields: readonly FieldDefinition[] = [
  {
    id: 'family-name',
    section: 'witness',
    label: 'Family name',
    ...line,
    maxLength: 100,
    group: 'needed-now',
    tells: { what: 'family-name', whose: 'a witness' },
    missingLabel: 'Name of the witness',
    offers: 'person',
    width: 'half',
  },
  {
    id: 'given-names',
    section: 'witness',
    label: 'Given names',
    ...line,
    maxLength: 100,
    offers: 'person',
    group: 'before-submission',
    tells: { what: 'given-names', whose: 'a witness' },
    width: 'half',
  },
  {
    id: 'age',
    section: 'witness',
    label: 'Age',
    kind: 'choice',
    group: 'needed-now',
    options: [
      { id: 'over-18', label: 'Over 18' },
      { id: 'under-18', label: 'Under 18' },
    ],
    width: 'half',
  },
  {
    id: 'age-years',
    section: 'witness',
    label: 'Age in years',
    kind: 'text',
    maxLength: 3,
    group: 'needed-now',
    appliesWhen: [under18],
    width: 'half',
  },
  { id: 'occupation', section: 'witness', label: 'Occupation', ...line, group: 'before-submission', width: 'half' },
  {
    id: 'adult',
    section: 'witness',
    label: 'Adult who is with the witness',
    aside: 'name, and who they are to them',
    ...line,
    group: 'before-submission',
    tells: { what: 'full-name', whose: 'with a witness' },
    appliesWhen: [under18],
  },
  {
    id: 'interpreter-used',
    section: 'witness',
    label: 'Interpreter',
    kind: 'choice',
    group: 'before-submission',
    options: yesNo,
    missingLabel: 'Whether there was an interpreter',
    width: 'half',
  },
  {
    id: 'language',
    section: 'witness',
    label: 'Language',
    aside: 'in which it was spoken',
    ...line,
    group: 'needed-now',
    appliesWhen: [{ field: 'interpreter-used', oneOf: ['yes'] }],
    width: 'half',
  },
  {
    id: 'interpreter',
    section: 'witness',
    label: 'Interpreter’s name and number',
    ...line,
    group: 'before-submission',
    tells: { what: 'full-name', whose: 'an interpreter' },
    appliesWhen: [{ field: 'interpreter-used', oneOf: ['yes'] }],
    width: 'half',
  },
  {
    id: 'can-read',
    section: 'witness',
    label: 'Can the witness read the statement?',
    kind: 'choice',
    group: 'before-submission',
    options: yesNo,
    missingLabel: 'Whether the witness can read it',
  },
  {
    id: 'read-by',
    section: 'witness',
    label: 'Who read it to them',
    ...line,
    group: 'before-submission',
    tells: { what: 'full-name', whose: 'with a witness' },
    appliesWhen: [{ field: 'can-read', oneOf: ['no'] }],
  },
  {
    id: 'visually-recorded',
    section: 'witness',
    label: 'Visually recorded',
    kind: 'choice',
    group: 'optional',
    options: yesNo,
    width: 'half',
  },
  {
    id: 'urn',
    section: 'witness',
    label: 'URN',
    aside: 'unique reference number',
    ...line,
    maxLength: 40,
    group: 'optional',
    tells: { what: 'reference' },
    width: 'half',
  },
  {
    id: 'for-reference',
    section: 'witness',
    label: 'Report it belongs to',
    ...line,
    maxLength: 75,
    group: 'before-submission',
    tells: { what: 'reference' },
    width: 'half',
  },
  {
    id: 'narrative',
    section: 'statement',
    label: 'Statement',
    ...prose,
    kind: 'statement-text',
    maxLength: 100_000,
    group: 'needed-now',
    missingLabel: 'The statement itself',
  },
  {
    id: 'covered',
    section: 'statement',
    label: 'Asked about',
    hint: 'For you alone: ticked as you go, never printed.',
    kind: 'prompts',
    group: 'optional',
    options: covered,
  },
  {
    id: 'identifies',
    section: 'statement',
    label: 'Does the witness describe somebody they saw?',
    kind: 'choice',
    group: 'optional',
    options: yesNo,
  },
  {
    id: 'advokate',
    section: 'statement',
    label: 'ADVOKATE',
    hint: 'For you alone: ticked as you go, never printed.',
    kind: 'prompts',
    group: 'optional',
    options: advokate,
    appliesWhen: [{ field: 'identifies', oneOf: ['yes'] }],
  },
];

const initialOf = (name: string): string => Array.from(name.trim())[0]?.toLocaleUpperCase('en-GB') ?? '';

/** "Statement of M H, NE-4417-0003": lists show no name, and two statements of one report are told apart. */
function titleOf({ values }: ReportContent): string {
  const names = [...textOf(values['given-names']).split(/\s+/), textOf(values['family-name'])];
  const initials = names
    .map(initialOf)
    .filter((initial) => initial !== '')
    .join(' ');
  const reference = textOf(values['for-reference']).trim();
  const whose = initials === '' ? 'Witness statement' : `Statement of ${initials}`;
  return isFilled(reference) ? `${whose}, ${reference}` : whose;
}

export const witnessStatement: FormDefinition = {
  name: 'Witness statement',
  shortName: 'Statement',
  sections,
  fields,
  lists: [],
  answered: [],
  order: [],
  clock: null,
  titleOf,
};

/** Criminal Justice Act 1967, section 9(3)(b): of whoever read it to a witness who cannot. */
export const readersDeclaration = (reader: string, witness: string): string =>
  `I, ${reader}, read this statement to ${witness}, who cannot read it, before it was signed.`;

/**
 * Of the interpreter. No statute words it: it follows the interpreter's oath ("according to the best of my skill and understanding"),
 * and says what Criminal Procedure Rules, r 16.2(c), asks of whoever reads to a witness who cannot read English.
 */
export const interpretersDeclaration = (interpreter: string, witness: string, language: string): string =>
  `I, ${interpreter}, interpreted between ${language} and English for ${witness} to the best of my skill and understanding, ` +
  `and read this statement to ${witness} in ${language} before it was signed.`;

/** Criminal Justice Act 1967, section 9(2)(b), in the words of form MG11. */
export const declaration = (pages: string): string =>
  `This statement (consisting of ${pages} page(s) each signed by me) is true to the best of my knowledge and belief and I make it ` +
  'knowing that, if it is tendered in evidence, I shall be liable to prosecution if I have wilfully stated in it anything ' +
  'which I know to be false, or do not believe to be true.';
