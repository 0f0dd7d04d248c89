// Choices among a report's own entries, such as the vehicle of a casualty: offered by name, kept by id.
import type { Instant } from '../ids.ts';
import { listOf } from '../report-forms.ts';
import type { EntryLists, FieldDefinition, FieldOption, FormDefinition } from './types.ts';

/** The entries of a list as options: "Vehicle 2: Car · LB65 KTR". */
export const entryOptions = (
  form: FormDefinition,
  listId: keyof EntryLists,
  report: EntryLists,
  now: Instant,
): readonly FieldOption[] => {
  const { wordsOf } = listOf(form, listId);
  return report[listId].map(({ id, values }, index) => {
    const { name, facts } = wordsOf(values, now, index, report);
    return { id, label: [name, ...facts].join(' · ') };
  });
};

/** The same fields, with options where they are a choice among entries; the same array where none is. */
export const withEntryChoices = (
  form: FormDefinition,
  fields: readonly FieldDefinition[],
  report: EntryLists,
  now: Instant,
): readonly FieldDefinition[] =>
  fields.some(({ entriesOf }) => entriesOf !== undefined)
    ? fields.map((field) =>
        field.entriesOf === undefined ? field : { ...field, options: entryOptions(form, field.entriesOf, report, now) },
      )
    : fields;
