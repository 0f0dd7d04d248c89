// A statement on paper has what form MG11 has, the witness's words to the letter, and nothing of what is for police alone.
import { expect, test } from 'vitest';
import { statementRows, type StatementPaper } from '#contract/statement/statement-rows.ts';
import type { FieldValues } from '#contract/reports.ts';

const words = 'I saw him.\n\nHe said: “Run!” — at 14:03:22 on JS/1.  ';
const full: FieldValues = {
  'family-name': 'Hale',
  'given-names': 'Mary',
  age: 'under-18',
  'age-years': '15',
  adult: 'Joan Hale, mother',
  occupation: 'Pupil',
  'interpreter-used': 'yes',
  language: 'Polish',
  interpreter: 'A Nowak, 12345',
  'visually-recorded': 'no',
  narrative: words,
  covered: ['said'],
  identifies: 'yes',
  advokate: ['distance'],
};
const onPaper: StatementPaper = { pages: 3, places: 'paper', day: '22 Nov 2026', officer: 'PC Ada Okafor, 4417NE' };
const texts = (values: FieldValues, more: Partial<StatementPaper> = {}): string[] =>
  statementRows(values, { ...onPaper, ...more }).flatMap(({ cells }) => cells.map(({ text }) => text));

test('the form is whole: who, how old, in which language, the declaration, and two places to sign besides the foot', () => {
  const said = texts(full);
  expect(said).toEqual(
    expect.arrayContaining(['Mary HALE', '15', 'Pupil', 'Joan Hale, mother', 'Polish', 'A Nowak, 12345']),
  );
  expect(
    said.filter((text) => text.startsWith('This statement (consisting of 3 page(s) each signed by me)')),
  ).toHaveLength(1);
  expect(said.filter((text) => text === 'Signature')).toHaveLength(2);
  expect(said.indexOf(words)).toBeGreaterThan(said.findIndex((text) => text.startsWith('This statement')));
  expect(said.filter((text) => text === words)).toHaveLength(1);
});

test('an adult’s statement says “Over 18” and no age; what is not entered leaves room for a pen', () => {
  const said = texts({ 'family-name': 'Hale', age: 'over-18', 'age-years': '44', adult: 'nobody' });
  expect(said).toContain('Over 18');
  expect(said).not.toContain('44');
  expect(said).not.toContain('nobody');
  expect(said.filter((text) => /^…+$/u.test(text)).length).toBeGreaterThanOrEqual(6);
});

test('the officer’s prompts are never on it', () => {
  expect(texts(full).join('\n')).not.toMatch(/ADVOKATE|Asked about|distance/i);
});

test('a witness who cannot read: the declaration of whoever read it to them, to be signed; else none', () => {
  const said = texts({ ...full, 'can-read': 'no', 'read-by': 'PC Ada Okafor' });
  expect(said).toContain(
    'I, PC Ada Okafor, read this statement to Mary HALE, who cannot read it, before it was signed.',
  );
  expect(said.indexOf('Signature of the reader')).toBeGreaterThan(said.indexOf(words));
  expect(texts({ ...full, 'can-read': 'yes' }).join()).not.toContain('cannot read it');
});

test('an interpreter and an adult beside a young witness declare what they did, and sign; a draft has no place to sign at all', () => {
  const said = texts({ ...full, 'given-names': 'Zofia', 'family-name': 'Kowalska' });
  expect(said).toContain(
    'I, A Nowak, 12345, interpreted between Polish and English for Zofia KOWALSKA to the best of my skill and understanding, ' +
      'and read this statement to Zofia KOWALSKA in Polish before it was signed.',
  );
  expect(said).toContain('I, Joan Hale, mother, was present when Zofia KOWALSKA made and signed this statement.');
  expect(said).toEqual(expect.arrayContaining(['Signature of the interpreter', 'Signature of the adult present']));
  expect(said.at(-4)).toBe('Signature witnessed by');
  expect(texts(full, { places: 'none' }).filter((text) => text.startsWith('Signature'))).toEqual([]);
});

test('on the screen every place in the text is one that is signed, with the day', () => {
  const places = statementRows({ ...full, 'can-read': 'no', 'read-by': 'B' }, { ...onPaper, places: 'screen' }).filter(
    ({ kind }) => kind === 'sign',
  );
  expect(places.map(({ place }) => place)).toEqual([
    'declaration:witness',
    'end:witness',
    'end:reader',
    'end:interpreter',
    'end:adult',
    'end:officer',
  ]);
  expect(places.every(({ cells }) => cells[3]?.text === '22 Nov 2026')).toBe(true);
});
