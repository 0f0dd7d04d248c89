// Every kind of report and its definition: as published, or with what the force has added.
import { collisionReport } from './collision/definition.ts';
import { crimeReport } from './crime-report/definition.ts';
import { extendForms, type Forms } from './force-forms/extend.ts';
import type { ForceForms } from './force-forms/schema.ts';
import type { EntryListDefinition, FormDefinition } from './forms/types.ts';
import { witnessStatement } from './statement/definition.ts';
import { witnessDetails } from './statement/witness-details.ts';
import type { EntryListId, ReportKind } from './reports.ts';

export const publishedForms: Forms = {
  crime: crimeReport,
  collision: collisionReport,
  statement: witnessStatement,
  'witness-details': witnessDetails,
};

interface InForce {
  readonly forms: Forms;
  readonly configuration: ForceForms | null;
}

/** One for the whole process: set once, before the first report is read. */
let inForce: InForce = { forms: publishedForms, configuration: null };

/** Null: the forms as they are published. */
export function bringFormsIntoForce(configuration: ForceForms | null): void {
  inForce = {
    forms: configuration === null ? publishedForms : extendForms(publishedForms, configuration),
    configuration,
  };
}

/** What else of the configuration is read where reports are shown and printed. */
export const forceConfiguration = (): ForceForms | null => inForce.configuration;

export const formOf = (kind: ReportKind): FormDefinition => inForce.forms[kind];

/** The definition of a list that a report of this kind has. */
export function listOf(form: FormDefinition, id: EntryListId): EntryListDefinition {
  const list = form.lists.find((candidate) => candidate.id === id);
  if (list === undefined) throw new RangeError(`${form.name} has no list of ${id}`);
  return list;
}
