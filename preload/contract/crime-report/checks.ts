// Advice on what was typed: shown beside the field, listed on the check page, never a reason to refuse a save.
import { birthAdvice } from '../facts/ages.ts';
import { readGrid } from '../facts/grid.ts';
import { readPhone } from '../facts/phones.ts';
import { readPlate } from '../facts/plates.ts';
import { readPostcode } from '../facts/postcodes.ts';
import type { Instant } from '../ids.ts';
import type { FieldValues, ReportContent } from '../reports.ts';
import { formatDay, instantOf, localDayAt, readTime } from './dates.ts';
import { personFields, propertyFields } from './entry-fields.ts';
import { crimeReportFields } from './fields.ts';
import type { FieldDefinition, FieldKind, FieldProblem } from './types.ts';
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

function timeProblem(field: FieldDefinition, values: FieldValues): string | null {
  const time = readTime(textOf(values[field.id]));
  if (time === null) return null;
  if (!time.ok) return time.message;
  const dateField = crimeReportFields.find((candidate) => candidate.timeField === field.id);
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
function ownProblemOf(field: FieldDefinition, values: FieldValues, now: Instant): string | null {
  if (!isFilled(values[field.id])) return null;
  if (field.kind === 'date' || field.kind === 'date-of-birth') return dateProblem(field, values, now);
  if (field.kind === 'time') return timeProblem(field, values);
  return shapes[field.kind]?.(textOf(values[field.id]).trim(), now) ?? null;
}

/** The instant of a date field and its time; null unless both can be read. */
export function instantOfField(dateFieldId: string, values: FieldValues): Instant | null {
  const field = crimeReportFields.find((candidate) => candidate.id === dateFieldId);
  if (field?.timeField === undefined) return null;
  const date = dateReadingOf(field, values);
  const time = readTime(textOf(values[field.timeField]));
  return date !== null && date.ok && time !== null && time.ok ? instantOf(date.day, time).instant : null;
}

function orderProblems(values: FieldValues, now: Instant): FieldProblem[] {
  const from = instantOfField('committed-from-date', values);
  const to = instantOfField('committed-to-date', values);
  const reported = instantOfField('reported-date', values);
  const problems: FieldProblem[] = [];
  if (from !== null && to !== null && to < from) {
    problems.push({
      fieldId: 'committed-to-date',
      section: 'when-where',
      message: 'This is before the time it was committed from.',
    });
  }
  if (from !== null && reported !== null && reported < from) {
    problems.push({
      fieldId: 'committed-from-date',
      section: 'when-where',
      message: 'This is after it was reported. Check both.',
    });
  }
  if (reported !== null && reported > now && localDayAt(reported) <= localDayAt(now)) {
    problems.push({ fieldId: 'reported-time', section: 'incident', message: 'This time has not come yet. Check it.' });
  }
  return problems;
}

/** What is odd about one field as typed, alone or beside the others, in a sentence for the officer; null if nothing is. */
export function problemOf(field: FieldDefinition, values: FieldValues, now: Instant): string | null {
  const own = ownProblemOf(field, values, now);
  if (own !== null || (field.kind !== 'date' && field.kind !== 'time')) return own;
  return orderProblems(values, now).find(({ fieldId }) => fieldId === field.id)?.message ?? null;
}

const contradictions: readonly {
  readonly fieldId: string;
  readonly answers: readonly string[];
  readonly message: string;
}[] = [
  {
    fieldId: 'victim-not-named',
    answers: ['not-known', 'state'],
    message: 'A victim is entered, and the answer says that there is none to enter. Take one of them back.',
  },
  {
    fieldId: 'suspect-known',
    answers: ['not-known', 'seen'],
    message: 'A suspect is entered, and the answer says that none is known. Check both.',
  },
  {
    fieldId: 'property-involved',
    answers: ['no'],
    message: 'Property is entered, and the answer says that there is none. Take one of them back.',
  },
];

function contradictionsIn(content: ReportContent): FieldProblem[] {
  return contradictions
    .filter(
      ({ fieldId, answers }) =>
        answeredByEntries(fieldId, content) && answers.includes(textOf(content.values[fieldId])),
    )
    .map(({ fieldId, message }) => ({
      fieldId,
      section: fieldId === 'property-involved' ? 'property' : 'people',
      message,
    }));
}

/** Everything odd in the report, in the order of the form. */
export function problemsOf(content: ReportContent, now: Instant): FieldProblem[] {
  const { values } = content;
  const problems: FieldProblem[] = [];
  const collect = (fields: readonly FieldDefinition[], own: FieldValues, entryId?: string): void => {
    for (const field of fields) {
      const message = appliesTo(field, own, values) ? problemOf(field, own, now) : null;
      if (message === null) continue;
      problems.push({
        fieldId: field.id,
        section: field.section,
        message,
        ...(entryId === undefined ? {} : { entryId }),
      });
    }
  };
  collect(crimeReportFields, values);
  for (const person of content.people) collect(personFields, person.values, person.id);
  for (const item of content.property) collect(propertyFields, item.values, item.id);
  return [...problems, ...contradictionsIn(content)];
}
