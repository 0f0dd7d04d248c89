// What a shortcut is made of, how it is written for a person, and when a key press means it. Pure.
export interface Shortcut {
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** `KeyboardEvent.key`, lower case. */
  readonly key: string;
}

/** The parts of a key press that matter here, so that tests need no DOM. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const aliases: Readonly<Record<string, string>> = {
  esc: 'escape',
  space: ' ',
  left: 'arrowleft',
  right: 'arrowright',
  up: 'arrowup',
  down: 'arrowdown',
  plus: '+',
};

const written: Readonly<Record<string, string>> = {
  control: 'Ctrl',
  enter: '↵',
  escape: 'Esc',
  ' ': 'Space',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  pageup: 'Page Up',
  pagedown: 'Page Down',
  delete: 'Del',
  backspace: '⌫',
};

const modifiers = ['ctrl', 'control', 'alt', 'shift'];

/** Reads "Ctrl+Shift+L", "N", "?", "Ctrl+Plus". */
export function parseShortcut(text: string): Shortcut {
  const parts = text
    .split('+')
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== '');
  const key = parts.find((part) => !modifiers.includes(part)) ?? '';
  return {
    control: parts.includes('ctrl') || parts.includes('control'),
    alt: parts.includes('alt'),
    shift: parts.includes('shift'),
    key: aliases[key] ?? key,
  };
}

const isLetterOrDigit = (key: string): boolean => /^[\p{L}\p{N}]$/u.test(key);
const isPrintable = (key: string): boolean => /^.$/u.test(key);

/** A shortcut that plain typing would set off: it is held back in fields and can be turned off (WCAG 2.1.4). */
export const isSingleCharacter = (shortcut: Shortcut): boolean =>
  isPrintable(shortcut.key) && shortcut.key !== ' ' && !shortcut.control && !shortcut.alt;

/** In a field, a key without Ctrl or Alt belongs to the text, all but Escape and the function keys. */
export const worksWhileTyping = (shortcut: Shortcut): boolean =>
  shortcut.control || shortcut.alt || shortcut.key === 'escape' || /^f\d+$/.test(shortcut.key);

/** What the browser itself presses by this key while it has the focus, as a selector; null for any other key. */
export function pressedBy({ key, ctrlKey, altKey, metaKey }: KeyPress): string | null {
  if (ctrlKey || altKey || metaKey) return null;
  if (key === 'Enter') return 'a[href], button, summary';
  return key === ' ' ? 'button, summary, input[type=checkbox], input[type=radio]' : null;
}

export function matchesShortcut(shortcut: Shortcut, press: KeyPress): boolean {
  if (press.key.toLowerCase() !== shortcut.key) return false;
  if (shortcut.control !== (press.ctrlKey || press.metaKey) || shortcut.alt !== press.altKey) return false;
  // "?" or ">" already say whether Shift is held on the officer's layout; for letters and named keys it must agree.
  const shiftIsInTheCharacter = isPrintable(shortcut.key) && shortcut.key !== ' ' && !isLetterOrDigit(shortcut.key);
  return shiftIsInTheCharacter || shortcut.shift === press.shiftKey;
}

/** For example ["Ctrl", "Shift", "L"] or ["↵"]. */
export function shortcutParts(text: string): readonly string[] {
  const { control, alt, shift, key } = parseShortcut(text);
  const name = written[key] ?? (isPrintable(key) ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1));
  return [...(control ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name];
}
