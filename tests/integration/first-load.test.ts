// What an officer waits for at an unlock is what the desk needs: the libraries of the forms come with the first form.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadedWith, sourcesOf } from '../support/built-page.ts';
import { project } from '../support/program.ts';

const assets = join(project, 'out/renderer/assets');

const packagesOf = (source: string): ReadonlySet<string> => {
  const names = loadedWith(assets, source).filter((name) => existsSync(join(assets, `${name}.map`)));
  const sources = names.flatMap((name) => sourcesOf(assets, name));
  return new Set(sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []));
};

test.for(['src/main.tsx', 'app/Desk.tsx'])('%s is shown without what only forms and footage need', (source) => {
  const packages = packagesOf(source);
  expect([...packages]).toContain('react-dom');
  for (const name of ['libphonenumber-js', 'proj4', 'mediabunny', 'diff']) expect([...packages]).not.toContain(name);
});

test('the reports have the libraries that the desk is without', () => {
  expect([...packagesOf('features/reports/ReportScreen.tsx')]).toEqual(
    expect.arrayContaining(['libphonenumber-js', 'proj4']),
  );
});
