// How a report is called: by its provisional reference, and by the force's own number once that is known. Lists of reports show it,
// so nothing of the forms themselves comes with it.
import type { ReportContent, ReportSummary } from '../reports.ts';

export const crimeNumberField = 'crime-number';

/** The number that the force gave it, as typed; empty until then. */
export const crimeNumberOf = ({ values }: Pick<ReportContent, 'values'>): string =>
  String(values[crimeNumberField] ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** "42/1234567/26 · NE-4417-0093": whoever knows one of the two finds it. */
export const referenceOf = ({
  crimeNumber,
  localReference,
}: Pick<ReportSummary, 'crimeNumber' | 'localReference'>): string =>
  crimeNumber === '' ? localReference : `${crimeNumber} · ${localReference}`;
