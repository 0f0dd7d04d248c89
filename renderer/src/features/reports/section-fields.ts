// A definition by section.
import {
  checkSection,
  isFilled,
  type EntryListDefinition,
  type FieldDefinition,
  type FormDefinition,
} from '#contract/forms.ts';
import { fieldsOfList, offeringSource } from '#contract/known/offering.ts';
import type { MentionSource } from '#contract/known/sources.ts';
import type { ReportContent } from '#contract/reports.ts';
import type { Scope } from './draft-content.ts';

const known = new WeakMap<FormDefinition, ReadonlyMap<string, readonly FieldDefinition[]>>();

/** The same list for the same section, so that its form is not drawn again for a new one. */
export function fieldsOf(form: FormDefinition, section: string): readonly FieldDefinition[] {
  let bySection = known.get(form);
  if (bySection === undefined) {
    bySection = Map.groupBy(form.fields, (field) => field.section);
    known.set(form, bySection);
  }
  return bySection.get(section) ?? [];
}

export const sectionOfField = (form: FormDefinition, fieldId: string): string =>
  form.fields.find(({ id }) => id === fieldId)?.section ?? '';

/** The lists that a section holds besides its own fields. */
export const listsOf = (form: FormDefinition, section: string): readonly EntryListDefinition[] =>
  form.lists.filter((list) => list.section === section);

/** Those that stand above the section's own fields, and those below them. */
export function listsAround(
  form: FormDefinition,
  section: string,
): {
  readonly above: readonly EntryListDefinition[];
  readonly below: readonly EntryListDefinition[];
} {
  const lists = listsOf(form, section);
  return {
    above: lists.filter(({ isBelowFields }) => isBelowFields !== true),
    below: lists.filter(({ isBelowFields }) => isBelowFields === true),
  };
}

export const isSectionStarted = (form: FormDefinition, section: string, content: ReportContent): boolean =>
  listsOf(form, section).some(({ id }) => content[id].length > 0) ||
  fieldsOf(form, section).some((field) => isFilled(content.values[field.id]));

/** The section before or after; null at the ends. */
export function neighbour(form: FormDefinition, section: string, by: 1 | -1): string | null {
  const at = form.sections.findIndex(({ id }) => id === section);
  return form.sections[at + by]?.id ?? null;
}

export const titleOfSection = (form: FormDefinition, section: string): string =>
  form.sections.find(({ id }) => id === section)?.title ?? '';

/** After which only the reading over is left. */
export const isLastToFill = (form: FormDefinition, section: string): boolean =>
  neighbour(form, section, 1) === checkSection;

/** Whether it is the first of the fields that offer of this source: under it stands what was taken. */
export const leadsItsSource = (
  form: FormDefinition,
  scope: Scope,
  field: FieldDefinition,
  source: MentionSource,
): boolean =>
  fieldsOfList(form, scope?.list ?? null).find((one) => offeringSource(scope?.list ?? null, one) === source)?.id ===
  field.id;
