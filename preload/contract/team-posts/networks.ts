// What each network counts as a character, and where its own share page is. Pure.
import type { NetworkKind, PostNetwork } from '../team-posts.ts';

const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });
const eachGrapheme = (text: string): readonly string[] => [...graphemes.segment(text)].map(({ segment }) => segment);

/** With or without https://; what follows the name of a host goes with it. */
const link =
  /\bhttps?:\/\/[^\s<>"]+|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|info|eu|gov|uk|police\.uk)\b(?:\/[^\s<>"]*)?/giu;
const charactersOfLink = 23;
const emoji = /^\p{RGI_Emoji}$/v;

/** These ranges count one, everything else two: X, "Counting characters", configuration 3. */
const single = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;

function weightOnX(text: string): number {
  return eachGrapheme(text).reduce((sum, grapheme) => {
    if (emoji.test(grapheme)) return sum + 2;
    const points = Array.from(grapheme, (character) => character.codePointAt(0) ?? 0);
    const weights = points.map((point) => (single.some(([first, last]) => point >= first && point <= last) ? 1 : 2));
    return weights.reduce<number>((total, weight) => total + weight, sum);
  }, 0);
}

/** A link counts the same however long it is. */
function withLinks(text: string, count: (text: string) => number): number {
  const links = text.match(link) ?? [];
  return count(text.replaceAll(link, '')) + links.length * charactersOfLink;
}

/** As the network itself counts. */
export function charactersOf(kind: NetworkKind, text: string): number {
  const whole = text.normalize('NFC').trim();
  switch (kind) {
    case 'x':
      return withLinks(whole, weightOnX);
    case 'mastodon':
      return withLinks(whole, (rest) => eachGrapheme(rest).length);
    case 'bluesky':
      return eachGrapheme(whole).length;
  }
}

export const usualLimits: Readonly<Record<NetworkKind, number>> = { x: 280, mastodon: 500, bluesky: 300 };

export const shareOrigins: Readonly<Record<Exclude<NetworkKind, 'mastodon'>, string>> = {
  x: 'https://x.com',
  bluesky: 'https://bsky.app',
};

/** Windows opens no longer address than this. */
export const longestAddress = 2081;

/** The network's own page for writing a post, with the text in it. */
export function shareAddress({ kind, origin }: Pick<PostNetwork, 'kind' | 'origin'>, text: string): string {
  const paths = { x: '/intent/post', mastodon: '/share', bluesky: '/intent/compose' } as const;
  return `${origin}${paths[kind]}?text=${encodeURIComponent(text.trim().toWellFormed())}`;
}
