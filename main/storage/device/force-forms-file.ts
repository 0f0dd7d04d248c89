// forms.json: what a force adds to the forms. Beside device.json, and not in it: it is the same on every laptop of a force, and a
// slip in it must never keep an officer from writing, so that with anything wrong the published forms stay in force.
import { join } from 'node:path';
import { z } from 'zod';
import { problemsOfForms } from '#contract/force-forms/check.ts';
import { forceForms } from '#contract/force-forms/schema.ts';
import { publishedForms } from '#contract/report-forms.ts';
import type { FormsState } from '#contract/settings.ts';
import { readSmallFile } from '../durable-file.ts';

export const forceFormsFileName = 'forms.json';
const largestFile = 1_048_576;
/** Who has put these right sees the next ones. */
const mostProblems = 40;

type Path = readonly PropertyKey[];
type Schema = z.core.JSONSchema.BaseSchema;

/** Of what a file may hold: the same validator, as JSON schema (draft 2020-12). */
export const forceFormsSchema = z.toJSONSchema(forceForms, { io: 'input' });

/** Reads `<dataFolder>/forms.json`. Never throws: what is wrong with it is part of the answer. */
export const readForceForms = (dataFolder: string): Promise<FormsState> =>
  readForceFormsFile(join(dataFolder, forceFormsFileName));

export async function readForceFormsFile(path: string): Promise<FormsState> {
  const refused = (problems: readonly string[]): FormsState => ({
    state: 'refused',
    path,
    configuration: null,
    problems: problems.slice(0, mostProblems),
  });
  let bytes: Uint8Array | null;
  try {
    bytes = await readSmallFile(path, largestFile);
  } catch (error) {
    const why = error instanceof RangeError ? `it is ${error.message}` : 'the system does not let Kerbdesk read it';
    return refused([`${path}: found a file that cannot be read (${why}).`]);
  }
  if (bytes === null) return { state: 'none', path, configuration: null, problems: [] };
  const read = parseJson(bytes);
  if (!read.ok) return refused([`${path}: ${read.why}`]);
  const parsed = forceForms.safeParse(read.value);
  if (!parsed.success) return refused(parsed.error.issues.flatMap((issue) => issueWords(path, issue, read.value)));
  const problems = problemsOfForms(publishedForms, parsed.data);
  if (problems.length > 0) return refused(problems.map((one) => `${placeWords(path, one.path)}: ${one.message}.`));
  return { state: 'in-force', path, configuration: parsed.data, problems: [] };
}

function parseJson(bytes: Uint8Array): { ok: true; value: unknown } | { ok: false; why: string } {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, why: 'found bytes that are no UTF-8; save it as UTF-8.' };
  }
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const at = /\(line (\d+) column (\d+)\)/.exec(said);
    const offset = /at position (\d+)/.exec(said);
    const [line, column] = at === null ? lineOf(text, Number(offset?.[1] ?? text.length)) : [at[1], at[2]];
    return {
      ok: false,
      why: `found what is no JSON at line ${line}, column ${column}; a comma or quotation mark too few or too many.`,
    };
  }
}

function lineOf(text: string, offset: number): [string, string] {
  const before = text.slice(0, offset).split('\n');
  return [String(before.length), String((before.at(-1)?.length ?? 0) + 1)];
}

/** `fields[2].section`, as who edits the file would write it. */
const placeWords = (file: string, path: Path): string =>
  path.length === 0
    ? file
    : `${file}, ${path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')}`;

function issueWords(file: string, issue: z.core.$ZodIssue, whole: unknown): string[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedWords(schemaAt(issue.path));
    return issue.keys.map(
      (key) => `${placeWords(file, [...issue.path, key])}: found an entry of this name; ${allowed}.`,
    );
  }
  const found = foundWords(valueAt(whole, issue.path));
  const allowed =
    issue.code === 'custom' || issue.code === 'invalid_format'
      ? wordsOfIssue(issue.message)
      : allowedWords(schemaAt(issue.path));
  return [`${placeWords(file, issue.path)}: found ${found}; ${allowed}.`];
}

/** What the schema says in words of its own, as they are; a pattern that lets through only some characters is told as these. */
const wordsOfIssue = (message: string): string => (message.startsWith('the ') ? message : `allowed are ${message}`);

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<PropertyKey, unknown>)[step];
  }
  return at;
}

function foundWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The part of the JSON schema for a place in the file. */
function schemaAt(path: Path): Schema {
  let at: Schema = forceFormsSchema;
  for (const step of path) {
    const next = typeof step === 'number' ? at.items : at.properties?.[String(step)];
    if (typeof next !== 'object' || next === null || Array.isArray(next)) return {};
    at = next;
  }
  return at;
}

function allowedWords(schema: Schema): string {
  if (schema.const !== undefined) return `allowed is ${JSON.stringify(schema.const)}`;
  if (schema.enum !== undefined) return `allowed are ${schema.enum.map((one) => JSON.stringify(one)).join(', ')}`;
  if (schema.properties !== undefined) {
    return `allowed is an object with ${Object.keys(schema.properties)
      .map((name) => JSON.stringify(name))
      .join(', ')}`;
  }
  if (schema.type === 'array') return `allowed is a list of ${rangeWords(schema.minItems ?? 0, schema.maxItems)}`;
  if (schema.type === 'string') {
    return `allowed is a text of ${rangeWords(schema.minLength ?? 0, schema.maxLength)} characters`;
  }
  return schema.type === 'boolean' ? 'allowed are true and false' : 'nothing of this kind is allowed here';
}

const rangeWords = (least: number, most: number | undefined): string =>
  most === undefined ? `at least ${least}` : `${least} to ${most}`;
