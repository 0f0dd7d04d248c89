// Whether a regular expression may be run on foreign names: a cautious reading that refuses more than it must. Pure.

const longestPattern = 300;
/** What a name can be long at most: a repetition is at most that often taken. */
const longestName = 255;
/** So many ways to match a name are tried in far less than a millisecond, and a card holds thousands of names. */
const mostWays = 20_000;

interface Token {
  readonly text: string;
  /** How often at most, and in how many different ways, the part before is taken; null for what is no repetition. */
  readonly repeats: { readonly most: number; readonly ways: number } | null;
}

/** For a person, as the end of the sentence "the pattern …"; null where it is safe. */
export function whyNotSafe(pattern: string): string | null {
  if (pattern.length > longestPattern) return `is longer than ${longestPattern} characters`;
  try {
    void new RegExp(pattern, 'iu');
  } catch {
    return 'is no regular expression';
  }
  if (/\\[1-9k]/.test(pattern)) return 'refers back to a group, which can take endless time';
  if (/\(\?(?:<?[=!])/.test(pattern)) return 'looks ahead or behind, which is not needed in names';
  const tokens = tokensOf(pattern);
  if (explodes(tokens)) return 'repeats a group that itself repeats or has alternatives, which can take endless time';
  const ways = waysToMatch(tokens) * (pattern.startsWith('^') ? 1 : longestName);
  return ways > mostWays
    ? 'can match in too many ways: begin it with "^", and put a character between parts of any length that neither part contains'
    : null;
}

function tokensOf(pattern: string): Token[] {
  const shape = /\\[pP]\{[^}]*\}|\\.|\[(?:\\.|[^\]\\])*\]|\((?:\?(?:<\w+>|:))?|(?:[*+?]|\{\d+(?:,\d*)?\})\??|./gsu;
  return [...pattern.matchAll(shape)].map(([text]) => ({ text, repeats: readRepeats(text.replace(/(?<=.)\?$/, '')) }));
}

function readRepeats(text: string): Token['repeats'] {
  if (text === '*' || text === '+') return { most: longestName, ways: longestName };
  if (text === '?') return { most: 1, ways: 2 };
  const counted = /^\{(?<least>\d+)(?<more>,(?<most>\d*))?\}$/.exec(text)?.groups;
  if (!counted) return null;
  const least = Math.min(Number(counted['least']), longestName);
  const most = Math.min(counted['most'] === undefined ? least : Number(counted['most'] || longestName), longestName);
  return { most, ways: Math.max(1, most - least + 1) };
}

/** A repeated group that repeats or branches inside is what makes matching take exponential time. */
function explodes(tokens: readonly Token[]): boolean {
  const open = [{ varies: false }];
  let closed: { varies: boolean } | null = null;
  for (const { text, repeats } of tokens) {
    const current = open.at(-1);
    if (text.startsWith('(')) open.push({ varies: false });
    if (text === '|' && current) current.varies = true;
    if (repeats !== null) {
      if (repeats.most > 1 && closed?.varies === true) return true;
      if (repeats.ways > 1 && current) current.varies = true;
    }
    closed = text === ')' ? (open.pop() ?? null) : null;
    const parent = open.at(-1);
    if (closed?.varies === true && parent) parent.varies = true;
  }
  return false;
}

/** Choices multiply; a repetition that ends at a character it cannot itself contain is no choice. */
function waysToMatch(tokens: readonly Token[]): number {
  let ways = 1;
  for (const [index, { text, repeats }] of tokens.entries()) {
    if (text === '|') ways *= 2;
    if (repeats === null || repeats.ways === 1) continue;
    const repeated = tokens[index - 1]?.text ?? '';
    const ends = repeated !== ')' && endsFor(repeated, tokens.slice(index + 1));
    if (!ends) ways *= repeats.ways;
  }
  return ways;
}

/** Whether what follows is the end, or one certain character that `repeated` does not match. */
function endsFor(repeated: string, following: readonly Token[]): boolean {
  const at = following.findIndex(({ text }) => text !== ')');
  const next = following[at]?.text;
  if (next === undefined || next === '$') return true;
  // After an optional group, or before an optional character, something else may follow.
  if (following.slice(0, at + 2).some(({ repeats }) => repeats !== null && repeats.ways > 1)) return false;
  const literal = /^\\(?<escaped>[^\p{L}\p{N}])$|^(?<plain>[^\\[\](){}.*+?|^$])$/u.exec(next)?.groups;
  const character = literal?.['escaped'] ?? literal?.['plain'];
  return character !== undefined && !new RegExp(`^(?:${repeated})$`, 'iu').test(character);
}
