// Who the victims of a report are and how they may be reached, read from its content in this one place.
import { personFields } from '../crime-report/entry-fields.ts';
import { postcodeOf } from '../facts/postcodes.ts';
import { choicesOf, spokenValue, textOf } from '../forms/values.ts';
import type { FieldValues, ReportContent } from '../reports.ts';

export interface ReportVictim {
  readonly personId: string;
  /** "Wendy Marsh", the name of a business, or "Victim not named yet". */
  readonly name: string;
  readonly isNamed: boolean;
  readonly enhancedRights: 'yes' | 'no' | 'not-asked';
  /** Why the rights are enhanced, in words. */
  readonly because: string;
  /** When and how it is safe; empty where nobody has written it down. */
  readonly safeContact: string;
  /** Ways of contact that must not be used, as their ids. */
  readonly unsafeWays: readonly string[];
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  /** How and when victims of this report want to be kept in touch. */
  readonly preferredWay: string;
  readonly bestTimes: string;
}

const trimmed = (values: FieldValues, field: string): string => textOf(values[field]).trim();

function rightsOf(values: FieldValues, isBusiness: boolean): Pick<ReportVictim, 'enhancedRights' | 'because'> {
  const chosen = choicesOf(values['enhanced-rights']);
  const reasons = chosen.filter((id) => id !== 'none');
  const field = personFields.find(({ id }) => id === 'enhanced-rights');
  if (reasons.length > 0) {
    const said = field === undefined ? '' : spokenValue(field, { 'enhanced-rights': reasons });
    return { enhancedRights: 'yes', because: said };
  }
  return { enhancedRights: chosen.length > 0 || isBusiness ? 'no' : 'not-asked', because: '' };
}

function victimOf(personId: string, values: FieldValues, report: FieldValues): ReportVictim {
  const business = trimmed(values, 'organisation');
  const person = [trimmed(values, 'given-names'), trimmed(values, 'family-name')].filter(Boolean).join(' ');
  const name = person === '' ? business : person;
  const postcode = trimmed(values, 'postcode');
  return {
    personId,
    name: name === '' ? 'Victim not named yet' : name,
    isNamed: name !== '',
    ...rightsOf(values, business !== ''),
    safeContact: trimmed(values, 'safe-contact'),
    unsafeWays: choicesOf(values['unsafe-ways']),
    phone: trimmed(values, 'phone'),
    email: trimmed(values, 'email'),
    address: [trimmed(values, 'address'), postcodeOf(postcode) ?? postcode].filter(Boolean).join(', '),
    preferredWay: textOf(report['contact-way']),
    bestTimes: trimmed(report, 'contact-when'),
  };
}

export const victimsOf = ({ people, values }: ReportContent): ReportVictim[] =>
  people.filter((person) => person.values['role'] === 'victim').map((one) => victimOf(one.id, one.values, values));
