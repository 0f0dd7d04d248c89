// What of the built page is loaded before something is shown: a chunk and all that it imports before it runs.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const staticImport = /(?:from|import)\s*"\.\/([\w.-]+\.js)"/g;

/**
 * The names of the chunk that a source file went into and of all that it imports, each once. Chunks are named after what is in them, and
 * two may be named alike. Throws where there is no such chunk.
 * @param source the end of the file's path, such as "app/Desk.tsx"
 */
export function loadedWith(assets: string, source: string): string[] {
  const maps = readdirSync(assets).filter((name) => name.endsWith('.js.map'));
  const map = maps.find((name) =>
    sourcesOf(assets, name.slice(0, -'.map'.length)).some((file) => file.endsWith(`/${source}`)),
  );
  if (map === undefined) throw new Error(`${assets} has no chunk with ${source}: build it first`);
  const found = new Set([map.slice(0, -'.map'.length)]);
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
