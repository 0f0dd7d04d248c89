// Registration marks: what a typed one is, how it is written, what it says of the vehicle, and which others it is taken for.
import { differenceOf, likelyReading } from './look-alikes.ts';
import {
  halfYearOf,
  irishMark,
  northernIrishCounty,
  officeOfTag,
  prefixYear,
  suffixYear,
  yearLetters,
} from './plate-tables.ts';
import type { FactReading } from './reading.ts';

export type PlateKind =
  | 'current'
  | 'prefix'
  | 'q'
  | 'suffix'
  | 'northern-ireland'
  | 'dateless'
  | 'diplomatic'
  | 'trade'
  | 'military'
  | 'foreign'
  /** Some characters are known: "AB1? CDE". */
  | 'part'
  | 'unread';

export interface PlateReading extends FactReading {
  readonly kind: PlateKind;
}

const digits = '0123456789';
const anyLetter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const serialLetters = 'ABCDEFGHJKLMNOPRSTUVWXYZ';
const tagLetters = 'ABCDEFGHJKLMNOPRSTUVWXY';

/** What its groups say of the vehicle. */
type Say = (groups: readonly string[]) => string;

interface Format {
  readonly kind: Exclude<PlateKind, 'foreign' | 'part' | 'unread'>;
  /** Characters of each group, and how many of them at least and at most. */
  readonly groups: readonly (readonly [allowed: string, least: number, most: number])[];
  /** The groups before which a space is written. */
  readonly spaces: readonly number[];
  readonly fits?: (groups: readonly string[]) => boolean;
  readonly say: Say;
}

const lettersOf = (groups: readonly string[]): string => groups.find((group) => /[A-Z]/.test(group)) ?? '';
const isIrish = (groups: readonly string[]): boolean => /[IZ]/.test(lettersOf(groups));
const sayIrish: Say = (groups) => {
  const county = northernIrishCounty(lettersOf(groups));
  return county === null ? 'Irish mark of before 1987' : `Northern Ireland, ${county}`;
};
const sayDateless: Say = () => 'issued before 1963, or a personal mark';
const sayMilitary: Say = () => 'armed forces';
const sayTrade: Say = () => 'trade plate';

/** In the order in which a text that fits several is read. */
const formats: readonly Format[] = [
  {
    kind: 'current',
    groups: [
      [tagLetters, 2, 2],
      [digits, 2, 2],
      [serialLetters, 3, 3],
    ],
    spaces: [2],
    say: ([tag = '', identifier = '']) => {
      const issued = halfYearOf(identifier);
      return [issued === null ? null : `issued ${issued.words}`, officeOfTag(tag)]
        .filter((part) => part !== null)
        .join(', ');
    },
  },
  {
    kind: 'prefix',
    groups: [
      [yearLetters, 1, 1],
      [digits, 1, 3],
      [tagLetters, 3, 3],
    ],
    spaces: [2],
    say: ([letter = '']) => `issued ${prefixYear(letter)}`,
  },
  {
    kind: 'q',
    groups: [
      ['Q', 1, 1],
      [digits, 1, 3],
      [tagLetters, 3, 3],
    ],
    spaces: [2],
    say: () => 'age or identity in doubt: kit, rebuilt or imported',
  },
  {
    kind: 'suffix',
    groups: [
      [tagLetters, 3, 3],
      [digits, 1, 3],
      [yearLetters, 1, 1],
    ],
    spaces: [1],
    say: ([, , letter = '']) => `issued ${suffixYear(letter)}`,
  },
  {
    kind: 'northern-ireland',
    groups: [
      [anyLetter, 2, 3],
      [digits, 1, 4],
    ],
    spaces: [1],
    fits: isIrish,
    say: sayIrish,
  },
  {
    kind: 'northern-ireland',
    groups: [
      [digits, 1, 4],
      [anyLetter, 2, 3],
    ],
    spaces: [1],
    fits: isIrish,
    say: sayIrish,
  },
  {
    kind: 'dateless',
    groups: [
      [tagLetters, 1, 3],
      [digits, 1, 4],
    ],
    spaces: [1],
    say: ([letters]) => (letters === 'J' ? `${sayDateless([])}; or Jersey` : sayDateless([])),
  },
  {
    kind: 'dateless',
    groups: [
      [digits, 1, 4],
      [tagLetters, 1, 3],
    ],
    spaces: [1],
    say: ([number = '']) => (number.length === 3 ? `${sayDateless([])}; or a trade plate` : sayDateless([])),
  },
  {
    kind: 'diplomatic',
    groups: [
      [digits, 3, 3],
      ['DX', 1, 1],
      [digits, 3, 3],
    ],
    spaces: [1, 2],
    say: (groups) => {
      const irish = irishMark(groups.join(''));
      const accredited = groups[1] === 'D' ? 'diplomatic: a diplomat' : 'diplomatic: accredited staff';
      return irish === null ? accredited : `${accredited}; or Ireland, ${irish}`;
    },
  },
  { kind: 'trade', groups: [[digits, 5, 5]], spaces: [], say: () => `${sayTrade([])}; or Guernsey` },
  {
    kind: 'trade',
    groups: [
      [digits, 3, 3],
      [anyLetter, 1, 3],
    ],
    spaces: [1],
    say: sayTrade,
  },
  {
    kind: 'military',
    groups: [
      [anyLetter, 2, 2],
      [digits, 2, 2],
      [anyLetter, 2, 2],
    ],
    spaces: [1, 2],
    say: sayMilitary,
  },
  {
    kind: 'military',
    groups: [
      [digits, 2, 2],
      [anyLetter, 2, 2],
      [digits, 2, 2],
    ],
    spaces: [1, 2],
    say: sayMilitary,
  },
];

const patterns: readonly { readonly format: Format; readonly pattern: RegExp }[] = formats.map((format) => ({
  format,
  pattern: new RegExp(
    `^${format.groups.map(([allowed, least, most]) => `([${allowed}]{${least},${most}})`).join('')}$`,
  ),
}));

interface Mark {
  readonly format: Format;
  readonly groups: readonly string[];
}

function markOf(compact: string): Mark | null {
  for (const { format, pattern } of patterns) {
    const groups = pattern.exec(compact)?.slice(1);
    if (groups !== undefined && (format.fits?.(groups) ?? true)) return { format, groups };
  }
  return null;
}

const written = ({ format, groups }: Mark): string =>
  groups.map((group, index) => (format.spaces.includes(index) ? ` ${group}` : group)).join('');

/** "LX19 KTB", however it was typed; what is no UK mark stays as it is, in capitals. */
export function plateAsWritten(typed: string): string {
  const mark = markOf(compactOf(typed));
  return mark === null ? typed.trim().toUpperCase() : written(mark);
}

/** Letters and digits only, in capitals: how marks are compared. */
const compactOf = (typed: string): string => typed.toUpperCase().replaceAll(/[\s\-–.·:/]+/g, '');

/** Why a mark of a known shape was never issued, or not yet; null where it may have been. */
function neverIssued({ format, groups }: Mark, today: string): string | null {
  if (format.kind === 'current') {
    const [tag = '', identifier = ''] = groups;
    const issued = halfYearOf(identifier);
    if (issued === null) return `No mark was ever issued with ${identifier} for its age.`;
    if (issued.from > today) return `Marks with ${identifier} are issued ${issued.words}, which has not come yet.`;
    if (officeOfTag(tag) === null) return `${tag} is not the tag of any DVLA office. Check it.`;
    return null;
  }
  const dated = format.kind !== 'trade' && format.kind !== 'diplomatic' && format.kind !== 'military';
  return dated && groups.some((group) => group.startsWith('0')) ? 'A number on a mark never begins with 0.' : null;
}

/** Every way of filling a format's groups to a length: the characters allowed in each place. */
function templatesOf({ groups }: Format, length: number): string[][] {
  let templates: string[][] = [[]];
  for (const [allowed, least, most] of groups) {
    templates = templates.flatMap((template) =>
      Array.from({ length: most - least + 1 }, (_, more) => [
        ...template,
        ...Array.from({ length: least + more }, () => allowed),
      ]),
    );
  }
  return templates.filter((template) => template.length === length);
}

interface Proposal {
  /** Nearly every vehicle on the road has a current mark, few an older one. */
  readonly reluctance: number;
  /** The furthest from what was typed: foreign marks are of many shapes, and must not be argued with. */
  readonly mostCost: number;
}

const proposals: Readonly<Partial<Record<PlateKind, Proposal>>> = {
  current: { reluctance: 0, mostCost: 4 },
  prefix: { reluctance: 2, mostCost: 2 },
  suffix: { reluctance: 3, mostCost: 2 },
  'northern-ireland': { reluctance: 3, mostCost: 2 },
  q: { reluctance: 4, mostCost: 2 },
};

const isKnown = ({ format, groups }: Mark): boolean =>
  format.kind !== 'northern-ireland' || northernIrishCounty(lettersOf(groups)) !== null;

/**
 * Marks that a text may stand for if letters and digits of the same look were mistaken for each other, likeliest first:
 * "A8I2 CDE" for "AB12 CDE". Only marks that may have been issued, never the text itself, three at most.
 */
export function likelyMarks(typed: string, today: string): readonly string[] {
  const compact = compactOf(typed);
  const found = new Map<string, number>();
  for (const format of formats) {
    const proposal = proposals[format.kind];
    if (proposal === undefined) continue;
    for (const template of templatesOf(format, compact.length)) {
      const likely = likelyReading(compact, template);
      if (likely === null || likely.cost === 0 || likely.cost > proposal.mostCost) continue;
      const mark = markOf(likely.text);
      if (mark === null || mark.format.kind !== format.kind) continue;
      if (!isKnown(mark) || neverIssued(mark, today) !== null) continue;
      const cost = likely.cost + proposal.reluctance;
      found.set(written(mark), Math.min(cost, found.get(written(mark)) ?? cost));
    }
  }
  return [...found]
    .toSorted(([, one], [, other]) => one - other)
    .slice(0, 3)
    .map(([mark]) => mark);
}

const looksLike = (marks: readonly string[]): string => `It looks like ${marks.slice(0, 2).join(' or ')}.`;

function readUnknown(compact: string, today: string): PlateReading {
  const shown = { normalised: compact, words: null };
  if (/^[\p{L}\p{N}?*_]+$/u.test(compact) && /[?*_]/.test(compact) && /[\p{L}\p{N}]/u.test(compact)) {
    const normalised = compact.replaceAll(/[*_]/g, '?');
    return { kind: 'part', normalised, words: `${normalised}, part of a mark`, advice: null };
  }
  if (!/^[\p{L}\p{N}]{2,10}$/u.test(compact) || !/\p{N}/u.test(compact)) {
    const advice = 'This does not look like a registration. For a part of one, type ? for each character not known.';
    return { kind: 'unread', normalised: null, words: null, advice };
  }
  const irish = irishMark(compact);
  if (irish !== null) return { ...shown, kind: 'foreign', words: `Ireland, ${irish}`, advice: null };
  const likely = likelyMarks(compact, today);
  if (likely.length === 0) return { ...shown, kind: 'foreign', words: 'Not a UK mark: kept as foreign', advice: null };
  const advice = `This is not a UK mark. ${looksLike(likely)} If it is foreign, leave it.`;
  return { ...shown, kind: 'foreign', advice };
}

/** Few vehicles of the year letters are left, and a B read as an 8 makes one of a mark of today: "A812 CDE" of "AB12 CDE". */
function newerThan({ format, groups }: Mark, today: string): string | null {
  if (format.kind !== 'prefix') return null;
  return likelyMarks(groups.join(''), today).find((other) => /^[A-Z][BSG]\d/.test(other)) ?? null;
}

/** Reads a mark as typed, with or without spaces; null for nothing typed. `today` is YYYY-MM-DD. */
export function readPlate(typed: string, today: string): PlateReading | null {
  const compact = compactOf(typed);
  if (compact === '') return null;
  const mark = markOf(compact);
  if (mark === null) return readUnknown(compact, today);
  const { format, groups } = mark;
  const normalised = written(mark);
  const meaning = format.say(groups);
  const words = meaning === '' ? normalised : `${normalised}, ${meaning}`;
  const wrong = neverIssued(mark, today);
  if (wrong !== null) {
    const likely = format.kind === 'current' ? [] : likelyMarks(compact, today);
    const advice = likely.length === 0 ? wrong : `${wrong} ${looksLike(likely)}`;
    return { kind: format.kind, normalised, words, advice };
  }
  const newer = newerThan(mark, today);
  return {
    kind: format.kind,
    normalised,
    words: newer === null ? words : `${words}. Or is it ${newer}?`,
    advice: null,
  };
}

/** For finding a mark however it was typed or misread: no spaces, and one form for O and 0, I and 1, which plates draw alike. */
export const plateKey = (typed: string): string => compactOf(typed).replaceAll('O', '0').replaceAll('I', '1');

const mostDifferences = 2;

/**
 * Whether two different marks are easily taken for each other: every character is the same or of a similar shape, and at
 * most two are not of the very same shape.
 */
export function easilyMistaken(one: string, other: string): boolean {
  const [first, second] = [compactOf(one), compactOf(other)];
  if (first === second || first === '' || first.length !== second.length) return false;
  let differences = 0;
  for (const [place, character] of Array.from(first).entries()) {
    const difference = differenceOf(character, second[place] ?? '');
    if (difference === null) return false;
    differences += difference;
  }
  return differences <= mostDifferences;
}
