// Gathers the program's own words while it is built: every phrase in the source of the page and of the contract, as a module that
// the page loads in a public place (renderer/src/public-place/own-words.ts). Nothing is listed by hand, so nothing is forgotten.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync, type Plugin } from 'vite';

interface OwnWords {
  readonly phrases: string[];
  readonly templates: string[][];
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string };
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const moduleName = 'virtual:own-words';
const longestPhrase = 600;
/** Types, addresses of modules, and names of parts say nothing to anybody. */
const silent = /^(?:Import|ExportAll)/;
const silentAttributes = new Set(['className', 'id', 'key', 'role', 'href', 'type', 'd', 'viewBox', 'fill', 'src']);

/** As React joins the lines of a text in a tag. */
const joinedLines = (text: string): string =>
  text
    .split(/\r?\n/)
    .map((line, index, lines) => {
      const fromLeft = index === 0 ? line : line.trimStart();
      return index === lines.length - 1 ? fromLeft : fromLeft.trimEnd();
    })
    .filter((line) => line !== '')
    .join(' ');

/** What a person could read of one module. */
export function wordsOf(file: string, source: string): OwnWords {
  const phrases: string[] = [];
  const templates: string[][] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isNode(value) || silent.test(value.type)) return;
    // Of a type only what is typed by it is ever shown: `[…] as const`.
    if (value.type.startsWith('TS')) {
      visit(value['expression']);
      return;
    }
    if (value.type === 'Literal' && typeof value['value'] === 'string') phrases.push(value['value']);
    if (value.type === 'JSXText' && typeof value['value'] === 'string') phrases.push(joinedLines(value['value']));
    if (value.type === 'TemplateLiteral') templates.push(quasisOf(value));
    if (value.type === 'JSXAttribute' && isNode(value['name']) && silentAttributes.has(String(value['name']['name'])))
      return;
    for (const [name, part] of Object.entries(value)) {
      if (name === 'source' || (value.type === 'Property' && name === 'key' && value['computed'] !== true)) continue;
      visit(part);
    }
  };
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} cannot be read: ${errors[0]?.message ?? ''}`);
  visit(program);
  return {
    phrases: phrases.filter((phrase) => /\p{L}{2}/u.test(phrase) && phrase.length <= longestPhrase),
    templates: templates.filter((parts) => parts.some((part) => /\p{L}{2}/u.test(part))),
  };
}

function quasisOf(template: Node): string[] {
  const quasis = Array.isArray(template['quasis']) ? template['quasis'] : [];
  return quasis.map((quasi: { readonly value: { readonly cooked: string | null } }) => quasi.value.cooked ?? '');
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name))
    .toSorted();
}

/** Of all modules in these folders. */
export function gatherOwnWords(folders: readonly string[]): OwnWords {
  const files = folders.flatMap(sourcesIn);
  const all = files.map((file) => wordsOf(file, readFileSync(file, 'utf8')));
  const templates = new Map(all.flatMap((words) => words.templates).map((parts) => [JSON.stringify(parts), parts]));
  return {
    phrases: [...new Set(all.flatMap((words) => words.phrases))].toSorted(),
    templates: [...templates.values()],
  };
}

export const ownWords = (folders: readonly string[]): Plugin => ({
  name: 'kerbdesk-own-words',
  resolveId: (id) => (id === moduleName ? `\0${moduleName}` : null),
  load(id) {
    if (id !== `\0${moduleName}`) return null;
    for (const file of folders.flatMap(sourcesIn)) this.addWatchFile(file);
    return `export default ${JSON.stringify(gatherOwnWords(folders))};`;
  },
});
