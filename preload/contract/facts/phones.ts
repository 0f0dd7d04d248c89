// Telephone numbers as typed: what kind of line, whose country, how one is written here and how it is stored.
//
// The smallest of the library's sets of rules: it knows every kind of number for the countries that share a calling code,
// which +44 is, and for the others the lengths and first digits. Kinds for all of them would cost 75 kB more.
import { parsePhoneNumberFromString, type PhoneNumber, type PhoneNumberType } from 'libphonenumber-js/min';
import type { FactReading } from './reading.ts';

export type PhoneKind = 'mobile' | 'landline' | 'foreign' | 'short' | 'other' | 'unread';

export interface PhoneReading extends FactReading {
  readonly kind: PhoneKind;
  /** As it is shown here: "07911 223344", "+33 6 12 34 56 78". */
  readonly shown: string | null;
  /** Every number in the text in its international form, if two or more were typed into one field. */
  readonly numbers: readonly string[];
}

const kinds: Partial<Record<PhoneNumberType, readonly [kind: PhoneKind, words: string]>> = {
  MOBILE: ['mobile', 'mobile'],
  FIXED_LINE: ['landline', 'landline'],
  FIXED_LINE_OR_MOBILE: ['other', 'landline or mobile'],
  PAGER: ['other', 'pager'],
  PERSONAL_NUMBER: ['other', 'personal number'],
  PREMIUM_RATE: ['other', 'premium rate'],
  SHARED_COST: ['other', 'number of an organisation'],
  TOLL_FREE: ['other', 'freephone'],
  UAN: ['other', 'number of an organisation'],
  VOIP: ['other', 'internet phone'],
};

/** Kept by Ofcom for film and television. People who will not give their own number give these. */
const dramaNumbers =
  /^\+44(?:1(?:1[3-8]|[2-6]1)4960|1914980|2079460|2890180|2896496|2920180|1632960|7700900|3069990|8081570|9098790)\d{3}$/;

const shortNumbers = /^(?:999|1\d{2}|11[68]\d{3}|[6-8]\d{4})$/;

const countryNames = new Intl.DisplayNames('en-GB', { type: 'region' });

/** An O for a nought, an I or l for a one, where there is no other letter. */
const withDigits = (typed: string): string =>
  /^[\doil\s()+\-.]+$/i.test(typed) ? typed.replaceAll(/o/gi, '0').replaceAll(/[il]/gi, '1') : typed;

const isHome = (number: PhoneNumber): boolean => number.countryCallingCode === '44';

const countryOf = (number: PhoneNumber): string =>
  number.country === undefined ? `country code ${number.countryCallingCode}` : (countryNames.of(number.country) ?? '');

function adviceOn(number: PhoneNumber): string | null {
  if (number.isValid()) return null;
  if (!isHome(number)) return `This does not look like a phone number of ${countryOf(number)}. Check it.`;
  const { length } = number.nationalNumber;
  return length === 10
    ? 'No UK phone number is known to begin like this. Check it.'
    : `No UK phone number is like this: with its first 0 it has ${length + 1} digits, not 11. Check it.`;
}

function describe(number: PhoneNumber): readonly [kind: PhoneKind, words: string] {
  if (!isHome(number)) return ['foreign', countryOf(number)];
  const type = number.getType();
  const [kind, words] = (type === undefined ? undefined : kinds[type]) ?? ['other', 'number'];
  const isBritish = number.country === undefined || number.country === 'GB';
  return [kind, `${isBritish ? 'UK' : countryOf(number)} ${words}`];
}

const formatExtension = (number: string, extension: string): string => `${number} ext. ${extension}`;

function readOne(text: string): Omit<PhoneReading, 'numbers'> {
  const digits = text.replaceAll(/\s/g, '');
  if (shortNumbers.test(digits)) {
    return { kind: 'short', normalised: digits, shown: digits, words: 'Short number', advice: null };
  }
  const number = parsePhoneNumberFromString(text, 'GB');
  if (number === undefined) {
    const advice =
      text.replaceAll(/\D/g, '').length > 15
        ? 'This is longer than a phone number. Between two numbers, type a comma.'
        : 'This does not look like a phone number.';
    return { kind: 'unread', normalised: null, shown: null, words: null, advice };
  }
  const options = { formatExtension };
  const shown = isHome(number) ? number.formatNational(options) : number.formatInternational(options);
  const normalised = number.number;
  if (dramaNumbers.test(normalised)) {
    const words = `${shown}, kept for film and television: nobody has it`;
    return { kind: 'other', normalised, shown, words, advice: null };
  }
  const advice = adviceOn(number);
  if (advice !== null) return { kind: 'unread', normalised, shown, words: null, advice };
  const [kind, words] = describe(number);
  return { kind, normalised, shown, words: `${shown}, ${words}`, advice };
}

/** "07911 223344 or 020 7219 3000" as two. */
function apart(text: string): readonly string[] {
  const parts = text.split(/\s*(?:[,;/&]|\bor\b|\band\b)\s*/i);
  const lengths = parts.map((part) => part.replaceAll(/\D/g, '').length);
  return Math.max(...lengths) >= 10 && Math.min(...lengths) >= 5 ? parts : [text];
}

/** Reads a number as typed, with or without its country; null for nothing typed. Of two numbers the first is the reading. */
export function readPhone(typed: string): PhoneReading | null {
  if (typed.trim() === '') return null;
  const [first, ...rest] = apart(typed.trim()).map((part) => readOne(withDigits(part)));
  if (first === undefined) return null;
  const all = [first, ...rest];
  const words = all.map((reading) => reading.words).filter((part) => part !== null);
  return {
    ...first,
    words: words.length === 0 ? null : words.join('; '),
    advice: all.find(({ advice }) => advice !== null)?.advice ?? null,
    numbers: all.map(({ normalised }) => normalised).filter((number) => number !== null),
  };
}
