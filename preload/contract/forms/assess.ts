// What a report still lacks, in three groups, and what in it looks wrong. Pure; nothing here blocks a save.
import type { Instant } from '../ids.ts';
import type { FieldValues, ReportContent, ReportSummary } from '../reports.ts';
import { problemsOf } from './checks.ts';
import type { FieldDefinition, FieldProblem, FormDefinition, MissingField, MissingGroup } from './types.ts';
import { answeredByEntries, appliesTo, isFilled } from './values.ts';

export interface Assessment {
  readonly missing: {
    readonly neededNow: readonly MissingField[];
    readonly beforeSubmission: readonly MissingField[];
    readonly optional: readonly MissingField[];
  };
  readonly problems: readonly FieldProblem[];
}

const isMissed = (field: FieldDefinition, own: FieldValues, report: FieldValues): boolean =>
  field.kind !== 'prompts' &&
  appliesTo(field, own, report) &&
  !isFilled(own[field.id]) &&
  !(field.satisfiedBy ?? []).some((other) => isFilled(own[other]));

/** Words come first; the class from the list is asked for once there are some. */
const waitsForWords = (fieldId: string, values: FieldValues): boolean =>
  fieldId === 'offence-class' && !isFilled(values['offence']);

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
}

function missedOf(form: FormDefinition, content: ReportContent): (MissingField & { readonly group: MissingGroup })[] {
  const { values } = content;
  const placeOf = (section: string): number => form.sections.findIndex(({ id }) => id === section);
  const own = form.fields
    .filter(
      (field) =>
        isMissed(field, values, values) &&
        !answeredByEntries(form, field.id, content) &&
        !waitsForWords(field.id, values),
    )
    .map((field) => ({
      fieldId: field.id,
      section: field.section,
      label: field.missingLabel ?? field.label,
      group: field.group,
    }));
  const ofEntries = form.lists.flatMap((list) =>
    content[list.id].flatMap((entry) =>
      list.fields
        .filter(
          (field) =>
            field.group !== 'optional' &&
            isMissed(field, entry.values, values) &&
            !waitsForWords(field.id, entry.values),
        )
        .map((field) => {
          const name = list.nameOf(entry.values);
          const label = field.missingLabel ?? field.label;
          return {
            fieldId: field.id,
            section: list.section,
            label: name === '' ? label : `${label}: ${shortened(name)}`,
            group: field.group,
            entryId: entry.id,
          };
        }),
    ),
  );
  return [...own, ...ofEntries].toSorted((a, b) => placeOf(a.section) - placeOf(b.section));
}

/** What is missing and what looks wrong. `now` only decides whether a date has come yet. */
export function assessReport(
  form: FormDefinition,
  content: ReportContent,
  now: Instant = new Date().toISOString(),
): Assessment {
  const missed = missedOf(form, content);
  const inGroup = (group: MissingGroup): MissingField[] =>
    missed.filter((field) => field.group === group).map(({ group: _group, ...field }) => field);
  return {
    missing: {
      neededNow: inGroup('needed-now'),
      beforeSubmission: inGroup('before-submission'),
      optional: inGroup('optional'),
    },
    problems: problemsOf(form, content, now),
  };
}

export function missingCountsOf(form: FormDefinition, content: ReportContent): ReportSummary['missing'] {
  const counts = { neededNow: 0, beforeSubmission: 0, optional: 0 };
  for (const { group } of missedOf(form, content)) {
    if (group === 'needed-now') counts.neededNow += 1;
    else if (group === 'before-submission') counts.beforeSubmission += 1;
    else counts.optional += 1;
  }
  return counts;
}
