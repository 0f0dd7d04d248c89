// What is derived and never asked: the collision's severity, its counts, bands of age.
import { choicesOf, textOf } from '../forms/values.ts';
import type { FieldValues, ReportEntry } from '../reports.ts';

/** 1 fatal, 2 serious, 3 slight. */
export type Severity = '1' | '2' | '3';

const isSeverity = (value: string): value is Severity => value === '1' || value === '2' || value === '3';

/** Of the most severe injury; null while no casualty has one. */
export function severestOf(severities: Iterable<string>): Severity | null {
  let worst: Severity | null = null;
  for (const severity of severities) {
    if (isSeverity(severity) && (worst === null || severity < worst)) worst = severity;
  }
  return worst;
}

export const severityOf = (casualties: readonly ReportEntry[]): Severity | null =>
  severestOf(casualties.map(({ values }) => textOf(values['severity'])));

export interface CollisionCounts {
  readonly vehicles: number;
  readonly casualties: number;
  readonly fatal: number;
  readonly serious: number;
  readonly slight: number;
}

export function countsOf(content: {
  readonly vehicles: readonly ReportEntry[];
  readonly casualties: readonly ReportEntry[];
}): CollisionCounts {
  const ofSeverity = (severity: Severity): number =>
    content.casualties.filter(({ values }) => textOf(values['severity']) === severity).length;
  return {
    vehicles: content.vehicles.length,
    casualties: content.casualties.length,
    fatal: ofSeverity('1'),
    serious: ofSeverity('2'),
    slight: ofSeverity('3'),
  };
}

/** The last age of each band but the open one. */
const bandEnds = [5, 10, 15, 20, 25, 35, 45, 55, 65, 75];

/** The band of an age in whole years, 1 to 11; -1 where the age is no age. */
export function bandOfAge(age: number): string {
  if (!Number.isInteger(age) || age < 0) return '-1';
  const index = bandEnds.findIndex((end) => age <= end);
  return String(index < 0 ? bandEnds.length + 1 : index + 1);
}

/** An age as typed: whole years, or null. */
export function ageOf(typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,3}$/.test(text) && Number(text) <= 120 ? Number(text) : null;
}

/** A child under 16, for the list of casualties. */
export const isChild = (values: FieldValues): boolean => {
  const age = ageOf(textOf(values['age']));
  return age !== null && age < 16;
};

export const hasChoice = (values: FieldValues, fieldId: string, ...ids: readonly string[]): boolean =>
  choicesOf(values[fieldId]).some((id) => ids.includes(id));
