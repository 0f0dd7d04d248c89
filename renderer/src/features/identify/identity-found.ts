// The identity that an officer decided for, as it goes into a report: with where it is from. Kept by the page until it is left.
import type { BiometricDatabase, IdentifiedPerson } from '#contract/biometric-search.ts';
import { databaseNames } from '#contract/biometric-search.ts';
import type { Instant } from '#contract/ids.ts';
import type { FieldValues } from '#contract/reports.ts';
import { formatDateTime } from '../../format/index.ts';
import { birthWords } from './identify-words.ts';

export interface FoundIdentity {
  readonly database: BiometricDatabase;
  readonly reference: string;
  readonly person: IdentifiedPerson;
  readonly at: Instant;
  /** The reference gateway named it: an invented person. */
  readonly isReference: boolean;
}

/** "Fingerprints, 27 Nov 2026 22:04: Police (IDENT1) 88/9999991X". */
export const sourceWords = ({ database, reference, at, isReference }: FoundIdentity): string =>
  `Fingerprints, ${formatDateTime(at)}: ${databaseNames[database]} ${reference}${isReference ? ' (training: invented by the reference gateway)' : ''}`;

const isWholeDay = (date: string): boolean => date.length === 10;

/** As the fields of a person in a report. What is not known stays empty. */
export function personValues(found: FoundIdentity): FieldValues {
  const { name, birth } = found.person;
  return {
    role: 'suspect',
    'family-name': name.family,
    ...(name.given === null ? {} : { 'given-names': name.given }),
    ...(birth.date !== null && isWholeDay(birth.date) ? { 'date-of-birth': birthWords(birth.date) } : {}),
    'identity-source': sourceWords(found),
  };
}
