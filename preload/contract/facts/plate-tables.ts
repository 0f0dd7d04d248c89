// What the parts of a registration mark stand for: offices, half years, year letters, Irish and Northern Irish codes.

/** Second letters of a memory tag by office; no tag has I, Q or Z. The offices closed in 2013, their tags go on. */
const offices: Readonly<Record<string, readonly (readonly [seconds: string, office: string])[]>> = {
  A: [
    ['ABCDEFGHJKLMN', 'Peterborough'],
    ['OPRSTU', 'Norwich'],
    ['VWXY', 'Ipswich'],
  ],
  B: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Birmingham']],
  C: [
    ['ABCDEFGHJKLMNO', 'Cardiff'],
    ['PRSTUV', 'Swansea'],
    ['WXY', 'Bangor'],
  ],
  D: [
    ['ABCDEFGHJK', 'Chester'],
    ['LMNOPRSTUVWXY', 'Shrewsbury'],
  ],
  E: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Chelmsford']],
  F: [
    ['ABCDEFGHJKLMNP', 'Nottingham'],
    ['RSTVWXY', 'Lincoln'],
  ],
  G: [
    ['ABCDEFGHJKLMNO', 'Maidstone'],
    ['PRSTUVWXY', 'Brighton'],
  ],
  H: [
    ['ABCDEFGHJ', 'Bournemouth'],
    ['KLMNOPRSTUVXY', 'Portsmouth'],
    ['W', 'Isle of Wight'],
  ],
  K: [
    ['ABCDEFGHJKL', 'Borehamwood'],
    ['MNOPRSTUVWXY', 'Northampton'],
  ],
  L: [
    ['ABCDEFGHJ', 'Wimbledon'],
    ['KLMNOPRST', 'Borehamwood'],
    ['UVWXY', 'Sidcup'],
  ],
  M: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Manchester']],
  N: [
    ['ABCDEGHJKLMNO', 'Newcastle'],
    ['PRSTUVWXY', 'Stockton'],
  ],
  O: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Oxford']],
  P: [
    ['ABCDEFGHJKLMNOPRST', 'Preston'],
    ['UVWXY', 'Carlisle'],
  ],
  R: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Theale']],
  S: [
    ['ABCDEFGHJ', 'Glasgow'],
    ['KLMNO', 'Edinburgh'],
    ['PRST', 'Dundee'],
    ['UVW', 'Aberdeen'],
    ['XY', 'Inverness'],
  ],
  V: [['ABCDEFGHJKLMNOPRSTUVWXY', 'Worcester']],
  W: [
    ['ABCDEFGHJ', 'Exeter'],
    ['KL', 'Truro'],
    ['MNOPRSTUVWXY', 'Bristol'],
  ],
  Y: [
    ['ABCDEFGHJK', 'Leeds'],
    ['LMNOPRSTU', 'Sheffield'],
    ['VWXY', 'Beverley'],
  ],
};

/** The office that a memory tag belongs to; null for a tag that no office has. */
export function officeOfTag(tag: string): string | null {
  const found = (offices[tag.charAt(0)] ?? []).find(([seconds]) => seconds.includes(tag.charAt(1)));
  return found?.[1] ?? null;
}

export interface Issued {
  /** The first day on which it was given to new vehicles, YYYY-MM-DD. */
  readonly from: string;
  /** As an officer would say it: "Mar to Aug 2012". */
  readonly words: string;
}

/** 02 to 50 are March of their year, 51 to 99 and 00 the September before: 51 was the first, in 2001; 01 never came. */
export function halfYearOf(identifier: string): Issued | null {
  const number = identifier === '00' ? 100 : Number(identifier);
  if (number === 1) return null;
  const year = 2000 + (number > 50 ? number - 50 : number);
  return number > 50
    ? { from: `${year}-09-01`, words: `Sep ${year} to Feb ${year + 1}` }
    : { from: `${year}-03-01`, words: `Mar to Aug ${year}` };
}

/** Letters in the order of their years; I, O, Q, U and Z were never year letters. */
export const yearLetters = 'ABCDEFGHJKLMNPRSTVWXY';

const calendarYears: Readonly<Record<string, string>> = {
  A: '1963',
  B: '1964',
  C: '1965',
  D: '1966',
  E: 'Jan to Jul 1967',
};
const halfYears: Readonly<Record<string, string>> = {
  S: 'Aug 1998 to Feb 1999',
  T: 'Mar to Aug 1999',
  V: 'Sep 1999 to Feb 2000',
  W: 'Mar to Aug 2000',
  X: 'Sep 2000 to Feb 2001',
  Y: 'Mar to Aug 2001',
};

const augustToJuly = (year: number): string => `Aug ${year} to Jul ${year + 1}`;

/** When vehicles were given a mark that ends in this letter. */
export const suffixYear = (letter: string): string =>
  calendarYears[letter] ?? augustToJuly(1967 + yearLetters.indexOf(letter) - yearLetters.indexOf('F'));

/** When vehicles were given a mark that begins with this letter. */
export const prefixYear = (letter: string): string =>
  halfYears[letter] ?? augustToJuly(1983 + yearLetters.indexOf(letter));

const northernIrishCodes: Readonly<Record<string, string>> = {
  Antrim: 'IA DZ KZ RZ',
  Armagh: 'IB LZ XZ',
  Belfast: 'OI XI AZ CZ EZ FZ GZ MZ OZ PZ TZ UZ WZ',
  Down: 'IJ BZ JZ SZ',
  Fermanagh: 'IG IL',
  Londonderry: 'IW UI NZ YZ',
  Tyrone: 'JI HZ VZ',
};

/** The county of a code such as AZ or IG, the last two letters of the group; null where it is not Northern Ireland's. */
export function northernIrishCounty(letters: string): string | null {
  const found = Object.entries(northernIrishCodes).find(([, codes]) => codes.split(' ').includes(letters.slice(-2)));
  return found?.[0] ?? null;
}

const irishCounties: Readonly<Record<string, string>> = {
  C: 'Cork',
  CE: 'Clare',
  CN: 'Cavan',
  CW: 'Carlow',
  D: 'Dublin',
  DL: 'Donegal',
  G: 'Galway',
  KE: 'Kildare',
  KK: 'Kilkenny',
  KY: 'Kerry',
  L: 'Limerick',
  LD: 'Longford',
  LH: 'Louth',
  LK: 'Limerick',
  LM: 'Leitrim',
  LS: 'Laois',
  MH: 'Meath',
  MN: 'Monaghan',
  MO: 'Mayo',
  OY: 'Offaly',
  RN: 'Roscommon',
  SO: 'Sligo',
  T: 'Tipperary',
  TN: 'Tipperary',
  TS: 'Tipperary',
  W: 'Waterford',
  WD: 'Waterford',
  WH: 'Westmeath',
  WW: 'Wicklow',
  WX: 'Wexford',
};

/** "131D12345" as "Dublin, 2013": the Republic of Ireland since 1987; null for anything else. */
export function irishMark(mark: string): string | null {
  const match = /^(\d{2})([12]?)([A-Z]{1,2})\d{1,6}$/.exec(mark);
  const county = irishCounties[match?.[3] ?? ''];
  if (!match || county === undefined) return null;
  const year = Number(match[1]);
  // The half year came with 2013; before, two digits said the year.
  if ((match[2] !== '') !== (year >= 13 && year < 87)) return null;
  return `${county}, ${year >= 87 ? 1900 + year : 2000 + year}`;
}
