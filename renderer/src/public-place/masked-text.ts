// What stands in the page in place of what may not be shown: about as wide, with gaps where gaps were, so that nothing jumps,
// and one word of it for a screen reader. Pure.
import type { Segment } from './own-words.ts';

const spoken = 'hidden';
const short = '…';
export const blank = '\u{A0}';

/** How wide a text is drawn, in no-break spaces. */
export type Widths = (text: string) => number;

function standIn(text: string, widthOf: Widths): string {
  const said = text.length >= spoken.length ? spoken : short;
  const [first = '', ...rest] = text.split(/(\s+)/u);
  // What one word is too wide or too narrow by, the next makes good.
  let owed = widthOf(first) - widthOf(said);
  const blanks = (): string => {
    const count = Math.max(0, Math.round(owed));
    owed -= count;
    return blank.repeat(count);
  };
  let masked = said + blanks();
  for (const part of rest) {
    if (/^\s/u.test(part)) {
      masked += part;
    } else {
      owed += widthOf(part);
      masked += blanks();
    }
  }
  return masked;
}

export interface MaskedText {
  readonly text: string;
  /** Where in it something is blanked, for painting over. */
  readonly blanked: readonly (readonly [start: number, end: number])[];
}

/** Null where all of it may be shown. */
export function maskedText(segments: readonly Segment[], widthOf: Widths): MaskedText | null {
  if (segments.every(({ own }) => own)) return null;
  let text = '';
  const blanked: (readonly [number, number])[] = [];
  for (const segment of segments) {
    if (segment.own) {
      text += segment.text;
      continue;
    }
    const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/u.exec(segment.text) ?? [];
    text += before;
    const start = text.length;
    text += standIn(core, widthOf);
    blanked.push([start, text.length]);
    text += after;
  }
  return { text, blanked };
}

/** For names and descriptions that are spoken and not seen. */
export const maskedWords = (segments: readonly Segment[]): string =>
  segments.map(({ own, text }) => (own ? text : spoken)).join('');
