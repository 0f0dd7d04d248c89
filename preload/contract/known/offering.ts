// From an offer into a form: which source of the table a field belongs to, what taking an offer puts where, and what each value put in
// is noted to be from. Pure.
import { z } from 'zod';
import { ageOn } from '../facts/ages.ts';
import { localDayAt, readDate } from '../forms/dates.ts';
import { typedOnKey, type FieldDefinition, type FormDefinition } from '../forms/types.ts';
import { appliesTo, isFilled, textOf } from '../forms/values.ts';
import type { KnownSource, KnownSummary } from '../known.ts';
import { instant, reportId, type EntityId, type Instant } from '../ids.ts';
import { reportKind, type EntryListId, type FieldValues } from '../reports.ts';
import type { MentionFacts } from './mentions.ts';
import { mentionSources, valueText, type FactSource, type MentionSource, type WorkedOut } from './sources.ts';

/** The source that a field offers of; null for a field that offers nothing. */
export const offeringSource = (list: EntryListId | null, field: FieldDefinition): MentionSource | null =>
  field.offers === undefined
    ? null
    : (mentionSources.find(
        (source) => source.list === list && source.kind === field.offers && factOfField(source, field.id) !== undefined,
      ) ?? null);

export const factOfField = (source: MentionSource, fieldId: string): FactSource | undefined =>
  source.facts.find(({ field }) => field === fieldId);

/**
 * What a field tells of whom, where two that differ are a conflict. Only of what the form offers: a place and the person who lives there
 * are told of by one field, and each is asked about by itself.
 */
export function factsAsked(
  form: FormDefinition,
  list: EntryListId | null,
  fieldId: string,
): readonly (readonly [MentionSource, FactSource])[] {
  const fields = fieldsOfList(form, list);
  return mentionSources
    .filter((source) => source.list === list && fields.some((field) => offeringSource(list, field) === source))
    .flatMap((source) => {
      const fact = factOfField(source, fieldId);
      return fact === undefined || fact.lasts !== undefined ? [] : [[source, fact] as const];
    });
}

/** The definitions of a list's entries, or of the report's own fields. */
export const fieldsOfList = (form: FormDefinition, list: EntryListId | null): readonly FieldDefinition[] =>
  list === null ? form.fields : (form.lists.find(({ id }) => id === list)?.fields ?? []);

/** Where the source of a value is kept beside it, as the day is on which a date was typed. */
export const filledFromKey = (fieldId: string): string => `${fieldId}.from`;

const filledFrom = z.object({
  reportId,
  reference: z.string(),
  kind: reportKind,
  by: z.string(),
  at: instant,
  /** The entity that was taken. */
  entityId: z.string(),
  /** What was put in: once the officer has typed another value, it is from nowhere else. */
  value: z.string(),
});
export type FilledFrom = z.infer<typeof filledFrom>;

/** Where a field's present value is from; null where the officer typed it. */
export function filledFromOf(values: FieldValues, fieldId: string): FilledFrom | null {
  const kept = textOf(values[filledFromKey(fieldId)]);
  if (kept === '') return null;
  try {
    const read = filledFrom.safeParse(JSON.parse(kept));
    return read.success && read.data.value === textOf(values[fieldId]) ? read.data : null;
  } catch {
    return null;
  }
}

/** A value of a source with the note of where it is from, as a field takes it. */
export function filledValues(
  field: FieldDefinition,
  value: string,
  from: { readonly source: KnownSource; readonly entityId: EntityId },
  today: string,
): FieldValues {
  const { reportId: id, localReference: reference, kind, by, at } = from.source;
  const note: FilledFrom = { reportId: id, reference, kind, by, at, entityId: from.entityId, value };
  const isDate = field.kind === 'date' || field.kind === 'date-of-birth';
  return {
    [field.id]: value,
    [filledFromKey(field.id)]: JSON.stringify(note),
    ...(isDate ? { [typedOnKey(field.id)]: today } : {}),
  };
}

/** A fact as a field of a form holds it: a choice by its id, a day as officers write it; null where the field cannot hold it. */
export function asTyped(field: FieldDefinition, value: string): string | null {
  if (field.options !== undefined) {
    const same = field.options.find(({ id, label }) => id === value || label.toLowerCase() === value.toLowerCase());
    return same?.id ?? null;
  }
  if (field.kind !== 'date-of-birth' && field.kind !== 'date') return value;
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  return day === null ? value : `${Number(day[3])}/${Number(day[2])}/${day[1]}`;
}

/** The one name that some forms ask for. */
const wholeName = (facts: MentionFacts): string =>
  facts['name'] ??
  [facts['given-names'], facts['family-name']].filter((part) => part !== undefined && part !== '').join(' ');

function workedOut(from: WorkedOut, facts: MentionFacts, day: string): string {
  const born = readDate(facts['date-of-birth'] ?? '', { typedOn: day, born: true });
  if (born?.ok !== true) return '';
  const age = ageOn(born.day, day);
  if (age < 0) return '';
  if (from === 'age') return String(age);
  if (from === 'age-group') return age < adult ? 'under-18' : 'over-18';
  return age < adult ? String(age) : '';
}

const adult = 18;

export interface Taking {
  readonly source: MentionSource;
  /** The definitions of the entry, or of the report's own fields. */
  readonly fields: readonly FieldDefinition[];
  readonly values: FieldValues;
  readonly report: FieldValues;
  /** In which the offer was chosen: it takes what is known in place of the letters that were typed to find it. */
  readonly chosenIn: string;
  readonly known: Pick<KnownSummary, 'id' | 'facts'>;
  readonly now: Instant;
}

/** What taking an offer changes: empty fields are filled, what was typed elsewhere stays, and the entry is of the entity from then on. */
export function taking({ source, fields, values, report, chosenIn, known, now }: Taking): FieldValues {
  const today = localDayAt(now);
  const facts = Object.fromEntries(known.facts.map(({ fact, value }) => [fact, value]));
  const sourceOf = (fact: string): KnownSource | undefined => known.facts.find((one) => one.fact === fact)?.source;
  const patch: Record<string, string | string[]> = { [source.chosenBy]: known.id };
  const put = (fieldId: string, text: string, from: KnownSource | undefined): void => {
    const field = fields.find(({ id }) => id === fieldId);
    if (field === undefined || from === undefined || text === '') return;
    const soFar = { ...values, ...patch };
    if (fieldId !== chosenIn && (isFilled(values[fieldId]) || !appliesTo(field, soFar, report))) return;
    const typed = asTyped(field, text);
    if (typed !== null) Object.assign(patch, filledValues(field, typed, { source: from, entityId: known.id }, today));
  };
  for (const { fact, field, lasts } of source.facts) {
    if (lasts === 'moment') continue;
    if (fact === 'name')
      put(field, wholeName(facts), sourceOf('name') ?? sourceOf('family-name') ?? sourceOf('given-names'));
    else put(field, facts[fact] ?? '', sourceOf(fact));
  }
  // An age is that on the day of which the report tells, where it says so.
  const told = readDate(valueText(report, 'collision-date'), { typedOn: today, born: false });
  for (const { field, from } of source.alsoFills ?? [])
    put(field, workedOut(from, facts, told?.ok === true ? told.day : today), sourceOf('date-of-birth'));
  return patch;
}

/** Takes a choice back: the entry is of itself again, and what came with the choice goes with it unless it was changed since. */
export function untaking(source: MentionSource, values: FieldValues): FieldValues {
  const chosen = textOf(values[source.chosenBy]);
  const patch: Record<string, string | string[]> = { [source.chosenBy]: '' };
  for (const key of Object.keys(values)) {
    if (!key.endsWith('.from')) continue;
    const fieldId = key.slice(0, -'.from'.length);
    const from = filledFromOf(values, fieldId);
    if (from?.entityId !== chosen) continue;
    Object.assign(patch, { [fieldId]: '', [key]: '', [typedOnKey(fieldId)]: '' });
  }
  return patch;
}
