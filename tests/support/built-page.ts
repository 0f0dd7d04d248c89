// What of the built page is loaded before something is shown: a chunk and all that it imports before it runs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const staticImport = /(?:from|import)\s*"\.\/([\w.-]+\.js)"/g;

/** The names of the chunk that begins so and of all that it imports, each once. Throws where there is no such chunk. */
export function loadedWith(assets: string, beginning: string): string[] {
  const first = readdirSync(assets).find((name) => name.startsWith(`${beginning}-`) && name.endsWith('.js'));
  if (first === undefined) throw new Error(`${assets} has no chunk ${beginning}: build it first`);
  const found = new Set([first]);
  for (const name of found) {
    for (const [, imported = ''] of readFileSync(join(assets, name), 'utf8').matchAll(staticImport))
      found.add(imported);
  }
  return [...found];
}

/** The source files of a built chunk, as its map tells them. */
export function sourcesOf(assets: string, name: string): readonly string[] {
  const { sources } = JSON.parse(readFileSync(join(assets, `${name}.map`), 'utf8')) as { sources: readonly string[] };
  return sources;
}
