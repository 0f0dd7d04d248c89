// The officers' guide stays whole: every page is in its list.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../../docs/guide');

test('every page of the guide can be found from its first page', async () => {
  const first = await readFile(join(folder, 'README.md'), 'utf8');
  const pages = (await readdir(folder)).filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(pages.filter((name) => !first.includes(`](${name})`))).toEqual([]);
});
