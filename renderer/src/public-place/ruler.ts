// How wide words are drawn, in no-break spaces of their own typeface.
import { blank, type Widths } from './masked-text.ts';

const mostRemembered = 20_000;

/** Put together by hand: the shorthand is empty where digits are tabular. */
const fontOf = ({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): string =>
  `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;

/** A canvas knows nothing of tabular digits, which are wider: they are measured in the page, beside its body. */
function digitWidth(font: string, fontVariantNumeric: string): number {
  const probe = document.createElement('span');
  probe.ariaHidden = 'true';
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', font, fontVariantNumeric });
  probe.textContent = '0'.repeat(10);
  document.documentElement.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return width / 10;
}

export function createRuler(): (element: Element | null) => Widths {
  const context = document.createElement('canvas').getContext('2d');
  const remembered = new Map<string, number>();
  const digits = new Map<string, number>();

  function measure(font: string, text: string): number {
    if (context === null) return text.length * 2;
    const key = `${font} ${text}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    context.font = font;
    const { width } = context.measureText(text);
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, width);
    return width;
  }

  return (element) => {
    const style = getComputedStyle(element ?? document.body);
    const font = fontOf(style);
    const digit = digits.get(font) ?? digitWidth(font, style.fontVariantNumeric);
    digits.set(font, digit);
    const one = measure(font, blank) || 1;
    return (text) => {
      const letters = text.replaceAll(/\d/g, '');
      return (measure(font, letters) + (text.length - letters.length) * digit) / one;
    };
  };
}
