// How an exhibit, and where it comes from, is put into words. Pure.
import { exhibitMark, type ExhibitMark, type ExhibitReport } from '#contract/exhibits.ts';
import type { ExhibitFact, ExhibitFacts } from '#contract/exhibits/mention.ts';
import { referenceOf } from '#contract/forms/references.ts';

const kinds: Readonly<Record<ExhibitReport['kind'], string>> = {
  crime: 'crime report',
  statement: 'statement',
  collision: 'collision report',
  'witness-details': 'witness details',
};

/** "crime report NE-4417-0093, property 2" */
export const sourceWords = (report: ExhibitReport, place: number): string =>
  `${kinds[report.kind]} ${referenceOf(report)}${place === 0 ? '' : `, property ${place}`}`;

/** "Found under the sink, 22 Nov 2026, 04:05"; empty where neither is said. */
export function foundWords({ foundWhere, foundWhen }: Pick<ExhibitFacts, 'foundWhere' | 'foundWhen'>): string {
  const words = [foundWhere, foundWhen].filter((part) => part !== '').join(', ');
  return words === '' ? '' : `Found: ${words}`;
}

export const factLabels: Readonly<Record<ExhibitFact, string>> = {
  description: 'Description',
  foundWhere: 'Where it was found',
  foundWhen: 'When it was found',
};

/** Initials and number as typed; null where they make no label. */
export function markOf(producer: string, number: string): ExhibitMark | null {
  const match = /^\s*(\d{1,4})\s*([A-Za-z]{0,2})\s*$/.exec(number);
  const mark = exhibitMark.safeParse({ producer, number: Number(match?.[1]), suffix: match?.[2] ?? '' });
  return mark.success ? mark.data : null;
}
