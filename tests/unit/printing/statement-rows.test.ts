// A statement on paper has what form MG11 has, the witness's words to the letter, and nothing of what is for police alone.
import { expect, test } from 'vitest';
import { statementRows } from '#contract/statement/statement-rows.ts';
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
const texts = (values: FieldValues): string[] =>
  statementRows(values).flatMap(({ cells }) => cells.map(({ text }) => text));

test('the form is whole: who, how old, in which language, the declaration, and two places to sign besides the foot', () => {
  const said = texts(full);
  expect(said).toEqual(
    expect.arrayContaining(['Mary HALE', '15', 'Pupil', 'Joan Hale, mother', 'Polish', 'A Nowak, 12345']),
  );
  expect(said.filter((text) => text.startsWith('This statement (consisting of'))).toHaveLength(1);
  expect(said.filter((text) => text === 'Signature')).toHaveLength(2);
  expect(said.indexOf(words)).toBeGreaterThan(said.findIndex((text) => text.startsWith('This statement')));
  expect(said.filter((text) => text === words)).toHaveLength(1);
});

test('an adult’s statement says “Over 18” and no age; what is not entered leaves room for a pen', () => {
  const said = texts({ 'family-name': 'Hale', age: 'over-18', 'age-years': '44', adult: 'nobody' });
  expect(said).toContain('Over 18');
  expect(said).not.toContain('44');
  expect(said).not.toContain('nobody');
  expect(said.filter((text) => /^…+$/u.test(text)).length).toBeGreaterThanOrEqual(7);
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
