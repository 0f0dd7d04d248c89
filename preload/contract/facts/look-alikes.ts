// Characters that are taken for each other on a plate, in handwriting or on a small screen, and what was likely meant.

/** The lettering that the law prescribes for plates draws these exactly alike. */
const sameShapes = ['O0', 'I1'];

/** Taken for each other at a distance, at night, in a hurry: every two of a group. */
const similarShapes = [
  'O0DQ',
  'I1L',
  '17T',
  'S5',
  'B8',
  'B3',
  '38',
  'Z2',
  'Z7',
  'G6',
  'CG',
  'UV',
  'VY',
  'MN',
  'HN',
  'MW',
  'EF',
  'PR',
  'KX',
  'A4',
];

/** Pairs that are mistaken often enough to propose the one where the other cannot stand. */
const slips = ['O0Q', 'D0', 'I1L', 'S5', 'B8', 'Z2', 'G6'];

const pairsOf = (groups: readonly string[]): ReadonlySet<string> =>
  new Set(groups.flatMap((group) => Array.from(group).flatMap((one) => Array.from(group).map((other) => one + other))));

const same = pairsOf(sameShapes);
const similar = pairsOf(similarShapes);
const slip = pairsOf(slips);

/** 0 for the same character or the same shape, 1 for a similar one, null for two that nobody mistakes. */
export function differenceOf(one: string, other: string): 0 | 1 | null {
  if (one === other || same.has(one + other)) return 0;
  return similar.has(one + other) ? 1 : null;
}

export interface LikelyReading {
  readonly text: string;
  /** How far from what was typed: a character of the same shape counts 1, a similar one 2. */
  readonly cost: number;
}

/**
 * The text closest to what was typed that has an allowed character in every place; null if a character would have to
 * be replaced that nobody mistakes for one that is allowed there.
 */
export function likelyReading(typed: string, allowed: readonly string[]): LikelyReading | null {
  if (typed.length !== allowed.length) return null;
  let text = '';
  let cost = 0;
  for (const [place, character] of Array.from(typed).entries()) {
    const here = allowed[place] ?? '';
    const replacement = here.includes(character)
      ? character
      : (Array.from(here).find((other) => same.has(character + other)) ??
        Array.from(here).find((other) => slip.has(character + other)));
    if (replacement === undefined) return null;
    text += replacement;
    if (replacement !== character) cost += same.has(character + replacement) ? 1 : 2;
  }
  return { text, cost };
}
