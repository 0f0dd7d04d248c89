// What is typed in a search box becomes words to find, never a query language.
import { expect, test } from 'vitest';
import { searchQuery } from '../../../main/storage/records/search-words.ts';
import { localReference } from '../../../main/storage/records/repositories/reports.ts';

test('each word is quoted and matched from its beginning', () => {
  expect(searchQuery('glouc burg')).toBe('"glouc"* AND "burg"*');
  expect(searchQuery('NEAR(a b) OR "x"')).toBe('"NEAR(a"* AND "b)"* AND "OR"* AND """x"""*');
});

test('nothing searchable is no filter', () => {
  for (const typed of ['', '   ', '***', '"" ( ) - : ^', '\u0000\u0007']) expect(searchQuery(typed)).toBeNull();
});

test('local references come from the shoulder number and never look like another officer’s', () => {
  expect(localReference('4417NE', 1)).toBe('NE-4417-0001');
  expect(localReference('pc 77', 93)).toBe('PC-77-0093');
  expect(localReference('4417', 12_345)).toBe('4417-12345');
  expect(localReference('—', 2)).toBe('LOCAL-0002');
});
