// Which parts of a text are the program's own words and may be shown in a public place. Everything else came from the vault
// or was typed, and is blanked: a screen that nobody thought of is safe, because nothing has to be marked. Pure.

/** Every phrase in the program's own source, gathered when it is built: see electron.vite.own-words.ts. */
export interface Vocabulary {
  readonly phrases: readonly string[];
  /** The fixed parts of texts with places to fill in, in order: "3 to tag" is of ["", " to tag"]. */
  readonly templates: readonly (readonly string[])[];
}

export interface Segment {
  readonly text: string;
  /** May be shown. */
  readonly own: boolean;
}

/** What only this laptop and this vault can say. */
export interface KnownWords {
  /** Words of the program that somebody in the vault is called as well: blank wherever they stand alone. Lower case. */
  readonly names: readonly string[];
  /** What IT has named: categories of footage, networks. */
  readonly labels: readonly string[];
}

export type Reader = (text: string) => readonly Segment[];

/** What is longer is a story, whatever words of ours it happens to hold. */
const longestWithPlaces = 240;
const mostRemembered = 5000;
const mostNested = 3;

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const weekdays = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*';
const clock = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,2})?`;
const unit = 's|min|h|days?|%|px|×|bytes|B|[kK]B|MB|GB|TB|[KMGT]?B/s';

/** Clocks, counts, days and references, as the program writes them. Plates, postcodes and telephone numbers are none of these. */
const plain = [
  new RegExp(String.raw`^[+−-]?(?:\d{1,4}|\d{1,3}(?:,\d{3})+|\d{1,4}\.\d{1,3})\+?(?: ?(?:${unit}))?$`),
  new RegExp(`^${clock}$`),
  /^\d{1,2} h \d{1,2} min$/,
  /^#?\d{1,4}(?: ?\/ ?\d{1,4})?$/,
  // Keys of the keyboard: "F8", "Ctrl K", "Shift+F8".
  /^F\d{1,2}$/,
  /^(?:(?:Ctrl|Alt|Shift)[ +])+\S{1,6}$/,
  // A camera by the number on it.
  /^CAM \d{1,3}$/,
  // "NE-4417-0093", "CAD 4127/22NOV26", "JS/1A"
  /^(?:[A-Z]{1,6}-)\d{2,6}(?:-\d{2,6})*$/,
  /^CAD ?\d{1,6}(?:\/\d{1,2}[A-Z]{3}\d{2,4})?$/,
  /^[A-Z]{2,4}\/\d{1,4}[A-Z]{0,2}$/,
  // A camera's own name for a file: day, time, number.
  /^\d{8}_\d{6}(?:_\d+)?\.[A-Za-z0-9]{2,4}$/,
];
const dayWords = new RegExp(String.raw`^(?:${weekdays},? )?\d{1,2} (?:${months})(?: (\d{4}))?(?:,? ${clock})?$`);

/** Dates of birth are none of ours: only years that lists and clocks speak of. */
function isDay(text: string, thisYear: number): boolean {
  const match = dayWords.exec(text);
  if (match === null) return false;
  return match[1] === undefined || (Number(match[1]) >= thisYear - 1 && Number(match[1]) <= thisYear + 12);
}

const collapsed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();
/** Some phrases begin a sentence in one place and go on with one in another. */
const key = (text: string): string => {
  const one = collapsed(text);
  return one.charAt(0).toLocaleLowerCase('en-GB') + one.slice(1);
};
const hasWord = (text: string): boolean => /\p{L}{2}/u.test(text);
const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

const ownLength = (segments: readonly Segment[]): number =>
  segments.reduce((sum, { own, text }) => (own ? sum + text.length : sum), 0);

interface Template {
  /** Says enough to be shown around what is blanked: " of " alone only cuts a story in pieces. */
  readonly tells: boolean;
  readonly parts: readonly string[];
  /** The longest fixed part: what has not even that needs no closer look. */
  readonly anchor: string;
  readonly weight: number;
  /** Places as short as can be, and as long: of "Began crime report NE-1." the words are apart only in one of the two. */
  readonly patterns: readonly RegExp[];
}

function compile(parts: readonly string[]): Template {
  const anchor = parts.reduce((longest, part) => (part.length > longest.length ? part : longest), '');
  const escaped = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return {
    parts,
    tells: parts.some((part) => /\p{L}{4}/u.test(part)),
    anchor,
    weight: parts.join('').length,
    patterns: ['([\\s\\S]*?)', '([\\s\\S]*)']
      .slice(0, parts.length - 1)
      .map((place) => new RegExp(`^${escaped.join(place)}$`, 'u')),
  };
}

const nothingKnown: KnownWords = { names: [], labels: [] };

export function createReader(
  vocabulary: Vocabulary,
  { names, labels }: KnownWords = nothingKnown,
  thisYear = new Date().getFullYear(),
): Reader {
  const phrases = new Set([...vocabulary.phrases, ...labels].map(key));
  for (const name of names) phrases.delete(key(name));
  const templates = vocabulary.templates
    // " " or ": " alone would join any two words of ours to what looks like ours.
    .filter((parts) => parts.length > 1 && parts.some(hasWord))
    .map(compile)
    .toSorted((a, b) => b.weight - a.weight);
  const remembered = new Map<string, readonly Segment[]>();
  /** By how deep it is nested: only as long as one text is read. */
  let readAt: Map<string, readonly Segment[]>[] = [];

  const isOwn = (text: string): boolean => {
    const one = collapsed(text);
    if (!saysSomething(one) || /^.$/u.test(one) || phrases.has(key(one))) return true;
    return plain.some((pattern) => pattern.test(one)) || isDay(one, thisYear) || isCounted(one);
  };
  /** "3 recordings": the program knows the word for one. */
  const isCounted = (text: string): boolean => {
    const [, words] = /^\d[\d,]* (\p{Ll}[\p{Ll} -]*)$/u.exec(text) ?? [];
    return (
      words !== undefined &&
      [words, words.replace(/s$/, ''), words.replace(/ies$/, 'y')].some((one) => phrases.has(one))
    );
  };

  function* matchesOf(text: string) {
    for (const { anchor, parts, patterns, tells } of templates) {
      if (!text.includes(anchor)) continue;
      for (const pattern of patterns) {
        const match = pattern.exec(text);
        if (match === null) break;
        yield { parts, tells, match };
      }
    }
  }

  /** Null where `entirely` and something in it is not ours: what follows is then not looked at. */
  function segmentsOf(
    parts: readonly string[],
    match: RegExpExecArray,
    depth: number,
    entirely: boolean,
  ): readonly Segment[] | null {
    const segments: Segment[] = [];
    for (const [index, part] of parts.entries()) {
      segments.push({ text: part, own: true });
      const place = read(match[index + 1] ?? '', depth + 1);
      if (entirely && place.some(({ own }) => !own)) return null;
      segments.push(...place);
    }
    return segments;
  }

  function filledIn(text: string, depth: number): readonly Segment[] | null {
    let best: readonly Segment[] | null = null;
    for (const { parts, tells, match } of matchesOf(text)) {
      const segments = segmentsOf(parts, match, depth, best !== null || !tells);
      if (segments?.every(({ own }) => own) === true) return segments;
      best ??= segments;
    }
    return best;
  }

  /** "NE-4417-0093 · 3 needed now": facts in a line. */
  function inPieces(text: string, depth: number): readonly Segment[] | null {
    const pieces = text.split(' · ');
    if (pieces.length === 1) return null;
    return pieces.flatMap((piece, index) => [
      ...(index === 0 ? [] : [{ text: ' · ', own: true }]),
      ...read(piece, depth + 1),
    ]);
  }

  /** "It is kept. Nothing was changed.": sentences of ours, one after the other. */
  function inSentences(text: string, depth: number): readonly Segment[] | null {
    const sentences = text.split(/(?<=[.!?]) (?=[\p{Lu}“])/u);
    if (sentences.length === 1) return null;
    return sentences.flatMap((sentence, index) => [
      ...(index === 0 ? [] : [{ text: ' ', own: true }]),
      ...read(sentence, depth + 1),
    ]);
  }

  /** Parts of a text are read again and again, by one template after the other. */
  function read(text: string, depth: number): readonly Segment[] {
    const known = readAt[depth]?.get(text);
    if (known !== undefined) return known;
    const segments = readAnew(text, depth);
    (readAt[depth] ??= new Map()).set(text, segments);
    return segments;
  }

  function readAnew(text: string, depth: number): readonly Segment[] {
    if (text === '') return [];
    if (isOwn(text)) return [{ text, own: true }];
    if (depth <= mostNested && text.length <= longestWithPlaces) {
      const tried = [filledIn(text, depth), inPieces(text, depth), inSentences(text, depth)].filter(
        (segments) => segments !== null,
      );
      const [best] = tried.toSorted((a, b) => ownLength(b) - ownLength(a));
      if (best !== undefined) return best;
    }
    return [{ text, own: false }];
  }

  return (text) => {
    const known = remembered.get(text);
    if (known !== undefined) return known;
    const segments = read(text, 0);
    readAt = [];
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(text, segments);
    return segments;
  };
}

/** Phrases of ours that somebody may be called: "White", "Rose Field". For asking the vault. Lower case. */
export const mayBeNames = ({ phrases }: Vocabulary): string[] => [
  ...new Set(
    phrases
      .map((phrase) => collapsed(phrase).toLocaleLowerCase('en-GB'))
      .filter((phrase) => /^\p{L}[\p{L}'’-]*(?: \p{L}[\p{L}'’-]*){0,2}$/u.test(phrase) && phrase.length <= 60),
  ),
];

/** Before the program's own words are known, and if they cannot be read: nothing may be shown. */
export const blankAll: Reader = (text) => (text === '' ? [] : [{ text, own: !saysSomething(text) }]);
