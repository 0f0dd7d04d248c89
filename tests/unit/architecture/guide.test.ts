// The officers' guide stays whole: every page is in its list, and every picture that a page shows is there.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { wantedByGuide } from '../../tour/guide-pictures.ts';

const folder = join(import.meta.dirname, '../../../docs/guide');

test('every page of the guide can be found from its first page', async () => {
  const first = await readFile(join(folder, 'README.md'), 'utf8');
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.filter((name) => !first.includes(`](${name})`))).toEqual([]);
});

test('every picture that the guide shows was taken by the tour', async () => {
  const names = await wantedByGuide();
  expect(names.length).toBeGreaterThan(0);
  expect(names.filter((name) => !existsSync(join(folder, 'pictures', `${name}.png`)))).toEqual([]);
});
