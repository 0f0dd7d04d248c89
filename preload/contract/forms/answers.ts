// What a report says, field by field, in the order of the form: the one answer to what a summary and a printed report show.
import type { Instant } from '../ids.ts';
import type { FieldValues } from '../reports.ts';
import type { FieldDefinition, FieldKind } from './types.ts';
import { appliesTo, isFilled, readingOf, spokenValue } from './values.ts';

export interface Answer {
  readonly field: FieldDefinition;
  /** As typed, a date together with its time; labels for choices. Empty for a field that is missing. */
  readonly typed: string;
  /** How the program understood it, where that says more. */
  readonly reading: string | null;
  readonly isMissing: boolean;
}

export interface AnswersOf {
  readonly fields: readonly FieldDefinition[];
  /** The entry's own for a person or an item, else the report's. */
  readonly values: FieldValues;
  readonly report: FieldValues;
  /** When the reading of ages and dates counts. */
  readonly now: Instant;
  /** Fields to list though nothing is entered. */
  readonly missedIds?: ReadonlySet<string>;
}

const sayableKinds: ReadonlySet<FieldKind> = new Set(['date', 'date-of-birth', 'money', 'offence']);

export function answersOf({ fields, values, report, now, missedIds = new Set() }: AnswersOf): Answer[] {
  /** A time that was read stands in the line of its date. */
  const isReadWithDate = (field: FieldDefinition): boolean =>
    fields.some((date) => date.timeField === field.id && readingOf(date, values, now)?.includes(':') === true);
  return fields
    .filter(
      (field) =>
        field.kind !== 'offence-class' &&
        field.kind !== 'prompts' &&
        appliesTo(field, values, report) &&
        (isFilled(values[field.id]) || missedIds.has(field.id)) &&
        !isReadWithDate(field),
    )
    .map((field) => {
      const time = fields.find((candidate) => candidate.id === field.timeField);
      const typed = `${spokenValue(field, values)} ${time === undefined ? '' : spokenValue(time, values)}`.trim();
      const reading = sayableKinds.has(field.kind) ? readingOf(field, values, now) : null;
      return {
        field,
        typed,
        reading: reading === typed ? null : reading,
        isMissing: !isFilled(values[field.id]),
      };
    });
}
