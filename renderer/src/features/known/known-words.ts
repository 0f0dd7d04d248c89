// How known entities are put into words. Pure.
import { Box, Car, MapPin, Siren, User, type LucideIcon } from 'lucide-react';
import { plateAsWritten } from '#contract/facts/plates.ts';
import { referenceOf } from '#contract/forms/references.ts';
import { knownKind, type KnownKind, type KnownSource, type KnownSummary } from '#contract/known.ts';
import { formatDate } from '../../format/index.ts';

export const kindWords: Readonly<Record<KnownKind, { readonly one: string; readonly many: string; icon: LucideIcon }>> =
  {
    person: { one: 'Person', many: 'People', icon: User },
    vehicle: { one: 'Vehicle', many: 'Vehicles', icon: Car },
    property: { one: 'Item', many: 'Property', icon: Box },
    place: { one: 'Place', many: 'Places', icon: MapPin },
    event: { one: 'Incident', many: 'Incidents', icon: Siren },
  };

export const isKnownKind = (text: string): text is KnownKind => knownKind.safeParse(text).success;

/** What stands below a name in the list: what tells two of one name apart. */
const telling: Readonly<Record<KnownKind, readonly string[]>> = {
  person: ['date-of-birth', 'phone', 'address', 'postcode'],
  vehicle: ['description', 'marks'],
  property: ['serial', 'marks', 'kind'],
  place: ['street', 'town', 'postcode'],
  event: ['offence', 'reported'],
};

/** A day that could be read is kept as a calendar writes it. */
export const factText = (fact: string, text: string): string =>
  fact === 'date-of-birth' && /^\d{4}-\d\d-\d\d$/.test(text) ? `born ${formatDate(`${text}T12:00:00Z`)}` : text;

export const factValue = (fact: string, text: string): string =>
  fact === 'plate' ? plateAsWritten(text) : factText(fact, text).replace(/^born /, '');

export function listDetail({ kind, facts, sources, name }: KnownSummary): string {
  const told = telling[kind].flatMap((fact) => facts.filter((one) => one.fact === fact && one.value !== name));
  const [newest] = sources;
  const role = newest === undefined || newest.role === '' ? [] : [newest.role];
  return [...role, ...told.slice(0, 2).map(({ fact, value }) => factText(fact, value))].join(' · ');
}

export const sourceWords = (source: KnownSource): string =>
  source.role === '' ? referenceOf(source) : `${referenceOf(source)}, ${source.role.toLowerCase()}`;
