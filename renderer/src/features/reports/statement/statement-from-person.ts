// The beginning of a statement from a person who is in a report already: nothing is typed twice.
import { ageOn } from '#contract/facts/ages.ts';
import { dateReadingOf, localDayAt, textOf, type FormDefinition } from '#contract/forms.ts';
import { emptyReportContent, type FieldValues, type ReportContent, type ReportEntry } from '#contract/reports.ts';

const adult = 18;

function ageValues(form: FormDefinition, person: FieldValues, now: string): FieldValues {
  const field = form.lists.flatMap(({ fields }) => fields).find(({ kind }) => kind === 'date-of-birth');
  const born = field === undefined ? null : dateReadingOf(field, person);
  if (born?.ok !== true) return {};
  const years = ageOn(born.day, localDayAt(now));
  if (years < 0) return {};
  return years < adult ? { age: 'under-18', 'age-years': String(years) } : { age: 'over-18' };
}

/** @param person an entry of the report: the witness is the same entity, be it one of its own or one that was chosen for it. */
export function statementFromPerson(
  form: FormDefinition,
  report: { readonly content: ReportContent; readonly reference: string },
  { id, values: person }: ReportEntry,
  now: string,
): ReportContent {
  const copied = ['family-name', 'given-names', 'occupation'].map((key) => [key, textOf(person[key]).trim()]);
  return {
    ...emptyReportContent,
    values: {
      ...Object.fromEntries(copied.filter(([, value]) => value !== '')),
      ...ageValues(form, person, now),
      entityId: textOf(person['entityId']) || id,
      'for-reference': textOf(report.content.values['cad-reference']).trim() || report.reference,
    },
  };
}
