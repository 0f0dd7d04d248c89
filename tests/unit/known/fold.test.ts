// Promises: words, plates and numbers that are the same to a person are the same to the search; and the facts of a report are read by
// one table, whatever else stands in it.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldWords, phoneKey, plateKey, squash } from '#contract/known/fold.ts';
import { mentionName, readMentions } from '#contract/known/mentions.ts';
import { snippetOf } from '../../../main/storage/records/search/explain.ts';

describe('folding', () => {
  it.each([
    ['Ó Súilleabháin', 'o suilleabhain'],
    ['O’Brien-Smith', 'obrien smith'],
    ["o'brien", 'obrien'],
    ['STRAßE Øster Łódź', 'strasse oster lodz'],
    ['DCIM/2026_0007.MP4', 'dcim 2026 0007 mp4'],
    ['“”  … ', ''],
  ])('%s as %s', (text, folded) => {
    expect(foldWords(text).join(' ')).toBe(folded);
  });

  it('leaves letters and digits only, and folding twice is folding once', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const words = foldWords(text);
        for (const word of words) expect(word).toMatch(/^[\p{L}\p{N}]+$/u);
        expect(foldWords(words.join(' '))).toEqual(words);
      }),
    );
  });

  it.each(['07700 900123', '+44 7700 900123', '0044 7700 900 123', '+44 (0)7700 900123', '(07700) 900-123'])(
    'dials %s the same',
    (written) => {
      expect(phoneKey(written)).toBe('07700900123');
    },
  );

  it('sees a plate as it is seen from across a road', () => {
    expect(plateKey('OI5B Z22')).toBe(plateKey('0158 222'));
    expect(plateKey('ab12 cde')).toBe(plateKey('A8I2CDE'));
    expect(squash('NE-4417-0093')).toBe('ne44170093');
  });
});

test('an item with a registration is a vehicle, an address is a place, and blank entries are nobody', () => {
  const mentions = readMentions({
    values: { 'venue-street': '14 Mare St', 'cad-reference': '41' },
    people: [
      {
        id: '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e11',
        values: { role: 'victim', 'family-name': 'Marsh', address: '9 Low Rd' },
      },
      { id: '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e12', values: { role: 'suspect' } },
    ],
    property: [{ id: '0b9f6f0e-8a53-4b6e-9d0c-5f1c2f7a9e13', values: { vrm: 'ab12cde', status: 'stolen' } }],
    vehicles: [],
  });
  expect(mentions.map(({ kind, role, facts }) => [kind, role, mentionName(kind, facts)])).toEqual([
    ['person', 'Victim', 'Marsh'],
    ['place', 'Address (victim)', '9 Low Rd'],
    ['vehicle', 'Stolen', 'AB12 CDE'],
    ['place', 'Venue', '14 Mare St'],
    ['event', 'Incident', '41'],
  ]);
});

test('a snippet shows what was found within a few words, whole and marked', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 60 }),
      fc.nat(),
      (words, at) => {
        const sought = words[at % words.length] ?? '';
        const text = words.join(' ');
        const pieces = snippetOf(text, [sought]);
        const [first] = pieces.filter(({ isMarked }) => isMarked);
        expect(first?.text.startsWith(sought)).toBe(true);
        const shown = pieces.map((piece) => piece.text).join('');
        expect(text).toContain(shown.replaceAll('…', ''));
        expect(shown.length).toBeLessThanOrEqual(120);
      },
    ),
  );
});
