// Blanks the page: every text and every spoken name that is not the program's own is replaced in the document itself, before
// it is painted, so that neither eye, screen reader nor clipboard gets it. Pictures are blanked by public-place.css.
import { maskFields } from './masked-fields.ts';
import { maskedText, maskedWords } from './masked-text.ts';
import { createRuler } from './ruler.ts';
import type { Reader } from './own-words.ts';

const spokenAttributes = [
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'aria-roledescription',
  'title',
  'alt',
  'placeholder',
] as const;

const highlightName = 'blanked';
const notText = 'script, style, noscript, template, textarea';

interface Masked {
  readonly original: string;
  readonly masked: string;
  readonly ranges: readonly StaticRange[];
}

export interface PageMask {
  /** Shows what is in these elements, and blanks again what was shown before. */
  show(elements: readonly Element[]): void;
  /** Other words may be shown from now on. */
  setReader(reader: Reader): void;
  /** Puts everything back. */
  stop(): void;
}

export function maskPage(root: HTMLElement, firstReader: Reader): PageMask {
  const texts = new WeakMap<Text, Masked>();
  const attributes = new WeakMap<Element, Map<string, Omit<Masked, 'ranges'>>>();
  const highlight = new Highlight();
  CSS.highlights.set(highlightName, highlight);
  let reader = firstReader;
  let shown: readonly Element[] = [];
  let stopped = false;

  const widthsIn = createRuler();
  const isShown = (node: Node): boolean => stopped || shown.some((element) => element.contains(node));

  function restoreText(text: Text): void {
    const known = texts.get(text);
    if (known === undefined) return;
    for (const range of known.ranges) highlight.delete(range);
    texts.delete(text);
    if (text.data === known.masked) text.data = known.original;
  }

  function maskText(text: Text): void {
    const known = texts.get(text);
    if (known !== undefined && text.data === known.masked) return;
    for (const range of known?.ranges ?? []) highlight.delete(range);
    texts.delete(text);
    if (isShown(text) || text.parentElement?.closest(notText)) return;
    const original = text.data;
    const segments = reader(original);
    const masked = segments.every(({ own }) => own) ? null : maskedText(segments, widthsIn(text.parentElement));
    if (masked === null) return;
    text.data = masked.text;
    const ranges = masked.blanked.map(
      ([startOffset, endOffset]) =>
        new StaticRange({ startContainer: text, startOffset, endContainer: text, endOffset }),
    );
    for (const range of ranges) highlight.add(range);
    texts.set(text, { original, masked: masked.text, ranges });
  }

  function restoreAttribute(element: Element, name: string): void {
    const known = attributes.get(element)?.get(name);
    if (known === undefined) return;
    attributes.get(element)?.delete(name);
    if (element.getAttribute(name) === known.masked) element.setAttribute(name, known.original);
  }

  function maskAttribute(element: Element, name: string): void {
    const original = element.getAttribute(name);
    if (original === null || original === attributes.get(element)?.get(name)?.masked || isShown(element)) return;
    const segments = reader(original);
    if (segments.every(({ own }) => own)) return;
    const masked = maskedWords(segments);
    const ofElement = attributes.get(element) ?? new Map<string, Omit<Masked, 'ranges'>>();
    ofElement.set(name, { original, masked });
    attributes.set(element, ofElement);
    element.setAttribute(name, masked);
  }

  /** Every text and named element from here down. */
  function each(from: Node, text: (node: Text) => void, attribute: (element: Element, name: string) => void): void {
    const walker = document.createTreeWalker(from, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node: Node | null = from; node !== null; node = walker.nextNode()) {
      if (node instanceof Text) text(node);
      else if (node instanceof Element) {
        for (const name of spokenAttributes) if (node.hasAttribute(name)) attribute(node, name);
      }
    }
  }
  const fields = maskFields(isShown);
  function mask(from: Node): void {
    each(from, maskText, maskAttribute);
    fields.cover(from);
  }
  const restore = (from: Node): void => each(from, restoreText, restoreAttribute);

  // Called after the page has changed and before it is painted.
  const observer = new MutationObserver((changes) => {
    for (const { type, target, addedNodes, attributeName } of changes) {
      if (type === 'characterData' && target instanceof Text) maskText(target);
      else if (type === 'attributes' && target instanceof Element) maskAttribute(target, attributeName ?? '');
      else for (const node of addedNodes) mask(node);
    }
    // What was written just now is ours.
    observer.takeRecords();
  });
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: [...spokenAttributes],
  });
  mask(root);

  return {
    show(elements) {
      if (elements.length === shown.length && elements.every((element) => shown.includes(element))) return;
      const before = shown;
      shown = elements;
      for (const element of elements) {
        restore(element);
        fields.uncover(element);
      }
      for (const element of before) if (element.isConnected) mask(element);
    },
    setReader(next) {
      reader = next;
      restore(root);
      mask(root);
    },
    stop() {
      stopped = true;
      observer.disconnect();
      fields.stop();
      restore(root);
      CSS.highlights.delete(highlightName);
    },
  };
}
