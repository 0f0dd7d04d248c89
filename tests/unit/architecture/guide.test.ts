// The officers' guide stays whole: every page is in its list, and shows the program as the tour photographed it.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../docs/guide');

test('every page of the guide can be found from its first page', async () => {
  const first = await readFile(join(folder, 'README.md'), 'utf8');
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.filter((name) => !first.includes(`](${name})`))).toEqual([]);
});

test('every page shows a picture, and every picture that a page shows is there', async () => {
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  for (const page of pages) {
    const text = await readFile(join(folder, page), 'utf8');
    const pictures = [...text.matchAll(/\]\((pictures\/[a-z0-9-]+\.png)\)/g)].map(([, picture = '']) => picture);
    expect({ page, pictures: pictures.length }).not.toEqual({ page, pictures: 0 });
    expect(pictures.filter((picture) => !existsSync(join(folder, picture)))).toEqual([]);
  }
});
