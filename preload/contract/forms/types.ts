// The shape of a report's definition: sections, fields, lists and rules as data, read by form, summary, missing list and print.
import type { Instant } from '../ids.ts';
import type { OffenceGroup } from '../offences/find-offences.ts';
import type { EntryListId, FieldValues, ReportContent } from '../reports.ts';

export type MissingGroup = 'needed-now' | 'before-submission' | 'optional';

/** Each definition names its own. */
export type SectionId = string;

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
  /** The words of a witness, with the tools for writing them. */
  | 'statement-text'
  /** What to ask about, ticked by the officer; for the officer alone, never printed. */
  | 'prompts'
  /** A drawing kept as text: see collision/sketch. */
  | 'sketch-plan'
  | 'vrm';

/**
 * What a line of text holds that must not go out in public. Plates, phone numbers and postcodes have a kind of field of their own. A
 * test asks it of every line of every form, so that no new one is forgotten: tests/unit/team-posts/telling-fields.test.ts.
 */
export interface Telling {
  readonly what: 'family-name' | 'given-names' | 'full-name' | 'organisation' | 'plate' | 'reference' | 'address';
  /** Who that is, where the entry’s role does not say it: "a driver". */
  readonly whose?: string;
}

export interface FieldOption {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** Offered no more: it only names what earlier reports hold. */
  readonly retired?: true;
}

/** Declarative, so that a definition stays readable and can be shown, tested and one day configured. */
export type Condition =
  /** The value is, or a multiple choice includes, one of these. */
  | { readonly field: string; readonly oneOf: readonly string[] }
  /** Nothing is chosen, or none of these. */
  | { readonly field: string; readonly noneOf: readonly string[] }
  /** The same of one of the report's own fields: for an entry. */
  | { readonly report: string; readonly oneOf: readonly string[] }
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
  /** A choice among the entries of this list of the report; its value is the entry's id. See `withEntryChoices`. */
  readonly entriesOf?: EntryListId;
  readonly maxLength?: number;
  /** How a force writes it, any one of these: see value-pattern.ts. */
  readonly patterns?: readonly string[];
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
  /**
   * What is known already is offered while this is typed: an entity of this kind. Which fields an offer then fills, and where the
   * choice is kept, says the table that reads this entry (known/sources.ts).
   */
  readonly offers?: 'person' | 'vehicle' | 'property' | 'place';
  readonly tells?: Telling;
  /** Fields that stand side by side in the form. */
  readonly width?: 'half' | 'third';
}

export interface SectionDefinition {
  readonly id: SectionId;
  readonly title: string;
  /** One sentence under the title, when the section is empty. */
  readonly about: string;
}

/** What can be added to a list with one press. */
export interface EntryAddition {
  readonly label: string;
  readonly values: FieldValues;
}

/** How an entry is named in lists and summaries, from what is entered so far. */
export interface EntryWords {
  /** For the round mark beside the name; empty for none. */
  readonly initials: string;
  readonly name: string;
  /** Beside the name, for example "born 4 Mar 1961" and "victim". */
  readonly facts: readonly string[];
  /** What to mind, for example safe contact. */
  readonly cautions: readonly string[];
}

/** What an entry may refer to. */
export type EntryLists = Pick<ReportContent, EntryListId>;

/** A list of entries that a section holds besides its own fields: people, items of property. */
export interface EntryListDefinition {
  readonly id: EntryListId;
  readonly section: SectionId;
  /** It stands below the section's own fields, and not above them. */
  readonly isBelowFields?: true;
  /** What a screen reader calls the list. */
  readonly label: string;
  readonly fields: readonly FieldDefinition[];
  /** Has the focus in a new entry. */
  readonly firstField: string;
  readonly additions: readonly EntryAddition[];
  /** Whose statement may be taken: entries whose field holds one of these. */
  readonly statementFrom?: { readonly field: string; readonly oneOf: readonly string[] };
  /** What may stand on the exhibit list: entries whose field holds one of these. */
  readonly exhibitWhen?: { readonly field: string; readonly oneOf: readonly string[] };
  /** `index` counts from nought; `now` is for ages; `report` for the other entries that this one refers to. */
  readonly wordsOf: (values: FieldValues, now: Instant, index: number, report: EntryLists) => EntryWords;
  /** The entry's name beside the label of a missing field; empty where it has none yet. */
  readonly nameOf: (values: FieldValues) => string;
  /** The list in one line for the section's title; empty while there is nothing to say. */
  readonly summary: (content: ReportContent) => string;
}

/** Entries of a list answer one of the report's own questions: a victim is entered, so nobody asks whether one is known. */
export interface AnsweredByEntries {
  readonly fieldId: string;
  readonly list: EntryListId;
  /** Only by entries whose field holds this; by any where it is left out. */
  readonly where?: { readonly field: string; readonly is: string };
  /** The answers that then say otherwise, and the words for that. */
  readonly contradictedBy: readonly string[];
  readonly message: string;
}

/** Two moments of which one comes first. */
export interface OrderRule {
  /** Date fields with their times. */
  readonly earlier: string;
  readonly later: string;
  /** Which of them is told, and in which words. */
  readonly blames: string;
  readonly message: string;
}

/** A clock of the law that runs from a date field with its time. */
export interface FormClock {
  readonly dateField: string;
  readonly hours: number;
  /** For example "24 h rule". */
  readonly name: string;
  /** What it is for, in a sentence. */
  readonly about: string;
  /** The link to the field that starts it. */
  readonly ask: string;
}

export interface FormDefinition {
  /** What an officer calls it: "Crime report". */
  readonly name: string;
  /** Above the title of one: "Crime". */
  readonly shortName: string;
  /** The last one is where it is read over and finished. */
  readonly sections: readonly SectionDefinition[];
  /** The report's own fields, in the order of the form. */
  readonly fields: readonly FieldDefinition[];
  readonly lists: readonly EntryListDefinition[];
  readonly answered: readonly AnsweredByEntries[];
  readonly order: readonly OrderRule[];
  /** Advice that only this kind of report gives, on what its parts say together. */
  readonly advise?: (content: ReportContent) => readonly FieldProblem[];
  readonly clock: FormClock | null;
  /** What a report is called in lists: never a person's name. */
  readonly titleOf: (content: ReportContent) => string;
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

/** The section in which a report is read over and finished. */
export const checkSection = 'check';

/** The form notes beside a date the local day on which it was typed, so that "today" keeps its meaning tomorrow. */
export const typedOnKey = (fieldId: string): string => `${fieldId}.typed-on`;
