// Fields in a public place: dots for the eye come from public-place.css; for a screen reader the browser must hold another text. While a
// field neither has the focus nor is looked at, the browser holds one word in its place, and whoever reads `value` in the program gets
// what was typed: nothing that saves, checks or compares notices. A field that has the focus holds its own text, to be typed in.

type Field = HTMLInputElement | HTMLTextAreaElement;

const standIn = 'hidden';
const withText = new Set(['text', 'search', 'tel', 'email', 'url']);

const isField = (node: unknown): node is Field =>
  node instanceof HTMLTextAreaElement || (node instanceof HTMLInputElement && withText.has(node.type));

interface Held {
  /** As React or anybody else had it on the element itself; undefined: the browser's own. */
  readonly before: PropertyDescriptor | undefined;
}

const valueOfBrowser = (field: Field): PropertyDescriptor => {
  const { prototype } = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  const descriptor = Object.getOwnPropertyDescriptor(prototype, 'value');
  if (descriptor === undefined) throw new Error('a field of this browser has no value');
  return descriptor;
};

export interface FieldMask {
  /** New fields, or all below an element. */
  cover(from: Node): void;
  /** What is looked at. */
  uncover(from: Element): void;
  stop(): void;
}

export function maskFields(isShown: (field: Element) => boolean): FieldMask {
  const held = new Map<Field, Held>();

  function close(field: Field): void {
    if (held.has(field) || field === document.activeElement || isShown(field)) return;
    const browser = valueOfBrowser(field);
    const before = Object.getOwnPropertyDescriptor(field, 'value');
    let real = field.value;
    const hide = (): void => browser.set?.call(field, real === '' ? '' : standIn);
    Object.defineProperty(field, 'value', {
      configurable: true,
      enumerable: before?.enumerable ?? true,
      get: () => real,
      set(next: string) {
        // Whoever keeps account of what the program sets goes on to do so.
        (before ?? browser).set?.call(field, next);
        real = String(browser.get?.call(field));
        hide();
      },
    });
    held.set(field, { before });
    hide();
  }

  function open(field: Field): void {
    const known = held.get(field);
    if (known === undefined) return;
    held.delete(field);
    const { value: real, selectionStart, selectionEnd } = field;
    const wasAtEnd = selectionEnd === standIn.length;
    if (known.before === undefined) Reflect.deleteProperty(field, 'value');
    else Object.defineProperty(field, 'value', known.before);
    valueOfBrowser(field).set?.call(field, real);
    // All of the stand-in was chosen, or its end: so of what takes its place.
    field.setSelectionRange(selectionStart, wasAtEnd ? real.length : selectionEnd);
  }

  const each = (from: Node, act: (field: Field) => void): void => {
    if (isField(from)) act(from);
    else if (from instanceof Element)
      for (const field of from.querySelectorAll('input, textarea')) if (isField(field)) act(field);
  };

  const listening = new AbortController();
  const options = { capture: true, signal: listening.signal };
  window.addEventListener('focusin', ({ target }) => (isField(target) ? open(target) : undefined), options);
  window.addEventListener(
    'focusout',
    ({ target }) => {
      // After the field has handed on what was typed in it.
      if (isField(target)) queueMicrotask(() => (listening.signal.aborted ? undefined : close(target)));
    },
    options,
  );

  return {
    cover(from) {
      for (const field of held.keys()) if (!field.isConnected) held.delete(field);
      each(from, close);
    },
    uncover: (from) => each(from, open),
    stop() {
      listening.abort();
      for (const field of held.keys()) open(field);
    },
  };
}
