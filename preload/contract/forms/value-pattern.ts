// How a reference is written: "42/{digits:7}/{yy}". Our own small language instead of regular expressions, so that no pattern a
// force writes can take endless time, and each can be told in words and by an example. Pure.

/** One piece of a pattern: characters as they stand, or so many of a kind. */
type Part =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'digits' | 'letters' | 'characters'; readonly least: number; readonly most: number }
  | { readonly kind: 'year'; readonly digits: 2 | 4 };

export type ReadPattern =
  | { readonly ok: true; readonly parts: readonly Part[] }
  /** For a person, as the end of the sentence "the pattern …". */
  | { readonly ok: false; readonly why: string };

export const longestPattern = 80;
const mostParts = 20;
const mostOfAKind = 30;

/** What may stand between braces, for messages and documentation. */
export const patternPlaces = '{digits:7}, {digits:4-6}, {letters:2}, {characters:3}, {yy} and {yyyy}';

export function readPattern(pattern: string): ReadPattern {
  const refuse = (why: string): ReadPattern => ({ ok: false, why });
  if (pattern.trim() === '') return refuse('is empty');
  if (pattern.length > longestPattern) return refuse(`is longer than ${longestPattern} characters`);
  const parts: Part[] = [];
  for (const [piece] of pattern.matchAll(/\{[^{}]*\}|[^{}]+|[{}]/g)) {
    const part = readPart(piece);
    if (typeof part === 'string') return refuse(part);
    parts.push(part);
  }
  if (parts.length > mostParts) return refuse(`has more than ${mostParts} parts`);
  if (parts.every(({ kind }) => kind === 'literal')) return refuse(`has no place to fill in, such as ${patternPlaces}`);
  return { ok: true, parts };
}

function readPart(piece: string): Part | string {
  if (!/[{}]/.test(piece)) return { kind: 'literal', text: piece };
  if (piece === '{yy}' || piece === '{yyyy}') return { kind: 'year', digits: piece === '{yy}' ? 2 : 4 };
  const counted = /^\{(digits|letters|characters):(\d{1,3})(?:-(\d{1,3}))?\}$/.exec(piece);
  if (counted === null) return `has “${piece}”, which is none of ${patternPlaces}`;
  const [least, most] = [Number(counted[2]), Number(counted[3] ?? counted[2])];
  if (least < 1 || most > mostOfAKind || least > most) {
    return `has “${piece}”: a count is from 1 to ${mostOfAKind}, the smaller one first`;
  }
  return { kind: counted[1] as 'digits' | 'letters' | 'characters', least, most };
}

/** Capital or small, and however it is spaced: officers type both. */
const squashed = (text: string): string => text.replaceAll(/\s+/g, '').toUpperCase();

const signs: Readonly<Record<'digits' | 'letters' | 'characters', RegExp>> = {
  digits: /^[0-9]$/,
  letters: /^[A-Z]$/,
  characters: /^[0-9A-Z]$/,
};

/** Where a match may go on after `part`, begun at `from`. */
function endsOf(part: Part, text: string, from: number): number[] {
  if (part.kind === 'literal') {
    const sought = squashed(part.text);
    return text.startsWith(sought, from) ? [from + sought.length] : [];
  }
  if (part.kind === 'year') {
    const year = part.digits === 2 ? /^\d\d/ : /^(?:19|20)\d\d/;
    return year.test(text.slice(from)) ? [from + part.digits] : [];
  }
  const ends: number[] = [];
  for (let count = 1; count <= part.most && signs[part.kind].test(text.charAt(from + count - 1)); count += 1) {
    if (count >= part.least) ends.push(from + count);
  }
  return ends;
}

/** All ways at once, place by place: the work grows with the length of pattern and text, whatever they are. */
export function fitsPattern(pattern: string, typed: string): boolean {
  const read = readPattern(pattern);
  if (!read.ok) return true;
  const text = squashed(typed);
  let places: ReadonlySet<number> = new Set([0]);
  for (const part of read.parts) places = new Set([...places].flatMap((from) => endsOf(part, text, from)));
  return places.has(text.length);
}

function exampleOfPart(part: Part): string {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'year':
      return part.digits === 2 ? '26' : '2026';
    case 'digits':
      return '1234567890'.repeat(3).slice(0, part.most);
    case 'letters':
      return 'ABCDEFGHIJ'.repeat(3).slice(0, part.most);
    case 'characters':
      return 'A1B2C3D4E5'.repeat(3).slice(0, part.most);
  }
}

/** "42/1234567/26"; the pattern itself where it cannot be read. */
export function exampleOf(pattern: string): string {
  const read = readPattern(pattern);
  return read.ok ? read.parts.map(exampleOfPart).join('') : pattern;
}

/** Why a reference does not look right, in a sentence for the officer; null where it fits one of the patterns. */
export function patternAdvice(patterns: readonly string[], typed: string): string | null {
  if (patterns.length === 0 || patterns.some((pattern) => fitsPattern(pattern, typed))) return null;
  const examples = patterns.map(exampleOf);
  return `Your force writes it like ${examples.join(' or ')}. It is kept as you typed it; check it.`;
}
