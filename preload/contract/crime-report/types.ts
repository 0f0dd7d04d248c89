// The shape of a report's definition: fields, rules and groups as data, read by form, summary, missing list and print.

export type MissingGroup = 'needed-now' | 'before-submission' | 'optional';

export type SectionId =
  'incident' | 'when-where' | 'offence' | 'people' | 'property' | 'method' | 'enquiry' | 'wishes' | 'check';

export type FieldKind =
  | 'text'
  | 'long-text'
  | 'date'
  | 'date-of-birth'
  | 'time'
  | 'choice'
  | 'multi-choice'
  | 'offence'
  /** Never drawn on its own: set when an offence is chosen from the list. */
  | 'offence-class'
  | 'postcode'
  | 'uprn'
  | 'os-grid'
  | 'what3words'
  | 'money'
  | 'phone'
  | 'vrm';

export interface FieldOption {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
}

/** Declarative, so that a definition stays readable and can be shown, tested and one day configured. */
export type Condition =
  /** The value is, or a multiple choice includes, one of these. */
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly empty: true }
  | { readonly field: string; readonly filled: true }
  /** The chosen recording class belongs to one of these groups. Reads the report's own values, also for an entry. */
  | { readonly offenceGroup: readonly OffenceGroup[] };

export interface FieldDefinition {
  readonly id: string;
  readonly section: SectionId;
  readonly label: string;
  /** Help below the label. */
  readonly hint?: string;
  /** A few words after the label in a lighter ink. */
  readonly aside?: string;
  readonly kind: FieldKind;
  readonly group: MissingGroup;
  readonly options?: readonly FieldOption[];
  readonly maxLength?: number;
  /** All of these must hold for the field to be shown and to be missed. */
  readonly appliesWhen?: readonly Condition[];
  /** Any of these fields answers the same need: when one is filled, this one is not missed. */
  readonly satisfiedBy?: readonly string[];
  /** What the missing list says, where the label alone would not be clear. */
  readonly missingLabel?: string;
  /** A date's partner: the time shown beside it and read together with it. */
  readonly timeField?: string;
  /** Where a link to this field leads, if it is not drawn itself. */
  readonly focusField?: string;
  /** Fields that stand side by side in the form. */
  readonly width?: 'half' | 'third';
}

export interface SectionDefinition {
  readonly id: SectionId;
  readonly title: string;
  /** One sentence under the title, when the section is empty. */
  readonly about: string;
}

export type OffenceGroup =
  | 'burglary'
  | 'robbery'
  | 'theft'
  | 'vehicle'
  | 'violence'
  | 'harassment'
  | 'sexual'
  | 'damage'
  | 'order'
  | 'drugs'
  | 'weapons'
  | 'other';

export interface OffenceClass {
  /** The Home Office recording class, for example "28I". */
  readonly code: string;
  /** The class title in plain sentence case. */
  readonly title: string;
  /** What an officer calls it in a list of reports, for example "Burglary". */
  readonly short: string;
  readonly group: OffenceGroup;
  /** Words an officer would type to find it. */
  readonly words: string;
}

export interface MissingField {
  readonly fieldId: string;
  readonly section: SectionId;
  readonly label: string;
  readonly entryId?: string;
}

export interface FieldProblem {
  readonly fieldId: string;
  readonly section: SectionId;
  readonly message: string;
  readonly entryId?: string;
}

/** The form notes beside a date the local day on which it was typed, so that "today" keeps its meaning tomorrow. */
export const typedOnKey = (fieldId: string): string => `${fieldId}.typed-on`;
