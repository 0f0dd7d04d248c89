// Plates, numbers, addresses and references in a running text: where they stand, and a form in which two of them compare. Pure.

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly key: string;
}

function matches(text: string, pattern: RegExp, keyOf: (match: string) => string | null): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const key = keyOf(match[0]);
    if (key !== null) found.push({ start: match.index, end: match.index + match[0].length, text: match[0], key });
  }
  return found;
}

const lettersAndDigits = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * Present, prefix and suffix style. A word after a postcode district or a road ("SW12 was", "the A12 and") is not a plate: the letters
 * after a gap must be capitals.
 */
const plate =
  /\b(?:[A-Z]{2}\d{2} ?[A-Z]{3}|[a-z]{2}\d{2}[a-z]{3}|[A-HJ-NPR-TV-Y]\d{1,3}[A-Z]{3}|[A-HJ-NPR-TV-Y]\d{2,3} [A-Z]{3}|[A-Z]{3} ?\d{1,3}[A-Z])\b/g;
export const platesIn = (text: string): Found[] => matches(text, plate, lettersAndDigits);

const phone = /(?<![\d.])(?:\+44[\s()-]*(?:\(0\)[\s-]*)?|0)\d(?:[\s()-]{0,2}\d){8,9}(?!\d)/g;

/** From the national number on: "+44 7700 900123" and "07700 900123" are the same. */
export const phonesIn = (text: string): Found[] =>
  matches(text, phone, (match) => {
    const typed = match.replaceAll(/\D/g, '');
    const digits = match.startsWith('+') ? typed.replace(/^440?/, '0') : typed;
    return digits.length === 10 || digits.length === 11 ? digits : null;
  });

/** Numbers that anybody is meant to ring: freephone, and one price everywhere. */
export const isPublicPhone = (key: string): boolean => /^0(?:800|808|30\d|345|116)/.test(key);

const email = /\b[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
export const emailsIn = (text: string): Found[] => matches(text, email, (match) => match.toLowerCase());

export const isPoliceEmail = (key: string): boolean => /@(?:[a-z0-9-]+\.)*police\.uk$/.test(key);

const postcode = /\b(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})\b/gi;
export const postcodesIn = (text: string): Found[] => matches(text, postcode, lettersAndDigits);

const shortened: Readonly<Record<string, string>> = {
  st: 'street',
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  ln: 'lane',
  cl: 'close',
  ct: 'court',
  dr: 'drive',
  pl: 'place',
  sq: 'square',
  tce: 'terrace',
  ter: 'terrace',
  gdns: 'gardens',
  cres: 'crescent',
  gr: 'grove',
};
const streets = [
  ...'street road avenue lane close court drive place square terrace gardens crescent way grove hill row walk mews rise'.split(
    ' ',
  ),
  ...'green view mount parade gate wharf yard'.split(' '),
  ...Object.keys(shortened),
];
const premises = new RegExp(
  String.raw`\b\d{1,4}[a-z]?(?:\s*[-–/]\s*\d{1,4}[a-z]?)?,?\s+(?:[\p{L}'’.-]+\s+){1,3}?(?:${streets.join('|')})\b`,
  'giu',
);

/** A number and its street: "14 Hoe St" and "14, Hoe Street". The street alone is a public place. */
export const premisesIn = (text: string): Found[] =>
  matches(text, premises, (match) => {
    const words = match
      .toLowerCase()
      .replaceAll(/[’'.,]/g, '')
      .split(/\s+/);
    const last = words.at(-1) ?? '';
    // "2 officers on Hoe Street": what stands between a number and a street is the street's name.
    if (words.slice(1, -1).some((word) => between.has(word))) return null;
    return [...words.slice(0, -1), shortened[last] ?? last].join(' ');
  });
const between = new Set(
  'on in at near by of from to and or the our your for with until outside along officers'.split(' '),
);

/** "NE-4417-0093", "CAD 4127/22NOV26", "42/1234567/26". */
const reference =
  /\b(?:[A-Z]{1,6}-\d{2,6}(?:-\d{2,6})+|CAD\s?\d{1,6}(?:\/\d{1,2}[A-Z]{3}\d{2,4})?|\d{2}[A-Z]?\/\d{4,8}\/\d{2}(?:\d{2})?)\b/gi;
export const referencesIn = (text: string): Found[] =>
  matches(text, reference, (match) => match.toUpperCase().replaceAll(/\s/g, ''));
