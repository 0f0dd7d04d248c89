// Promise: in a public place the program shows its own words, clocks, counts and references, and nothing else. What nobody thought
// of is blank.
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { gatherOwnWords, wordsOf } from '../../../electron.vite.own-words.ts';
import { maskedText, maskedWords } from '../../../renderer/src/public-place/masked-text.ts';
import { blankAll, createReader, mayBeNames } from '../../../renderer/src/public-place/own-words.ts';

const project = join(import.meta.dirname, '../../..');
/** The program's real words: what the page itself loads. */
const vocabulary = gatherOwnWords({
  said: [join(project, 'renderer/src'), join(project, 'preload/contract')],
  sent: [join(project, 'main')],
});
const read = createReader(vocabulary, undefined, 2026);

/** As somebody at the next table would read it. */
const seen = (text: string): string =>
  read(text)
    .map((segment) => (segment.own ? segment.text : '█'))
    .join('');

describe('shown', () => {
  it.each(['New crime report', 'Saved as you type, on this laptop only', 'Warnings', 'What happened', 'Shoplifting'])(
    'is what the program says: %s',
    (text) => {
      expect(seen(text)).toBe(text);
    },
  );

  it.each([
    '3 recordings',
    '12',
    '1,204',
    '14:03',
    '00:04:51.08',
    '22 Nov 2026 14:03',
    'Fri 27 Nov',
    '3 h 20 min left',
    '41.2 MB/s',
    'NE-4417-0093',
    'CAD 4127/22NOV26',
    'JS/1A',
    'Ctrl K',
    'CAM 7',
    '20261122_084020_0002.MP4',
    'NE-4417-0093 · 3 needed now, 2 before submission',
    'Reported today 14:03 · 24 h rule',
  ])('is a clock, a count or a reference: %s', (text) => {
    expect(seen(text)).toBe(text);
  });
});

describe('what main sends', () => {
  it.each([
    ['Offload from the camera begun', 'Offload from the camera begun'],
    ['Opened report NE-4417-0001.', null],
    ['Began crime report NE-4417-0001.', null],
    ['Began statement NE-4417-0003, which belongs to Okafor.', 'Began statement █.'],
    ['The vault is locked. Unlock it to go on; everything saved is kept.', null],
    [
      'JS/1 is taken: “Zyrqvath’s coat”. Give this one another number.',
      'JS/1 is taken: “█”. Give this one another number.',
    ],
    [
      'Report NE-4417-0001 is finished and was not changed. Reopen it first; what you typed is still on the screen.',
      null,
    ],
    [
      'Handed a team post to Bluesky (https://bsky.app): “Thanks to Okafor”',
      'Handed a team post to Bluesky (https://bsky.app): “█”',
    ],
    ['The post is empty. Say where the team will be. Nothing was handed over.', null],
    ['“Okafor” is a victim in NE-4417-0093.', '█'],
  ])('is shown but for what is filled in: %s', (text, expected) => {
    expect(seen(text)).toBe(expected ?? text);
  });

  it('adds sentences to the words of the program, and no names of its own parts', () => {
    expect(vocabulary.phrases).not.toContain('verifyAudit');
    for (const code of ['SELECT', 'reports', 'team-post']) expect(seen(`${code}_x`)).toBe('█');
    const telling = vocabulary.templates.filter((parts) => /SELECT|INSERT|<\w/.test(parts.join(' ')));
    expect(telling).toEqual([]);
  });
});

describe('what this laptop and this vault add', () => {
  const labels = ['Zyrq hearings'];
  const names = ['lane', 'rose field'];
  const readHere = createReader(vocabulary, { names, labels }, 2026);
  const seenHere = (text: string): string =>
    readHere(text)
      .map((segment) => (segment.own ? segment.text : '█'))
      .join('');

  it('a word of the program that somebody in the vault is called as well is blank wherever it stands alone', () => {
    expect(seen('Lane')).toBe('Lane');
    expect(seenHere('Lane')).toBe('█');
    expect(seenHere('Reports · Lane')).toBe('Reports · █');
    expect(seenHere('Record crime: Lane')).toBe('Record crime: █');
    expect(seenHere('Reports')).toBe('Reports');
  });

  it('what IT has named is shown', () => {
    expect(seen('Zyrq hearings')).toBe('█');
    expect(seenHere('Zyrq hearings')).toBe('Zyrq hearings');
  });

  it('the vault is asked about whatever may be a name, and not about sentences', () => {
    const asked = mayBeNames(vocabulary);
    expect(asked).toContain('lane');
    expect(asked.every((word) => word.split(' ').length <= 3 && word === word.toLowerCase())).toBe(true);
    expect(asked.length).toBeLessThan(10_000);
  });
});

describe('blanked', () => {
  it.each([
    'Wendy Marsh',
    'Okafor',
    'AB12 CDE',
    'AB12CDE',
    '07700 900123',
    '+44 7700 900123',
    '07700900123',
    'E17 4QE',
    '86 Orford Road',
    'wendy@example.org',
    'Two men took six bottles of whisky from the shelf and ran towards the station.',
    '4 Mar 1987',
    'TQ 373 895',
  ])('is what came from the vault or was typed: %s', (text) => {
    expect(seen(text)).toBe('█');
  });

  it('is only what is filled into the words of the program', () => {
    expect(seen('Record crime: Burglary, Gloucester Rd')).toBe('Record crime: █');
    expect(seen('Good evening, Ada')).not.toContain('Ada');
    const rest =
      'People, plates, reports, notes and recordings are found by any word in them, and names also misspelt.';
    expect(seen(`Nothing fits “Okafor”. ${rest}`)).toBe(`Nothing fits “█”. ${rest}`);
  });

  test('is every word that the program does not say itself, wherever it stands', () => {
    const strange = fc.stringMatching(/^[A-Z][bcdfghjklmnpqrstvwxz]{3,9}[aeiou]q$/);
    const between = fc.constantFrom(' ', ', ', ' · ', ': ', '\n', ' in ', ' reported ', ' 14:03 ', ' of 3 ');
    fc.assert(
      fc.property(strange, between, strange, (one, joint, other) => {
        const shown = seen(`${one}${joint}${other}`);
        expect(shown).not.toContain(one);
        expect(shown).not.toContain(other);
      }),
    );
  });

  test('is everything before the words of the program are known', () => {
    expect(blankAll('New crime report')).toEqual([{ text: 'New crime report', own: false }]);
    expect(blankAll(' · ')).toEqual([{ text: ' · ', own: true }]);
  });
});

describe('what stands in its place', () => {
  test('has none of its letters and digits, about its width, and its gaps, so that lines break where they did', () => {
    const text = fc.stringMatching(/^[A-Z][a-z]{6,12}( [a-z]{2,9}){1,12}$/);
    fc.assert(
      fc.property(text, (typed) => {
        const masked = maskedText([{ text: typed, own: false }], (part) => part.length * 2)?.text ?? '';
        expect(masked.replace(/^hidden/, '').trim()).toBe('');
        expect(masked.split(' ')).toHaveLength(typed.split(' ').length);
        // As wide, to one blank: a letter is two of them.
        const width = (text: string) => text.length * 2 - text.split('\u{A0}').length + 1;
        expect(Math.abs(width(masked) - width(typed))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is spoken as one word, between the words of the program', () => {
    expect(maskedWords(read('Record crime: Burglary, Gloucester Rd'))).toBe('Record crime: hidden');
  });
});

describe('the words of the program', () => {
  test('are gathered from text, attributes, texts with places and choices, and not from types, imports or names of parts', () => {
    const { phrases, templates } = wordsOf(
      'example.tsx',
      `import { Card } from './a module';
       type Kind = 'only a type';
       const labels = { 'a key': 'A label' } as const;
       export const Part = ({ n, who }) => (
         <Card className="card-name" title="A title">
           Some words
           over two lines
           {\`\${n} things of \${who}\`}
         </Card>
       );`,
    );
    expect(phrases.toSorted()).toEqual(['A label', 'A title', 'Some words over two lines']);
    expect(templates).toEqual([['', ' things of ', '']]);
  });
});
