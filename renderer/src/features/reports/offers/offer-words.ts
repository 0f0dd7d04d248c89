// How what is known already is put into words beside a field. Pure.
import { ageInWords } from '#contract/facts/ages.ts';
import { formOf, localDayAt } from '#contract/forms.ts';
import type { ReportId } from '#contract/ids.ts';
import type { KnownKind, KnownOffer, KnownSource } from '#contract/known.ts';
import type { FilledFrom } from '#contract/known/offering.ts';
import { formatDate } from '../../../format/index.ts';

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** "14 Mar 1988, aged 38"; anything else as it is. */
export function factWords(fact: string, value: string, now: string): string {
  if (fact !== 'date-of-birth' || !/^\d{4}-\d\d-\d\d$/.test(value)) return value;
  const age = ageInWords(value, localDayAt(now));
  const day = formatDate(`${value}T12:00:00Z`);
  return age === null ? day : `${day}, ${age}`;
}

/** What tells two of one name apart, each kind by its own. */
const telling: Readonly<Record<KnownKind, readonly string[]>> = {
  person: ['date-of-birth', 'address', 'postcode', 'phone'],
  vehicle: ['description', 'colour', 'marks'],
  property: ['serial', 'marks'],
  place: ['place-name', 'street', 'town', 'postcode'],
  event: ['offence'],
};

const mostTold = 3;

export function offerDetails({ known, reason }: KnownOffer, now: string): readonly string[] {
  const told = telling[known.kind]
    .flatMap((fact) => known.facts.filter((one) => one.fact === fact && one.value !== known.name))
    .slice(0, mostTold)
    .map(({ fact, value }) => (fact === 'date-of-birth' ? `born ${factWords(fact, value, now)}` : value));
  const [newest] = known.sources;
  const more = known.mentionCount > 1 ? `, and ${known.mentionCount - 1} more` : '';
  const from = newest === undefined ? '' : `${sourceName(newest)}, ${formatDate(newest.at)}${more}`;
  const role = newest === undefined || newest.role === '' ? '' : `${newest.role} in `;
  return [
    sentence(told.join(' · ')),
    role === '' ? sentence(from) : `${role}${from}`,
    /sound|spelt|looks like|nearly/i.test(reason) ? reason : '',
  ].filter((line) => line !== '');
}

const sourceName = ({ kind, localReference }: Pick<KnownSource, 'kind' | 'localReference'>): string =>
  `${formOf(kind).name.toLowerCase()} ${localReference}`;

/** "Crime report NE-4417-0001, written by Nia Edwards, 12 Nov 2026". */
export const sourceWords = (source: Pick<KnownSource, 'kind' | 'localReference' | 'by' | 'at'>): string =>
  [sentence(sourceName(source)), source.by === '' ? '' : `written by ${source.by}`, formatDate(source.at)]
    .filter((part) => part !== '')
    .join(', ');

export function filledFromWords(from: FilledFrom | null, open: ReportId): string | undefined {
  if (from === null) return undefined;
  if (from.reportId === open) return 'From elsewhere in this report';
  return `From ${sourceWords({ ...from, localReference: from.reference }).replace(/^./, (first) => first.toLowerCase())}`;
}

export const notTheSame: Readonly<Record<KnownKind, string>> = {
  person: 'Not the same person',
  vehicle: 'Not the same vehicle',
  property: 'Not the same item',
  place: 'Not the same place',
  event: 'Not the same incident',
};
