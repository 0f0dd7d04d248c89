// Every kind of report and its definition.
import { collisionReport } from './collision/definition.ts';
import { crimeReport } from './crime-report/definition.ts';
import type { EntryListDefinition, FormDefinition } from './forms/types.ts';
import { witnessStatement } from './statement/definition.ts';
import { witnessDetails } from './statement/witness-details.ts';
import type { EntryListId, ReportKind } from './reports.ts';

const forms: Readonly<Record<ReportKind, FormDefinition>> = {
  crime: crimeReport,
  collision: collisionReport,
  statement: witnessStatement,
  'witness-details': witnessDetails,
};

export const formOf = (kind: ReportKind): FormDefinition => forms[kind];

/** The definition of a list that a report of this kind has. */
export function listOf(form: FormDefinition, id: EntryListId): EntryListDefinition {
  const list = form.lists.find((candidate) => candidate.id === id);
  if (list === undefined) throw new RangeError(`${form.name} has no list of ${id}`);
  return list;
}
