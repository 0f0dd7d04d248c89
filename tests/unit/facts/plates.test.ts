// Registration marks: every mark that could be issued is read, however it is typed, and what is taken for another is said.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  easilyMistaken,
  likelyMarks,
  plateAsWritten,
  plateKey,
  readPlate,
  type PlateKind,
} from '#contract/facts/plates.ts';
import { halfYearOf, officeOfTag, prefixYear, suffixYear } from '#contract/facts/plate-tables.ts';

const today = '2026-11-27';
const read = (typed: string) => readPlate(typed, today);

const charactersOf = (allowed: string, minLength: number, maxLength = minLength) =>
  fc.string({ unit: fc.constantFrom(...Array.from(allowed)), minLength, maxLength });
const number = (most: number) => fc.integer({ min: 1, max: most }).map(String);
const tagLetters = 'ABCDEFGHJKLMNOPRSTUVWXY';
const yearLetter = fc.constantFrom(...Array.from('ABCDEFGHJKLMNPRSTVWXY'));
const anyLetter = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const digits = '0123456789';

const issuedTag = charactersOf(tagLetters, 2).filter((tag) => officeOfTag(tag) !== null);
/** Issued by today: March 2002 to September 2026. */
const issuedAge = fc.oneof(fc.integer({ min: 2, max: 26 }), fc.integer({ min: 51, max: 76 }));
const irishLetters = charactersOf(anyLetter, 2, 3).filter((letters) => /[IZ]/.test(letters));

/** Marks as they are written, each of the kind that it must be read as. */
const marks: readonly (readonly [PlateKind, fc.Arbitrary<string>])[] = [
  [
    'current',
    fc
      .tuple(issuedTag, issuedAge, charactersOf(`${tagLetters}Z`, 3))
      .map(([tag, age, serial]) => `${tag}${String(age).padStart(2, '0')} ${serial}`),
  ],
  ['prefix', fc.tuple(yearLetter, number(999), charactersOf(tagLetters, 3)).map(([a, b, c]) => `${a}${b} ${c}`)],
  ['q', fc.tuple(number(999), charactersOf(tagLetters, 3)).map(([a, b]) => `Q${a} ${b}`)],
  ['suffix', fc.tuple(charactersOf(tagLetters, 3), number(999), yearLetter).map(([a, b, c]) => `${a} ${b}${c}`)],
  ['dateless', fc.tuple(charactersOf(tagLetters, 1, 3), number(9999)).map(([a, b]) => `${a} ${b}`)],
  ['dateless', fc.tuple(number(9999), charactersOf(tagLetters, 1, 3)).map(([a, b]) => `${a} ${b}`)],
  ['northern-ireland', fc.tuple(irishLetters, number(9999)).map(([a, b]) => `${a} ${b}`)],
  ['northern-ireland', fc.tuple(number(9999), irishLetters).map(([a, b]) => `${a} ${b}`)],
  [
    'diplomatic',
    fc
      .tuple(charactersOf(digits, 3), fc.constantFrom('D', 'X'), charactersOf(digits, 3))
      .map(([a, b, c]) => `${a} ${b} ${c}`),
  ],
  ['trade', charactersOf(digits, 5)],
  [
    'military',
    fc
      .tuple(charactersOf(anyLetter, 2), charactersOf(digits, 2), charactersOf(anyLetter, 2))
      .map(([a, b, c]) => `${a} ${b} ${c}`),
  ],
  [
    'military',
    fc
      .tuple(charactersOf(digits, 2), charactersOf(anyLetter, 2), charactersOf(digits, 2))
      .map(([a, b, c]) => `${a} ${b} ${c}`),
  ],
];
const anyMark = fc.oneof(...marks.map(([, mark]) => mark));

describe('a registration mark', () => {
  it.each(marks)('is read for what it is and written with its spaces, if it may have been issued: %s', (kind, mark) => {
    fc.assert(
      fc.property(mark, (written) => {
        expect(read(written)).toMatchObject({ kind, normalised: written, advice: null });
      }),
    );
  });

  it('is the same however it is typed', () => {
    const typing = fc.record({
      spaces: fc.array(fc.constantFrom('', '', ' ', '  ', '-', '.'), { minLength: 12, maxLength: 12 }),
      lower: fc.boolean(),
    });
    fc.assert(
      fc.property(anyMark, typing, (mark, { spaces, lower }) => {
        const spread = Array.from(mark.replaceAll(' ', ''), (one, place) => `${spaces[place] ?? ''}${one}`).join('');
        expect(read(lower ? spread.toLowerCase() : spread)).toEqual(read(mark));
        expect(plateKey(spread)).toBe(plateKey(mark));
      }),
    );
  });

  it.each([
    ['AB12CDE', 'AB12 CDE, issued Mar to Aug 2012, Peterborough'],
    ['bd51smr', 'BD51 SMR, issued Sep 2001 to Feb 2002, Birmingham'],
    ['HW68 ABC', 'HW68 ABC, issued Sep 2018 to Feb 2019, Isle of Wight'],
    ['LK76 XYZ', 'LK76 XYZ, issued Sep 2026 to Feb 2027, Borehamwood'],
    ['A123 BCD', 'A123 BCD, issued Aug 1983 to Jul 1984'],
    ['S 1 ABC', 'S1 ABC, issued Aug 1998 to Feb 1999'],
    ['abc123d', 'ABC 123D, issued 1966'],
    ['Q123ABC', 'Q123 ABC, age or identity in doubt: kit, rebuilt or imported'],
    ['aig1234', 'AIG 1234, Northern Ireland, Fermanagh'],
    ['1234IA', '1234 IA, Northern Ireland, Antrim'],
    ['ZV 1234', 'ZV 1234, Irish mark of before 1987'],
    ['101D234', '101 D 234, diplomatic: a diplomat'],
    ['171D234', '171 D 234, diplomatic: a diplomat; or Ireland, Dublin, 2017'],
    ['01KF44', '01 KF 44, armed forces'],
    ['131-D-12345', 'Ireland, Dublin, 2013'],
    ['87-D-1', 'Ireland, Dublin, 1987'],
    ['AB-123-CD', 'Not a UK mark: kept as foreign'],
    ['WA 12345', 'Not a UK mark: kept as foreign'],
    ['b mw 1234 e', 'Not a UK mark: kept as foreign'],
    ['AB1? C*E', 'AB1?C?E, part of a mark'],
  ])('%s says: %s', (typed, words) => {
    expect(read(typed)).toMatchObject({ words, advice: null });
  });

  it('says when the half year of its age has not come, or never will', () => {
    expect(readPlate('AB77 CDE', '2027-08-31')?.advice).toContain('Sep 2027 to Feb 2028, which has not come yet');
    expect(readPlate('AB77 CDE', '2027-09-01')?.advice).toBeNull();
    expect(read('AB01 CDE')?.advice).toBe('No mark was ever issued with 01 for its age.');
    expect(read('JB12 CDE')?.advice).toBe('JB is not the tag of any DVLA office. Check it.');
  });

  it('is questioned where it cannot be one, and never refused or changed', () => {
    for (const typed of ['unknown', 'X', '#!', 'AB12 CDE (blue)', 'AB12CDEFGHI']) {
      expect(read(typed)).toMatchObject({ kind: 'unread', normalised: null });
      expect(read(typed)?.advice).toContain('does not look like a registration');
    }
    expect(read('  ')).toBeNull();
  });

  it('is read whatever is typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 12 })), (typed) => {
        const reading = read(typed);
        expect(reading === null || reading.words === null || reading.words.length > 0).toBe(true);
      }),
    );
  });
});

describe('what a mark is taken for', () => {
  it.each([
    ['A8I2 CDE', ['AB12 CDE', 'A812 CDE']],
    ['ABO5 CDE', ['AB05 CDE']],
    ['ABS1 CDE', ['AB51 CDE']],
    ['5B12 CDE', ['SB12 CDE']],
    ['KX57 0AB', ['KX57 OAB']],
    ['IA12 ABC', ['LA12 ABC']],
    ['BIGI234', ['BIG 1234']],
    ['A812 CDE', ['AB12 CDE']],
    ['LO01 ABC', []],
    ['AB-123-CD', []],
    ['WA 12345', []],
  ])('%s looks like %j', (typed, expected) => {
    expect(likelyMarks(typed, today)).toEqual(expected);
  });

  it('is proposed to the officer beside a mark that is not one of the UK', () => {
    expect(read('ABO5 CDE')?.advice).toBe('This is not a UK mark. It looks like AB05 CDE. If it is foreign, leave it.');
    expect(read('A012 BCD')?.advice).toBe('A number on a mark never begins with 0. It looks like AO12 BCD.');
  });

  it('is asked beside a mark of the eighties that is one slip from one of today, which is no problem by itself', () => {
    expect(read('A812 CDE')).toMatchObject({
      words: 'A812 CDE, issued Aug 1983 to Jul 1984. Or is it AB12 CDE?',
      advice: null,
    });
  });

  it('is always a mark that could have been issued, and one that is easily mistaken for what was typed', () => {
    const slips = fc.constantFrom(...'O0 0O I1 1I S5 5S B8 8B Z2 2Z G6 6G D0 Q0 L1'.split(' '));
    fc.assert(
      fc.property(anyMark, slips, fc.nat(6), (mark, [from = '', to = ''], place) => {
        const compact = mark.replaceAll(' ', '');
        const at = compact.indexOf(from, place);
        const typed = at < 0 ? compact : compact.slice(0, at) + to + compact.slice(at + 1);
        for (const likely of likelyMarks(typed, today)) {
          expect(read(likely)?.advice).toBeNull();
          expect(easilyMistaken(likely, typed)).toBe(true);
        }
      }),
    );
  });

  it('finds a current mark again after a digit was typed for one of its letters', () => {
    const current = marks[0]?.[1] ?? anyMark;
    const digitFor: Readonly<Record<string, string>> = { O: '0', S: '5', B: '8', Z: '2', G: '6', L: '1' };
    fc.assert(
      fc.property(current, fc.constantFrom(0, 1, 5, 6, 7), (mark, place) => {
        const digit = digitFor[mark[place] ?? ''];
        fc.pre(digit !== undefined);
        expect(likelyMarks(mark.slice(0, place) + (digit ?? '') + mark.slice(place + 1), today)).toContain(mark);
      }),
    );
  });
});

describe('two marks that are easily mistaken', () => {
  it.each([
    ['AB12 CDE', 'A812 CDE'],
    ['LO05 ABC', 'L005 ABC'],
    ['LN06 VUY', 'LN06 UUY'],
    ['KX57 OAB', 'KK57 OAB'],
    ['BD51 SMR', 'B051 SMR'],
    ['EF12 PRT', 'EE12 RRT'],
  ])('%s and %s', (one, other) => {
    expect(easilyMistaken(one, other)).toBe(true);
  });

  it.each([
    ['AB12 CDE', 'AB12 CDE'],
    ['AB12 CDE', 'ab12cde'],
    ['AB12 CDE', 'AB13 CDE'],
    ['AB12 CDE', 'AB12 CD'],
    ['AB12 CDE', 'XY12 CDE'],
    // Three places that look alike, each by itself, make another mark.
    ['SG12 VUR', '5612 VVP'],
  ])('not %s and %s', (one, other) => {
    expect(easilyMistaken(one, other)).toBe(false);
  });

  it('are so in either order, and however they are typed', () => {
    const characters = fc.string({
      unit: fc.constantFrom(...Array.from(`${anyLetter}${digits}`)),
      minLength: 1,
      maxLength: 7,
    });
    const change = fc.constantFrom(...'O0 I1 S5 B8 Z2 G6 D0 UV EF PR AX'.split(' '));
    fc.assert(
      fc.property(fc.oneof(anyMark, characters), change, characters, (one, [from = '', to = ''], unrelated) => {
        for (const other of [one.replace(from, to), one.replace(to, from), unrelated]) {
          expect(easilyMistaken(one, other)).toBe(easilyMistaken(other, one));
          expect(easilyMistaken(one.toLowerCase(), ` ${other}`)).toBe(easilyMistaken(one, other));
        }
        expect(easilyMistaken(one, one)).toBe(false);
      }),
    );
  });
});

describe('year letters and half years', () => {
  it.each([
    [suffixYear('A'), '1963'],
    [suffixYear('E'), 'Jan to Jul 1967'],
    [suffixYear('F'), 'Aug 1967 to Jul 1968'],
    [suffixYear('S'), 'Aug 1977 to Jul 1978'],
    [suffixYear('Y'), 'Aug 1982 to Jul 1983'],
    [prefixYear('A'), 'Aug 1983 to Jul 1984'],
    [prefixYear('R'), 'Aug 1997 to Jul 1998'],
    [prefixYear('T'), 'Mar to Aug 1999'],
    [prefixYear('Y'), 'Mar to Aug 2001'],
    [halfYearOf('51')?.words, 'Sep 2001 to Feb 2002'],
    [halfYearOf('02')?.words, 'Mar to Aug 2002'],
    [halfYearOf('50')?.words, 'Mar to Aug 2050'],
    [halfYearOf('00')?.words, 'Sep 2050 to Feb 2051'],
    [halfYearOf('01')?.words, undefined],
  ])('%s', (said, expected) => {
    expect(said).toBe(expected);
  });
});

describe('the lists of the reference', () => {
  const folder = fileURLToPath(new URL('../../../../shared/reference/vehicles/', import.meta.url));
  const present = existsSync(folder);
  if (!present)
    console.warn(`SKIPPED: marks against the lists of the reference (no folder ${folder} beside the checkout)`);
  const rowsOf = (name: string): string[][] =>
    readFileSync(`${folder}${name}`, 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));

  it.skipIf(!present)('have every memory tag with its office, and no other', () => {
    const listed = new Map(rowsOf('vrm_memory_tags.csv').map(([tag = '', , office = '']) => [tag, office]));
    const tags = Array.from(anyLetter).flatMap((first) => Array.from(anyLetter).map((second) => first + second));
    for (const tag of tags) {
      const office = listed.get(tag)?.replace(/ \(HW: (.*)\)$/, tag === 'HW' ? ' $1' : '') ?? null;
      expect([tag, officeOfTag(tag)]).toEqual([tag, tag === 'HW' ? 'Isle of Wight' : office]);
    }
    expect(listed.size).toBe(tags.filter((tag) => officeOfTag(tag) !== null).length);
  });

  it.skipIf(!present)('have every age identifier with its first day', () => {
    for (const [identifier = '', first] of rowsOf('vrm_age_identifiers.csv')) {
      expect([identifier, halfYearOf(identifier)?.from]).toEqual([identifier, first]);
    }
  });

  it.skipIf(!present)('have no example of a format that is not read as a mark of the UK', () => {
    const lines = readFileSync(`${folder}vrm_formats.csv`, 'utf8').trim().split(/\r?\n/).slice(1);
    const found = lines.map((line) => /,([A-Z0-9 ]+),(?:"[^"]*"|[^",]*)$/.exec(line)?.[1] ?? line);
    expect(found).toHaveLength(11);
    for (const example of found) expect([example, read(example)?.kind]).not.toEqual([example, 'foreign']);
  });
});

it.for([
  ['lx19ktb', 'LX19 KTB'],
  ['LX19-KTB', 'LX19 KTB'],
  ['a1', 'A 1'],
  ['ab-123-cd', 'AB-123-CD'],
  [' 2b?x ', '2B?X'],
  ['', ''],
] as const)('“%s” is shown as %s', ([typed, shown]) => {
  expect(plateAsWritten(typed)).toBe(shown);
});
