// What a force may say about the forms in forms.json: codes added to named lists, fields of its own, labels, patterns, words on
// paper. The JSON schema in docs/formats is generated from this; whether the parts fit the forms is checked in check.ts.
import { z } from 'zod';
import { readPattern } from '../forms/value-pattern.ts';
import { extensibleLists, type ExtensibleList } from './extensible.ts';

const words = (most: number) => z.string().trim().min(1).max(most);

/** Codes and ids are kept in reports, so they are plain and stay. */
const code = z
  .string()
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/, 'letters, digits, “-”, “.” and “_”, and no space')
  .max(40);
const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'small letters and digits in words joined by “-”, such as "beat-code"')
  .max(40);

const pattern = z.string().superRefine((text, context) => {
  const read = readPattern(text);
  if (!read.ok) context.addIssue({ code: 'custom', message: `the pattern ${read.why}` });
});
const patterns = z.array(pattern).max(5);

const forceCode = z.strictObject({
  code,
  label: words(80),
  /** Offered no more; reports that hold it keep its label. */
  retired: z.boolean().default(false),
});
export type ForceCode = z.infer<typeof forceCode>;

/** The kinds of field that need nothing of the program but what every form gives them. */
export const forceFieldKinds = [
  'text',
  'long-text',
  'date',
  'time',
  'choice',
  'multi-choice',
  'money',
  'phone',
  'postcode',
  'vrm',
] as const;

/** The statement is form MG11: its fields are those of the form that is served, and no force's. */
export const extensibleForms = ['crime', 'collision', 'witness-details'] as const;
const entryList = z.enum(['people', 'property', 'vehicles', 'casualties', 'offences']);

const forceField = z.strictObject({
  form: z.enum(extensibleForms),
  /** In each entry of this list; in the report itself where it is left out. */
  list: entryList.optional(),
  /** Needed for a field of the report itself. */
  section: z.string().optional(),
  id: fieldId,
  label: words(80),
  hint: words(300).optional(),
  kind: z.enum(forceFieldKinds),
  group: z.enum(['needed-now', 'before-submission', 'optional']),
  /** For a choice. */
  options: z.array(forceCode).min(1).max(200).optional(),
  /** For a text. */
  patterns: patterns.optional(),
  /** The field that it follows; the last of its section where it is left out. */
  after: z.string().optional(),
  /** Asked only where another field holds one of these codes. */
  askedWhen: z.strictObject({ field: z.string(), oneOf: z.array(z.string()).min(1).max(50) }).optional(),
  width: z.enum(['half', 'third']).optional(),
  /** Asked no more; reports that hold it keep its label. */
  retired: z.boolean().default(false),
});
export type ForceField = z.infer<typeof forceField>;

const change = z.strictObject({
  form: z.enum(extensibleForms),
  list: entryList.optional(),
  field: z.string(),
  label: words(80).optional(),
  hint: words(300).optional(),
  patterns: patterns.optional(),
});
export type FormChange = z.infer<typeof change>;

const listNames = Object.keys(extensibleLists) as ExtensibleList[];
const codes = z.array(forceCode).max(200).default([]);

const rule = z.strictObject({ text: words(1000), source: words(160) });

export const forceForms = z.strictObject({
  format: z.literal(1),
  /** For the settings screen: whose configuration this is, and which edition of it. */
  force: words(80),
  version: words(40),
  lists: z
    .strictObject(Object.fromEntries(listNames.map((name) => [name, codes])) as Record<ExtensibleList, typeof codes>)
    .partial()
    .default({}),
  fields: z.array(forceField).max(60).default([]),
  changes: z.array(change).max(100).default([]),
  /** How officers' collar numbers are written. */
  collarNumber: patterns.default([]),
  /** Printed under crime and collision reports. */
  contact: z.array(words(120)).max(4).default([]),
  /** The force crime registrar's own words of the recording rules. */
  recordingRules: z
    .strictObject({ oneCrimePerVictim: rule, finishedIncident: rule, principalCrime: rule })
    .partial()
    .default({}),
});
export type ForceForms = z.infer<typeof forceForms>;
