// The definition by section, worked out once.
import {
  crimeReportFields,
  crimeReportSections,
  isFilled,
  type FieldDefinition,
  type SectionId,
} from '#contract/crime-report.ts';
import type { ReportContent } from '#contract/reports.ts';
import type { EntryList } from './draft-content.ts';

const bySection: ReadonlyMap<SectionId, readonly FieldDefinition[]> = new Map(
  crimeReportSections.map(({ id }) => [id, crimeReportFields.filter((field) => field.section === id)]),
);

export const fieldsOf = (section: SectionId): readonly FieldDefinition[] => bySection.get(section) ?? [];

/** The sections that hold a list besides their own fields. */
export const entryListOf = (section: SectionId): EntryList | null =>
  section === 'people' || section === 'property' ? section : null;

export function isSectionStarted(section: SectionId, content: ReportContent): boolean {
  const list = entryListOf(section);
  if (list !== null && content[list].length > 0) return true;
  return fieldsOf(section).some((field) => isFilled(content.values[field.id]));
}

/** The section before or after; null at the ends. */
export function neighbour(section: SectionId, by: 1 | -1): SectionId | null {
  const at = crimeReportSections.findIndex(({ id }) => id === section);
  return crimeReportSections[at + by]?.id ?? null;
}

export const titleOfSection = (section: SectionId): string =>
  crimeReportSections.find(({ id }) => id === section)?.title ?? '';
