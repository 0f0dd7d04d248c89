// Looking at one thing in a public place: what is under the pointer, or has the focus, while a key is held; what is under a
// finger that is held down. Only that, and only so long.

/** The smallest part of a screen that means something by itself. */
const units = [
  '[data-unit]',
  'li, tr, [role=row], [role=option], [role=listitem]',
  'p, dt, dd, h1, h2, h3, label, figure, blockquote, a, button',
];
const picture = 'img, video, canvas, picture, image, [style*="background-image"]';
const field = 'input, textarea';

/** A press that lasts shorter is a press. */
const heldMilliseconds = 400;
const stillPixels = 12;

const shownMark = 'data-shown';

export interface Peek {
  /** The key went down. */
  readonly begin: () => void;
  readonly end: () => void;
  readonly stop: () => void;
}

function unitOf(element: Element): Element {
  for (const kind of [field, ...units]) {
    const unit = element.closest(kind);
    if (unit !== null) return unit;
  }
  return element;
}

function unitsAt(x: number, y: number): Element[] {
  const stack = document.elementsFromPoint(x, y);
  const [top] = stack;
  if (top === undefined) return [];
  // A picture often lies under what is drawn on it.
  return [...new Set([unitOf(top), ...stack.filter((element) => element.matches(picture))])];
}

export function watchPeek(show: (elements: readonly Element[]) => void): Peek {
  let pointer: { readonly x: number; readonly y: number } | null = null;
  let lastUsed: 'pointer' | 'keys' = 'keys';
  let isHeld = false;
  let touch: { readonly id: number; readonly x: number; readonly y: number; readonly timer: number } | null = null;
  let isTouchShowing = false;
  let marked: readonly Element[] = [];

  function reveal(elements: readonly Element[]): void {
    for (const element of marked) if (!elements.includes(element)) element.removeAttribute(shownMark);
    for (const element of elements) element.setAttribute(shownMark, '');
    marked = elements;
    show(elements);
  }

  function revealHere(): void {
    const focused = document.activeElement;
    if (lastUsed === 'pointer' && pointer !== null) reveal(unitsAt(pointer.x, pointer.y));
    else reveal(focused === null || focused === document.body ? [] : [unitOf(focused)]);
  }

  function end(): void {
    isHeld = false;
    reveal([]);
  }

  function forgetTouch(): void {
    if (touch !== null) window.clearTimeout(touch.timer);
    touch = null;
    if (!isTouchShowing) return;
    isTouchShowing = false;
    if (document.documentElement.dataset['publicPlace'] === 'touched') {
      document.documentElement.dataset['publicPlace'] = 'on';
    }
    reveal([]);
  }

  const listening = new AbortController();
  const listen = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void): void =>
    window.addEventListener(name, act, { capture: true, signal: listening.signal });

  listen('pointermove', ({ clientX: x, clientY: y, pointerType, pointerId }) => {
    if (pointerType === 'mouse') {
      pointer = { x, y };
      lastUsed = 'pointer';
      if (isHeld) revealHere();
    } else if (touch?.id === pointerId && !isTouchShowing && Math.hypot(x - touch.x, y - touch.y) > stillPixels) {
      // It scrolls.
      forgetTouch();
    }
  });
  listen('keydown', ({ key }) => {
    if (key !== 'F8' && key !== 'Shift') lastUsed = 'keys';
  });
  listen('keyup', ({ key }) => {
    if (key === 'F8') end();
  });
  listen('focusin', () => {
    if (isHeld && lastUsed === 'keys') revealHere();
  });
  listen('pointerdown', ({ pointerType, pointerId: id, clientX: x, clientY: y }) => {
    if (pointerType === 'mouse') return;
    forgetTouch();
    const timer = window.setTimeout(() => {
      isTouchShowing = true;
      document.documentElement.dataset['publicPlace'] = 'touched';
      reveal(unitsAt(x, y));
    }, heldMilliseconds);
    touch = { id, x, y, timer };
  });
  listen('pointerup', (event) => {
    if (touch?.id !== event.pointerId) return;
    if (isTouchShowing) {
      // It was for looking: nothing is pressed by it, and whatever waits for the finger is told that it went.
      event.stopPropagation();
      const { pointerId, pointerType } = event;
      event.target?.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true, pointerId, pointerType }));
      window.addEventListener('click', swallow, { capture: true, once: true });
      window.setTimeout(() => window.removeEventListener('click', swallow, { capture: true }), 300);
    }
    forgetTouch();
  });
  listen('pointercancel', ({ pointerId }) => {
    if (touch?.id === pointerId) forgetTouch();
  });
  listen('contextmenu', (event) => {
    if (touch !== null) event.preventDefault();
  });
  listen('blur', (event) => {
    if (event.target === window) end();
  });

  return {
    begin() {
      isHeld = true;
      revealHere();
    },
    end,
    stop() {
      forgetTouch();
      end();
      listening.abort();
    },
  };
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
