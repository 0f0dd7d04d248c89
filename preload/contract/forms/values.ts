// Reading a report's values: whether a field applies, is filled, and what it says in words.
import { ageInWords } from '../facts/ages.ts';
import { readGrid } from '../facts/grid.ts';
import { readPhone } from '../facts/phones.ts';
import { readPlate } from '../facts/plates.ts';
import { readPostcode } from '../facts/postcodes.ts';
import type { Instant } from '../ids.ts';
import type { FieldValue, FieldValues, ReportContent } from '../reports.ts';
import { formatDay, formatTime, localDayAt, readDate, readTime, type DateReading } from './dates.ts';
import { offenceClassOf } from '../offences/find-offences.ts';
import { sketchInWords } from '../collision/sketch/model.ts';
import {
  typedOnKey,
  type Condition,
  type FieldDefinition,
  type FieldKind,
  type FieldOption,
  type FormDefinition,
} from './types.ts';

export const textOf = (value: FieldValue | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(', ');

export const choicesOf = (value: FieldValue | undefined): readonly string[] =>
  value === undefined || value === '' ? [] : typeof value === 'string' ? [value] : value;

export const isFilled = (value: FieldValue | undefined): boolean =>
  typeof value === 'string' ? value.trim() !== '' : value !== undefined && value.length > 0;

function holds(condition: Condition, values: FieldValues, report: FieldValues): boolean {
  if ('offenceGroup' in condition) {
    const chosen = offenceClassOf(textOf(report['offence-class']));
    return chosen !== null && condition.offenceGroup.includes(chosen.group);
  }
  if ('report' in condition) return choicesOf(report[condition.report]).some((id) => condition.oneOf.includes(id));
  const value = values[condition.field];
  if ('noneOf' in condition) return !choicesOf(value).some((id) => condition.noneOf.includes(id));
  if ('empty' in condition) return !isFilled(value);
  if ('filled' in condition) return isFilled(value);
  return choicesOf(value).some((chosen) => condition.oneOf.includes(chosen));
}

/** Whether a field is asked at all. `values` are the entry's own for a person or item, else the report's. */
export const appliesTo = (field: FieldDefinition, values: FieldValues, report: FieldValues): boolean =>
  (field.appliesWhen ?? []).every((condition) => holds(condition, values, report));

/** The day a date field says, or why it cannot be read; null for an empty field. */
export function dateReadingOf(field: FieldDefinition, values: FieldValues): DateReading | null {
  const typedOn = textOf(values[typedOnKey(field.id)]);
  return readDate(textOf(values[field.id]), {
    typedOn: typedOn === '' ? null : typedOn,
    born: field.kind === 'date-of-birth',
  });
}

/** Pence of an amount in pounds as typed ("1,200", "£12.50", "2k"); null if it cannot be read. */
export function penceOf(typed: string): number | null {
  const match = /^£?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?\s*(k)?$/i.exec(typed.trim());
  if (!match) return null;
  const pence = Number((match[1] ?? '').replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return match[3] === undefined ? pence : pence * 1000;
}

export const formatPounds = (pence: number): string =>
  new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency: 'GBP',
    minimumFractionDigits: pence % 100 === 0 ? 0 : 2,
  }).format(pence / 100);

function dateLine(field: FieldDefinition, values: FieldValues): string | null {
  const date = dateReadingOf(field, values);
  if (date === null || !date.ok) return null;
  const time = field.timeField === undefined ? null : readTime(textOf(values[field.timeField]));
  return time !== null && time.ok ? `${formatDay(date.day)}, ${formatTime(time)}` : formatDay(date.day);
}

function birthLine(field: FieldDefinition, values: FieldValues, now: Instant): string | null {
  const date = dateReadingOf(field, values);
  if (date === null || !date.ok) return null;
  const age = ageInWords(date.day, localDayAt(now));
  return age === null ? formatDay(date.day) : `${formatDay(date.day)}, ${age}`;
}

function timeLine(typed: string): string | null {
  const time = readTime(typed);
  return time !== null && time.ok ? formatTime(time) : null;
}

function moneyLine(typed: string): string | null {
  const pence = penceOf(typed);
  return pence === null ? null : formatPounds(pence);
}

function offenceLine(values: FieldValues): string | null {
  const chosen = offenceClassOf(textOf(values['offence-class']));
  return chosen === null ? null : `Recording class ${chosen.code}`;
}

type Reader = (field: FieldDefinition, values: FieldValues, now: Instant) => string | null;

const readers: Partial<Record<FieldKind, Reader>> = {
  date: dateLine,
  'date-of-birth': birthLine,
  time: (field, values) => timeLine(textOf(values[field.id])),
  money: (field, values) => moneyLine(textOf(values[field.id])),
  postcode: (field, values) => readPostcode(textOf(values[field.id]))?.words ?? null,
  phone: (field, values) => readPhone(textOf(values[field.id]))?.words ?? null,
  'os-grid': (field, values) => readGrid(textOf(values[field.id]))?.words ?? null,
  vrm: (field, values, now) => readPlate(textOf(values[field.id]), localDayAt(now))?.words ?? null,
  offence: (_field, values) => offenceLine(values),
};

/**
 * How the program understood what was typed, for showing back under the field; null where there is nothing to add.
 * A date with its time gives one line: "Sunday 22 Nov 2026, 14:03".
 */
export const readingOf: Reader = (field, values, now) => readers[field.kind]?.(field, values, now) ?? null;

/** Ids are as long as this; what is shorter was typed into a report that was written before entries were chosen. */
export const isTypedEntry = (held: string): boolean => held.length < 36;

/** What a choice among entries says that is none of them. */
export const entryThatIsGone = (held: string): string =>
  isTypedEntry(held) ? `${held} (not entered)` : 'One that was removed';

/** A field's value in words, for summary and print: labels for choices, the text exactly as typed for the rest. */
export function spokenValue(field: FieldDefinition, values: FieldValues): string {
  const value = values[field.id];
  if (field.kind === 'sketch-plan') return sketchInWords(textOf(value));
  if (field.options === undefined) return textOf(value);
  return choicesOf(value)
    .map((id) => optionWords(field, id))
    .join(', ');
}

/** A force's own codes and fields; what is published never begins so. */
export const forceCodePrefix = 'force:';
export const forceFieldPrefix = 'force_';

const isForceOwn = (field: FieldDefinition, optionId: string): boolean =>
  optionId.startsWith(forceCodePrefix) || field.id.startsWith(forceFieldPrefix);

function optionWords(field: FieldDefinition, id: string): string {
  const found = field.options?.find((option) => option.id === id);
  if (found !== undefined) return found.detail === undefined ? found.label : `${found.label}: ${found.detail}`;
  if (field.entriesOf !== undefined) return entryThatIsGone(id);
  const code = id.startsWith(forceCodePrefix) ? id.slice(forceCodePrefix.length) : id;
  return isForceOwn(field, id) ? `${code} (no longer in the list)` : code;
}

/** The labels of a force's own codes that were chosen: what officers look for, as an operation's name; empty where there are none. */
export function forceWords(field: FieldDefinition, values: FieldValues): string {
  if (field.options === undefined) return '';
  return choicesOf(values[field.id])
    .filter((id) => isForceOwn(field, id))
    .map((id) => optionWords(field, id))
    .join(', ');
}

/**
 * What a form offers: the list without what was retired, and besides it whatever the report holds, so that an answer that a
 * force has taken from its list is seen and can be taken back.
 */
export function offeredOptions(field: FieldDefinition, chosen: readonly string[]): readonly FieldOption[] {
  const options = field.options ?? [];
  const listed = options.filter(({ id, retired }) => retired !== true || chosen.includes(id));
  const unlisted = chosen.filter((id) => isForceOwn(field, id) && !options.some((option) => option.id === id));
  return unlisted.length === 0 && listed.length === options.length
    ? options
    : [...listed, ...unlisted.map((id) => ({ id, label: optionWords(field, id) }))];
}

/** What a report holds of a force's fields that its configuration no longer has: shown under its code, and never asked. */
export function forgottenFields(
  definitions: readonly FieldDefinition[],
  ...states: readonly FieldValues[]
): FieldDefinition[] {
  const known = new Set(definitions.map(({ id }) => id));
  const held = new Set(states.flatMap((values) => Object.keys(values)));
  return [...held]
    .filter((id) => id.startsWith(forceFieldPrefix) && !id.includes('.') && !known.has(id))
    .filter((id) => states.some((values) => isFilled(values[id])))
    .map((id) => ({
      id,
      section: '',
      label: `${id.slice(forceFieldPrefix.length).replaceAll('-', ' ')} (no longer in the form)`,
      kind: 'text',
      group: 'optional',
    }));
}

/** Whether the entries answer one of the report's own questions: a victim is known, there is property. */
export function answeredByEntries(form: FormDefinition, fieldId: string, content: ReportContent): boolean {
  const rule = form.answered.find((candidate) => candidate.fieldId === fieldId);
  if (rule === undefined) return false;
  const { list, where } = rule;
  return content[list].some(({ values }) => where === undefined || textOf(values[where.field]) === where.is);
}

const standsAlone = (id: string): boolean => id === 'none' || id === 'not-known';

/** What a multiple choice becomes: "none of these" and "not known" stand alone, and give way to any other answer. */
export function nextChoices(before: readonly string[], after: readonly string[]): readonly string[] {
  const added = after.find((id) => !before.includes(id));
  if (added === undefined) return after;
  return standsAlone(added) ? [added] : after.filter((id) => !standsAlone(id));
}
