// SVG as plain nodes: the same drawing becomes elements on the screen and text in a document.

export interface SvgNode {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (SvgNode | string)[];
}

export const node = (tag: string, attributes: SvgNode['attributes'], children: SvgNode['children'] = []): SvgNode => ({
  tag,
  attributes,
  children,
});

/** At most three decimals, so that a drawing is small and the same on every machine. */
export const short = (value: number): string => String(Math.round(value * 1000) / 1000 + 0);

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Characters that no XML document may hold: controls but tab and line ends, halves of characters, two that are none. */
const forbidden = /(?![\t\n\r])\p{Control}|\p{Surrogate}|[\u{FFFE}\u{FFFF}]/gu;

const escaped = (text: string): string =>
  text.replaceAll(forbidden, '').replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');

export function svgText(root: SvgNode): string {
  const attributes = Object.entries(root.attributes)
    .map(([name, value]) => ` ${name}="${escaped(typeof value === 'number' ? short(value) : value)}"`)
    .join('');
  const inside = root.children.map((child) => (typeof child === 'string' ? escaped(child) : svgText(child))).join('');
  return inside === '' ? `<${root.tag}${attributes}/>` : `<${root.tag}${attributes}>${inside}</${root.tag}>`;
}
