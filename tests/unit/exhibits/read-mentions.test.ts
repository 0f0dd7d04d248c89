// What reports say of exhibits is read as officers write it: seized property with its place and time, and what statements produce or name.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exhibitLabel, exhibitMark } from '#contract/exhibits.ts';
import { exhibitsNamed, partsOfLabel } from '#contract/exhibits/labels.ts';
import { differs, exhibitMention } from '#contract/exhibits/mention.ts';
import { exhibitMentionsOf } from '#contract/exhibits/read-mentions.ts';
import { emptyReportContent, type FieldValues } from '#contract/reports.ts';

const property = (...items: FieldValues[]) =>
  exhibitMentionsOf('crime', {
    ...emptyReportContent,
    property: items.map((values, index) => ({ id: `p${index + 1}`, values })),
  });
const statement = (narrative: string) =>
  exhibitMentionsOf('statement', {
    ...emptyReportContent,
    values: { 'given-names': 'Rosa', 'family-name': 'Keane', narrative },
  });

test('what was seized or recovered is told with what tells it from another, where and when; what was stolen is not', () => {
  const told = property(
    { status: 'stolen', description: 'Laptop' },
    {
      status: 'seized',
      description: 'Claw hammer',
      marks: 'blue grip',
      'found-where': 'Under the sink, kitchen',
      'found-date': '22/11/2026',
      'found-time': '0405',
      'found-by': 'PC Dan Bell 2231',
    },
    { status: 'recovered', kind: 'vehicle', vrm: 'lx19ktb', serial: 'WF0-1', 'found-date': 'last week' },
  );
  expect(told).toMatchObject([
    {
      how: 'property',
      entry: 'p2',
      place: 2,
      label: '',
      by: 'PC Dan Bell 2231',
      facts: {
        description: 'Claw hammer, blue grip',
        foundWhere: 'Under the sink, kitchen',
        foundWhen: '22 Nov 2026, 04:05',
      },
    },
    {
      place: 3,
      facts: { description: 'Motor vehicle, LX19 KTB, serial WF0-1', foundWhere: '', foundWhen: 'last week' },
    },
  ]);
});

test.for<[string, readonly (readonly [string, string, string])[]]>([
  ['I produce a black rucksack as exhibit RK/1.', [['RK/1', 'produced', 'A black rucksack']]],
  ['I now produce this knife, as my exhibit RK/2', [['RK/2', 'produced', 'Knife']]],
  ['I produce it as RK/3.', [['RK/3', 'produced', '']]],
  [
    'We produce the CCTV of the shop\non a disc as exhibit RK/4',
    [['RK/4', 'produced', 'The CCTV of the shop on a disc']],
  ],
  [
    'He ran at 14:03:22 on AO/1, see AO/1A.',
    [
      ['AO/1', 'named', ''],
      ['AO/1A', 'named', ''],
    ],
  ],
  [
    'I saw AO/1. I produce a copy of it as AO/1A',
    [
      ['AO/1', 'named', ''],
      ['AO/1A', 'produced', 'A copy of it'],
    ],
  ],
  ['On 4/3/2026 I met him at 14/15 Mare Street.', []],
  ['They produce shoes as exhibit RK/5', [['RK/5', 'named', '']]],
])('“%s” tells of %j', ([narrative, expected]) => {
  expect(statement(narrative).map(({ label, how, facts }) => [label, how, facts.description])).toEqual(expected);
});

test('a statement says who produces, and the words around tell where it is named', () => {
  const [told] = statement(`${'Before. '.repeat(40)}I produce a key as exhibit RK/1. ${'After. '.repeat(40)}`);
  expect(told).toMatchObject({ by: 'Rosa KEANE', entry: 'RK/1' });
  expect(told?.words).toMatch(/^… Before\. .*I produce a key as exhibit RK\/1\. After.*After\. …$/);
});

test('whatever stands in a report, what is read fits the list and ends', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('I produce ', 'as exhibit ', 'JS/1', ' '.repeat(900), '\n', 'as ', 'AO/12B', ',', '😀'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 3000 }), (pieces, text) => {
      const told = [
        ...statement(pieces.join('')),
        ...property({ status: 'seized', description: text, 'found-where': text, 'found-date': text, 'found-by': text }),
      ];
      for (const one of told) {
        exhibitMention.parse(one);
        expect(one.facts.description.length).toBeLessThanOrEqual(500);
        expect(one.facts.foundWhere.length).toBeLessThanOrEqual(200);
        expect(one.facts.foundWhen.length).toBeLessThanOrEqual(60);
        expect(one.by.length).toBeLessThanOrEqual(120);
        expect(JSON.stringify(one).isWellFormed()).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
  // Would hang if any part of the reading were unbounded.
  statement(`I produce ${' '.repeat(150_000)}`);
  statement('I produce '.repeat(15_000));
});

test('every label that is given is found in a text and taken apart again', () => {
  const mark = fc.record({
    producer: fc.constantFrom('AO', 'JS', "O'B", 'ÉLB', 'A-B'),
    number: fc.integer({ min: 1, max: 9999 }),
    suffix: fc.constantFrom('', 'A', 'AB'),
  });
  fc.assert(
    fc.property(mark, (given) => {
      const label = exhibitLabel(exhibitMark.parse(given));
      expect(exhibitsNamed(`on ${label}.`)).toEqual([{ label, at: 3 }]);
      expect(partsOfLabel(label)).toEqual(given);
    }),
  );
});

test('capitals, spaces and stops are no difference, and silence contradicts nothing', () => {
  expect(differs('Claw hammer, blue grip', 'claw  hammer blue grip.')).toBe(false);
  expect(differs('Claw hammer', '')).toBe(false);
  expect(differs('Claw hammer', 'Crowbar')).toBe(true);
});
