// Which lists a force may add to, by name. What is published by others stays as it is: STATS19 codes, recording classes, ethnicity,
// and lists that rules of the program or of the law read (roles, property status, enhanced rights).
import type { EntryListId, ReportKind } from '../reports.ts';

interface ListPlace {
  readonly form: ReportKind;
  /** In the entries of this list; null: the report's own field. */
  readonly list: EntryListId | null;
  readonly field: string;
}

const crime = (field: string, list: EntryListId | null = null): ListPlace => ({ form: 'crime', list, field });

export const extensibleLists = {
  'how-reported': crime('reported-how'),
  'who-reported': crime('reported-by'),
  'venue-kinds': crime('venue-kind'),
  flags: crime('flags'),
  'hate-strands': crime('hate-strands'),
  'property-kinds': crime('kind', 'property'),
  'entry-points': crime('entry-point'),
  'entry-methods': crime('entry-method'),
  weapons: crime('weapon'),
  'enquiry-lines': crime('lines'),
  'victim-needs': crime('victim-needs'),
  'contact-ways': crime('contact-way'),
} as const satisfies Readonly<Record<string, ListPlace>>;
export type ExtensibleList = keyof typeof extensibleLists;

/** Words of the law and of published standards: neither label nor hint is a force's to change. */
const fixedFields: ReadonlySet<string> = new Set([
  'offence',
  'offence-class',
  'enhanced-rights',
  'self-defined-ethnicity',
  'officer-defined-ethnicity',
  'victim-wishes',
  'vps-offered',
]);

/** Labels of the crime report are the program's own words; those of other forms follow MG11 and STATS19. */
export const mayRename = (form: ReportKind, field: string): boolean => form === 'crime' && !fixedFields.has(field);
export const mayHint = (form: ReportKind, field: string): boolean => form !== 'statement' && !fixedFields.has(field);
