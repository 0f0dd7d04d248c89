// What a crime report still lacks, in three groups, and what in it looks wrong. Pure; nothing here blocks a save.
import type { Instant } from '../ids.ts';
import type { FieldValues, ReportContent, ReportEntry, ReportSummary } from '../reports.ts';
import { problemsOf } from './checks.ts';
import { personFields, propertyFields } from './entry-fields.ts';
import { crimeReportFields, crimeReportSections } from './fields.ts';
import type { FieldDefinition, FieldProblem, MissingField, MissingGroup, SectionId } from './types.ts';
import { answeredByEntries, appliesTo, isFilled, textOf } from './values.ts';

export interface CrimeReportAssessment {
  readonly missing: {
    readonly neededNow: readonly MissingField[];
    readonly beforeSubmission: readonly MissingField[];
    readonly optional: readonly MissingField[];
  };
  readonly problems: readonly FieldProblem[];
}

const isMissed = (field: FieldDefinition, own: FieldValues, report: FieldValues): boolean =>
  appliesTo(field, own, report) &&
  !isFilled(own[field.id]) &&
  !(field.satisfiedBy ?? []).some((other) => isFilled(own[other]));

/** Words come first; the class from the list is asked for once there are some. */
const waitsForWords = (fieldId: string, values: FieldValues): boolean =>
  fieldId === 'offence-class' && !isFilled(values['offence']);

const personName = (person: ReportEntry): string =>
  [person.values['given-names'], person.values['family-name'], person.values['organisation']]
    .map((part) => textOf(part).trim())
    .filter((part) => part !== '')
    .join(' ');

const itemName = (item: ReportEntry): string => textOf(item.values['description']).trim();

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39).trimEnd()}…` : name;
}

const placeOf = (section: SectionId): number => crimeReportSections.findIndex(({ id }) => id === section);

function missedOf(content: ReportContent): (MissingField & { readonly group: MissingGroup })[] {
  const { values } = content;
  const own = crimeReportFields
    .filter(
      (field) =>
        isMissed(field, values, values) && !answeredByEntries(field.id, content) && !waitsForWords(field.id, values),
    )
    .map((field) => ({
      fieldId: field.id,
      section: field.section,
      label: field.missingLabel ?? field.label,
      group: field.group,
    }));
  const ofEntries = (
    entries: readonly ReportEntry[],
    fields: readonly FieldDefinition[],
    nameOf: (entry: ReportEntry) => string,
  ) =>
    entries.flatMap((entry) =>
      fields
        .filter((field) => field.group !== 'optional' && isMissed(field, entry.values, values))
        .map((field) => {
          const name = nameOf(entry);
          const label = field.missingLabel ?? field.label;
          return {
            fieldId: field.id,
            section: field.section,
            label: name === '' ? label : `${label}: ${shortened(name)}`,
            group: field.group,
            entryId: entry.id,
          };
        }),
    );
  return [
    ...own,
    ...ofEntries(content.people, personFields, personName),
    ...ofEntries(content.property, propertyFields, itemName),
  ].toSorted((a, b) => placeOf(a.section) - placeOf(b.section));
}

/** What is missing and what looks wrong. `now` only decides whether a date has come yet. */
export function assessCrimeReport(
  content: ReportContent,
  now: Instant = new Date().toISOString(),
): CrimeReportAssessment {
  const missed = missedOf(content);
  const inGroup = (group: MissingGroup): MissingField[] =>
    missed.filter((field) => field.group === group).map(({ group: _group, ...field }) => field);
  return {
    missing: {
      neededNow: inGroup('needed-now'),
      beforeSubmission: inGroup('before-submission'),
      optional: inGroup('optional'),
    },
    problems: problemsOf(content, now),
  };
}

export function missingCountsOf(content: ReportContent): ReportSummary['missing'] {
  const counts = { neededNow: 0, beforeSubmission: 0, optional: 0 };
  for (const { group } of missedOf(content)) {
    if (group === 'needed-now') counts.neededNow += 1;
    else if (group === 'before-submission') counts.beforeSubmission += 1;
    else counts.optional += 1;
  }
  return counts;
}
