// The pictures of the officers' guide are those of the tour: a page names one (pictures/<name>.png), and this puts it there.
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const guideFolder = join(import.meta.dirname, '../../docs/guide');

/** Names of all pictures that pages of the guide show. */
async function wantedByGuide(): Promise<string[]> {
  const pages = (await readdir(guideFolder)).filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(pages.map((name) => readFile(join(guideFolder, name), 'utf8')));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/\]\(pictures\/([a-z0-9-]+)\.png\)/g)].map(([, name]) => name),
  );
  return [...new Set(names.filter((name) => name !== undefined))].toSorted();
}

/** Copies the light pictures that the guide shows; answers the names that this tour did not take. */
export async function fillGuide(tourFolder: string): Promise<string[]> {
  const pictures = join(guideFolder, 'pictures');
  await mkdir(pictures, { recursive: true });
  const taken = await readdir(tourFolder);
  const missing: string[] = [];
  for (const name of await wantedByGuide()) {
    const file = taken.find((one) => one.replace(/^\d+-/, '') === `${name}-light.png`);
    if (file === undefined) missing.push(name);
    else await copyFile(join(tourFolder, file), join(pictures, `${name}.png`));
  }
  return missing;
}
