// Advice on what was typed: shown beside the field, listed on the check page, never a reason to refuse a save.
import { birthAdvice } from '../facts/ages.ts';
import { readGrid } from '../facts/grid.ts';
import { readPhone } from '../facts/phones.ts';
import { readPlate } from '../facts/plates.ts';
import { readPostcode } from '../facts/postcodes.ts';
import type { Instant } from '../ids.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { formatDay, instantOf, localDayAt, readTime } from './dates.ts';
import type { FieldDefinition, FieldKind, FieldProblem, FormDefinition } from './types.ts';
import { patternAdvice } from './value-pattern.ts';
import { answeredByEntries, appliesTo, dateReadingOf, isFilled, penceOf, textOf } from './values.ts';

const clockChanges = {
  none: null,
  twice: 'The clocks went back: this time happened twice. The first is taken; add BST or GMT to say which.',
  skipped: 'The clocks went forward: there was no such time that night. It is taken as GMT; check it.',
} as const;

function dateProblem(field: FieldDefinition, values: FieldValues, now: Instant): string | null {
  const reading = dateReadingOf(field, values);
  if (reading === null) return null;
  if (!reading.ok) return reading.message;
  if (reading.wrongWeekday !== null)
    return `${formatDay(reading.day)} is not a ${reading.wrongWeekday}. Check the date.`;
  if (reading.day > localDayAt(now)) return `${formatDay(reading.day)} has not come yet. Check the date.`;
  return field.kind === 'date-of-birth' ? birthAdvice(reading.day, localDayAt(now)) : null;
}

/** The date that a time belongs to. */
const dateFieldOf = (form: FormDefinition, timeField: string): FieldDefinition | undefined =>
  [form.fields, ...form.lists.map(({ fields }) => fields)].flat().find((field) => field.timeField === timeField);

function timeProblem(form: FormDefinition, field: FieldDefinition, values: FieldValues): string | null {
  const time = readTime(textOf(values[field.id]));
  if (time === null) return null;
  if (!time.ok) return time.message;
  const dateField = dateFieldOf(form, field.id);
  const date = dateField === undefined ? null : dateReadingOf(dateField, values);
  if (date === null || !date.ok) return null;
  const { clockChange } = instantOf(date.day, time);
  return clockChange === 'twice' && time.zone !== null ? null : clockChanges[clockChange];
}

const withoutSpaces = (typed: string): string => typed.replaceAll(/\s+/g, '');

/** What looks wrong in a text; null where nothing does. */
type Advise = (typed: string, now: Instant) => string | null;

const unless =
  (fits: (typed: string) => boolean, advice: string): Advise =>
  (typed) =>
    fits(typed) ? null : advice;

const shapes: Partial<Record<FieldKind, Advise>> = {
  postcode: (typed) => readPostcode(typed)?.advice ?? null,
  uprn: unless((typed) => /^\d{1,12}$/.test(withoutSpaces(typed)), 'A UPRN is up to 12 digits.'),
  'os-grid': (typed) => readGrid(typed)?.advice ?? null,
  what3words: unless(
    (typed) => /^(?:\/\/\/)?\p{L}+\.\p{L}+\.\p{L}+$/u.test(withoutSpaces(typed)),
    'what3words is three words with dots between.',
  ),
  money: unless((typed) => penceOf(typed) !== null, 'Type an amount in pounds, such as 1200 or 12.50.'),
  phone: (typed) => readPhone(typed)?.advice ?? null,
  vrm: (typed, now) => readPlate(typed, localDayAt(now))?.advice ?? null,
};

/** What is odd about one field by itself; null if nothing is. */
function ownProblemOf(form: FormDefinition, field: FieldDefinition, values: FieldValues, now: Instant): string | null {
  if (!isFilled(values[field.id])) return null;
  if (field.kind === 'date' || field.kind === 'date-of-birth') return dateProblem(field, values, now);
  if (field.kind === 'time') return timeProblem(form, field, values);
  const typed = textOf(values[field.id]).trim();
  return shapes[field.kind]?.(typed, now) ?? patternAdvice(field.patterns ?? [], typed);
}

/** The instant of one of the report's date fields and its time; null unless both can be read. */
export function instantOfField(form: FormDefinition, dateFieldId: string, values: FieldValues): Instant | null {
  const field = form.fields.find((candidate) => candidate.id === dateFieldId);
  if (field?.timeField === undefined) return null;
  const date = dateReadingOf(field, values);
  const time = readTime(textOf(values[field.timeField]));
  return date !== null && date.ok && time !== null && time.ok ? instantOf(date.day, time).instant : null;
}

/** When the form's clock began to run; null until date and time can be read, or where it has none. */
export const clockInstant = (form: FormDefinition, content: ReportContent): Instant | null =>
  form.clock === null ? null : instantOfField(form, form.clock.dateField, content.values);

function orderProblems(form: FormDefinition, values: FieldValues, now: Instant): FieldProblem[] {
  const sectionOf = (fieldId: string): string => form.fields.find(({ id }) => id === fieldId)?.section ?? '';
  const problems: FieldProblem[] = [];
  for (const { earlier, later, blames, message } of form.order) {
    const [first, second] = [instantOfField(form, earlier, values), instantOfField(form, later, values)];
    if (first !== null && second !== null && second < first) {
      problems.push({ fieldId: blames, section: sectionOf(blames), message });
    }
  }
  for (const { id, timeField } of form.fields) {
    const at = timeField === undefined ? null : instantOfField(form, id, values);
    // A day that has not come yet is told with the day.
    if (timeField === undefined || at === null || at <= now || localDayAt(at) > localDayAt(now)) continue;
    problems.push({
      fieldId: timeField,
      section: sectionOf(timeField),
      message: 'This time has not come yet. Check it.',
    });
  }
  return problems;
}

/** What is odd about one field as typed, alone or beside the others, in a sentence for the officer; null if nothing is. */
export function problemOf(
  form: FormDefinition,
  field: FieldDefinition,
  values: FieldValues,
  now: Instant,
): string | null {
  const own = ownProblemOf(form, field, values, now);
  if (own !== null || (field.kind !== 'date' && field.kind !== 'time')) return own;
  return orderProblems(form, values, now).find(({ fieldId }) => fieldId === field.id)?.message ?? null;
}

const contradictionsIn = (form: FormDefinition, content: ReportContent): FieldProblem[] =>
  form.answered
    .filter(
      ({ fieldId, contradictedBy }) =>
        answeredByEntries(form, fieldId, content) && contradictedBy.includes(textOf(content.values[fieldId])),
    )
    .map(({ fieldId, message }) => ({
      fieldId,
      section: form.fields.find(({ id }) => id === fieldId)?.section ?? '',
      message,
    }));

/** Everything odd in the report, in the order of the form. */
export function problemsOf(form: FormDefinition, content: ReportContent, now: Instant): FieldProblem[] {
  const { values } = content;
  const problems: FieldProblem[] = [];
  const collect = (fields: readonly FieldDefinition[], own: FieldValues, entryId?: string): void => {
    for (const field of fields) {
      const message = appliesTo(field, own, values) ? problemOf(form, field, own, now) : null;
      if (message === null) continue;
      problems.push({
        fieldId: field.id,
        section: field.section,
        message,
        ...(entryId === undefined ? {} : { entryId }),
      });
    }
  };
  collect(form.fields, values);
  for (const { id, fields } of form.lists) {
    for (const entry of content[id]) collect(fields, entry.values, entry.id);
  }
  return [...problems, ...contradictionsIn(form, content), ...(form.advise?.(content) ?? [])];
}
