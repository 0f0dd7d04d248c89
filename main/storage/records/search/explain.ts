// Why a record fits what is typed, in words, and how well. Candidates come from the index; only what can be explained is shown. Pure.
import { foldWords, readsAsPhone, squash } from '#contract/known/fold.ts';
import { codeKey, isCode } from '#contract/known/mentions.ts';
import type { SearchReason } from '#contract/search.ts';
import { canBeMisspelt, isSlip, soundsAlike } from './spelling.ts';
import type { SearchField } from './terms.ts';

/** The better fit is the lower one. */
export const fit = {
  sameCode: 0,
  sameName: 1,
  nameBegins: 2,
  codeBegins: 3,
  codeLooksAlike: 4,
  codeEnds: 5,
  text: 6,
  /** So few digits are a house more often than the end of a number. */
  shortPhoneEnds: 7,
  spelling: 8,
} as const;

export interface Explanation {
  readonly fit: number;
  readonly reason: SearchReason;
}

export interface Typed {
  readonly text: string;
  readonly words: readonly string[];
}

/** From so many digits on nobody means a house. */
export const surelyPhone = 6;

export const readTyped = (text: string): Typed => ({ text, words: foldWords(text).slice(0, mostWords) });

/** More of them only narrow further what nobody can read any more. */
const mostWords = 8;

/** "Serial number" as serial number; "CAD or incident reference" stays. */
export const inSentence = (label: string): string =>
  /^\p{Lu}\p{Ll}/u.test(label) ? `${label.charAt(0).toLowerCase()}${label.slice(1)}` : label;

const shown = (label: string): SearchReason => ({ label, snippet: [] });

export function explain(typed: Typed, fields: readonly SearchField[]): Explanation | null {
  const code = explainCode(typed, fields);
  if (code?.fit === fit.sameCode) return code;
  const name = explainName(typed, fields);
  if (name !== null) return name;
  const text = explainText(typed, fields);
  if (code !== null && (text === null || code.fit < text.fit)) return code;
  return text ?? explainSpelling(typed, fields);
}

function explainCode({ text }: Typed, fields: readonly SearchField[]): Explanation | null {
  const found = fields.flatMap((field): Explanation[] => {
    if (!isCode(field.use)) return [];
    const key = codeKey(field.use, field.text);
    const sought = field.use === 'phone' && !readsAsPhone(text) ? '' : codeKey(field.use, text);
    if (sought.length < 2 || key === '') return [];
    const reason = (label: string): SearchReason => ({ label, snippet: [{ text: field.text, isMarked: true }] });
    const name = inSentence(field.label);
    const reads = squash(field.text).startsWith(squash(text)) || field.use === 'phone';
    if (key === sought)
      return reads
        ? [{ fit: fit.sameCode, reason: reason(`Same ${name}`) }]
        : [{ fit: fit.codeLooksAlike, reason: reason(`Looks like this ${name}`) }];
    if (key.startsWith(sought))
      return [{ fit: reads ? fit.codeBegins : fit.codeLooksAlike, reason: reason(`${field.label} begins so`) }];
    if (sought.length >= 3 && key.endsWith(sought))
      return [
        {
          fit: field.use === 'phone' && sought.length < surelyPhone ? fit.shortPhoneEnds : fit.codeEnds,
          reason: reason(`${field.label} ends so`),
        },
      ];
    return field.use === 'plate' && sought.length >= 5 && isSlip(sought, key)
      ? [{ fit: fit.codeLooksAlike, reason: reason(`Nearly this ${name}`) }]
      : [];
  });
  return found.toSorted((a, b) => a.fit - b.fit)[0] ?? null;
}

function explainName({ words }: Typed, fields: readonly SearchField[]): Explanation | null {
  const names = fields.filter(({ use }) => use === 'name');
  const have = names.flatMap(({ text }) => foldWords(text));
  if (words.length === 0 || !words.every((word) => have.some((one) => one.startsWith(word)))) return null;
  const label = names.find(({ text }) => foldWords(text).some((one) => one.startsWith(words[0] ?? '')))?.label ?? '';
  const isSame = have.length === words.length && words.every((word) => have.includes(word));
  return { fit: isSame ? fit.sameName : fit.nameBegins, reason: shown(label) };
}

function explainText({ words }: Typed, fields: readonly SearchField[]): Explanation | null {
  if (words.length === 0) return null;
  const matched = fields.map((field) => {
    const have = foldWords(field.text);
    const whole = field.use === 'postcode' ? [...have, squash(field.text)] : have;
    return { field, hits: words.filter((word) => whole.some((one) => one.startsWith(word))) };
  });
  const found = new Set(matched.flatMap(({ hits }) => hits));
  if (!words.every((word) => found.has(word))) return null;
  // The title is seen anyway: of the others, the one that holds most of what is sought says why.
  const telling = matched.filter(({ field }) => field.use !== 'name').toSorted((a, b) => b.hits.length - a.hits.length);
  const best = telling[0];
  if (best === undefined || best.hits.length === 0) return { fit: fit.text, reason: shown('') };
  return { fit: fit.text, reason: { label: best.field.label, snippet: snippetOf(best.field.text, best.hits) } };
}

function explainSpelling({ words }: Typed, fields: readonly SearchField[]): Explanation | null {
  const names = fields.filter(({ use }) => use === 'name');
  const have = names.flatMap(({ text }) => foldWords(text));
  const said: string[] = [];
  for (const word of words) {
    if (have.some((one) => one.startsWith(word))) continue;
    const sounding = have.find((one) => soundsAlike(word, one));
    const spelt = sounding ?? have.find((one) => canBeMisspelt(word) && isSlip(word, one));
    if (spelt === undefined) return null;
    said.push(`${sounding === undefined ? 'Spelt nearly like' : 'Sounds like'} “${word}”`);
  }
  return said.length === 0 ? null : { fit: fit.spelling, reason: shown(said.join(', ')) };
}

const snippetLength = 90;
const leadLength = 28;

/** Some words around the first that was found, with all that were found in them marked. */
export function snippetOf(text: string, words: readonly string[]): SearchReason['snippet'] {
  const oneLine = text.replaceAll(/\s+/gu, ' ').trim();
  const tokens = [...oneLine.matchAll(/[\p{L}\p{N}\p{M}'’]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    isFound: foldWords(match[0]).some((folded) => words.some((word) => folded.startsWith(word))),
  }));
  const first = tokens.find(({ isFound }) => isFound);
  // A postcode is found as one word and written as two.
  if (first === undefined) return [{ text: oneLine.slice(0, snippetLength), isMarked: true }];
  const begin =
    first.start <= leadLength ? 0 : (tokens.find(({ start }) => start >= first.start - leadLength)?.start ?? 0);
  const last = tokens.findLast(({ end }) => end <= begin + snippetLength)?.end ?? first.end;
  const end = oneLine.length <= begin + snippetLength ? oneLine.length : Math.max(last, first.end);
  const pieces: { text: string; isMarked: boolean }[] = [];
  const add = (piece: string, isMarked: boolean): void => {
    if (piece !== '') pieces.push({ text: piece, isMarked });
  };
  let at = begin;
  for (const token of tokens) {
    if (!token.isFound || token.start < begin || token.end > end) continue;
    add(oneLine.slice(at, token.start), false);
    add(oneLine.slice(token.start, token.end), true);
    at = token.end;
  }
  add(oneLine.slice(at, end), false);
  const whole = pieces.map(({ text: piece, isMarked }, index) => ({
    text: `${index === 0 && begin > 0 ? '…' : ''}${piece}`,
    isMarked,
  }));
  if (end < oneLine.length) whole.push({ text: '…', isMarked: false });
  return whole;
}
