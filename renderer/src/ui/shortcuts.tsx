// Keyboard shortcuts: a component says what a key does while it is on screen; the overview (press ?) lists them all.
import { createContext, useContext, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import {
  isSingleCharacter,
  matchesShortcut,
  parseShortcut,
  pressedBy,
  worksWhileTyping,
  type Shortcut,
} from './shortcut-keys.ts';

export interface ShortcutOptions {
  /** False while the shortcut does nothing; it is then not listed either. */
  readonly when?: boolean;
  /** What it does, for the overview, for example "New report". */
  readonly label: string;
  /** Where the overview lists it, for example "Player"; "Everywhere" unless said. */
  readonly group?: string;
  /** Also while a dialog is open or the officer is typing: for locking and blanking. */
  readonly always?: boolean;
  /** Not in a text box, which has a meaning of its own for the key: undo. */
  readonly notWhileTyping?: boolean;
  /** A key that is held down does it once: for what decides something. */
  readonly once?: boolean;
}

export interface ListedShortcut {
  readonly keys: readonly string[];
  readonly label: string;
  readonly group: string;
}

interface Registration extends ListedShortcut {
  readonly shortcuts: readonly Shortcut[];
  readonly layer: number;
  readonly always: boolean;
  readonly notWhileTyping: boolean;
  readonly once: boolean;
  readonly run: () => void;
}

let registrations: readonly Registration[] = [];
let layersOpen: readonly number[] = [];
let singleKeysEnabled = true;
let listening = false;
const subscribers = new Set<() => void>();

function setRegistrations(next: readonly Registration[]): void {
  registrations = next;
  for (const notify of subscribers) notify();
}

const editable =
  'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=true]';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(editable) !== null;

/** Enter and Space do what the focused link or button is for, whatever they mean elsewhere on the screen. */
function isForItsTarget(event: KeyboardEvent): boolean {
  const users = pressedBy(event);
  return users !== null && event.target instanceof Element && event.target.closest(users) !== null;
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isForItsTarget(event)) return;
  const topLayer = Math.max(0, ...layersOpen);
  const typing = isTyping(event.target);
  // The newest registration wins: a screen may take over a key from the frame around it.
  const hit = registrations.findLast((entry) => {
    if (!entry.always && entry.layer !== topLayer) return false;
    return entry.shortcuts.some((shortcut) => {
      if (!matchesShortcut(shortcut, event)) return false;
      if (isSingleCharacter(shortcut) && !singleKeysEnabled) return false;
      return !typing || (!entry.notWhileTyping && worksWhileTyping(shortcut));
    });
  });
  if (hit === undefined) return;
  event.preventDefault();
  // Held down, a key that covers the screen must not uncover it again.
  if (event.repeat && (hit.once || hit.always)) return;
  hit.run();
}

/** What React Aria presses with Enter, whatever is held with it. */
const pressedByEnter = 'button, input[type=radio], input[type=checkbox]';

/** A chord comes to its shortcut before it gets to a control that would take it for a press. */
function onChord(event: KeyboardEvent): void {
  const isChord = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (!isChord || !(event.target instanceof Element) || event.target.closest(pressedByEnter) === null) return;
  onKeyDown(event);
  if (event.defaultPrevented) event.stopPropagation();
}

/** Whether shortcuts of one character without Ctrl or Alt work; an officer who dictates turns them off. */
export function setSingleKeyShortcuts(enabled: boolean): void {
  singleKeysEnabled = enabled;
}

const LayerContext = createContext(0);

/** Wraps the content of a dialog: while it is open, only shortcuts within it (and `always` ones) work. */
export function ShortcutLayer({ children }: { readonly children: ReactNode }) {
  const layer = useContext(LayerContext) + 1;
  useEffect(() => {
    layersOpen = [...layersOpen, layer];
    return () => {
      const at = layersOpen.lastIndexOf(layer);
      layersOpen = layersOpen.filter((_, index) => index !== at);
    };
  }, [layer]);
  return <LayerContext value={layer}>{children}</LayerContext>;
}

/** `keys` as in "Ctrl+Shift+L", "N", "?"; several for the same deed are given as a list. */
export function useShortcut(keys: string | readonly string[], handler: () => void, options: ShortcutOptions): void {
  const { when = true, label, group = 'Everywhere', always = false, notWhileTyping = false, once = false } = options;
  const layer = useContext(LayerContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const joined = typeof keys === 'string' ? keys : keys.join('\n');
  useEffect(() => {
    if (!when) return undefined;
    if (!listening) {
      listening = true;
      window.addEventListener('keydown', onChord, { capture: true });
      window.addEventListener('keydown', onKeyDown);
    }
    const list = joined.split('\n');
    const entry: Registration = {
      keys: list,
      shortcuts: list.map(parseShortcut),
      label,
      group,
      layer,
      always,
      notWhileTyping,
      once,
      run: () => latest.current(),
    };
    setRegistrations([...registrations, entry]);
    return () => setRegistrations(registrations.filter((other) => other !== entry));
  }, [joined, when, label, group, layer, always, notWhileTyping, once]);
}

function subscribe(notify: () => void): () => void {
  subscribers.add(notify);
  return () => subscribers.delete(notify);
}

/** Every shortcut that works on the present screen, in the order of registration. */
export const useListedShortcuts = (): readonly ListedShortcut[] => useSyncExternalStore(subscribe, () => registrations);
