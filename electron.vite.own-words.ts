// Gathers the program's own words while it is built: every phrase in the source of the page and of the contract, and every sentence
// that main sends, as a module that the page loads in a public place (renderer/src/public-place/own-words.ts). Nothing is listed by
// hand, so nothing is forgotten.
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
    // A pattern is read by the program alone.
    if (value.type === 'NewExpression' && isNode(value['callee']) && value['callee']['name'] === 'RegExp') return;
    if (value.type === 'Literal' && typeof value['value'] === 'string') phrases.push(value['value']);
    if (value.type === 'JSXText' && typeof value['value'] === 'string') phrases.push(joinedLines(value['value']));
    if (value.type === 'TemplateLiteral') templates.push(quasisOf(value));
    // A sentence that goes on in the next line of the source: with places to fill in, or without.
    if (value.type === 'BinaryExpression' && value['operator'] === '+') {
      const parts = joinedParts(value);
      if (parts?.length === 1) phrases.push(parts[0] ?? '');
      else if (parts !== null) templates.push(parts);
    }
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

/** The fixed parts of texts that are joined with +; null where something else is reckoned with. */
function joinedParts(value: unknown): string[] | null {
  if (!isNode(value)) return null;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return [value['value']];
  if (value.type === 'TemplateLiteral') return quasisOf(value);
  if (value.type !== 'BinaryExpression' || value['operator'] !== '+') return null;
  const [left, right] = [joinedParts(value['left']), joinedParts(value['right'])];
  if (left === null || right === null) return null;
  return [...left.slice(0, -1), `${left.at(-1) ?? ''}${right[0] ?? ''}`, ...right.slice(1)];
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

/** Words in capitals, signs of a language that is not English: SQL, addresses, patterns. */
const isCode = (text: string): boolean => /[<>{}=\\\n@]|\b[A-Z]{4,}\b|::|\/\//.test(text);
const hasWords = (text: string): boolean => (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2;

/** What main says to an officer, in errors and in the audit trail: its names, keys and queries are no words of anybody. */
function sentencesOf({ phrases, templates }: OwnWords): OwnWords {
  return {
    phrases: phrases.filter((phrase) => /^\p{Lu}\p{Ll}/u.test(phrase) && hasWords(phrase) && !isCode(phrase)),
    templates: templates.filter((parts) => {
      const text = parts.join(' ');
      return /^(?:$|[\p{Lu}“])/u.test(parts[0] ?? '') && /\p{L}{4}/u.test(text) && !isCode(text);
    }),
  };
}

export interface OwnWordsSources {
  /** Of these every word may be shown. */
  readonly said: readonly string[];
  /** Of these whole sentences. */
  readonly sent: readonly string[];
}

/** Of all modules in these folders. */
export function gatherOwnWords({ said, sent }: OwnWordsSources): OwnWords {
  const wordsIn = (file: string): OwnWords => wordsOf(file, readFileSync(file, 'utf8'));
  const all = [
    ...said.flatMap(sourcesIn).map(wordsIn),
    ...sent.flatMap(sourcesIn).map((file) => sentencesOf(wordsIn(file))),
  ];
  const templates = new Map(all.flatMap((words) => words.templates).map((parts) => [JSON.stringify(parts), parts]));
  return {
    phrases: [...new Set(all.flatMap((words) => words.phrases))].toSorted(),
    templates: [...templates.values()],
  };
}

export const ownWords = (sources: OwnWordsSources): Plugin => ({
  name: 'kerbdesk-own-words',
  resolveId: (id) => (id === moduleName ? `\0${moduleName}` : null),
  load(id) {
    if (id !== `\0${moduleName}`) return null;
    for (const file of [...sources.said, ...sources.sent].flatMap(sourcesIn)) this.addWatchFile(file);
    return `export default ${JSON.stringify(gatherOwnWords(sources))};`;
  },
});
