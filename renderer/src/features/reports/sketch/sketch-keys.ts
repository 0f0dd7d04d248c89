// What a key does while the sketch has the focus.

export type SketchDeed =
  | { readonly deed: 'move'; readonly dx: number; readonly dy: number }
  | { readonly deed: 'turn'; readonly degrees: number }
  | { readonly deed: 'zoom'; readonly factor: number }
  | { readonly deed: 'choose'; readonly by: 1 | -1 }
  | { readonly deed: 'undo' | 'redo' | 'remove' | 'duplicate' | 'fit' | 'next-point' | 'let-go' | 'snap' };

export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** A step of half a metre; with Shift, ten centimetres. */
const steps = { coarse: 0.5, fine: 0.1 } as const;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const withControl: Readonly<Record<string, SketchDeed>> = {
  z: { deed: 'undo' },
  y: { deed: 'redo' },
  d: { deed: 'duplicate' },
};

const plain: Readonly<Record<string, SketchDeed>> = {
  Delete: { deed: 'remove' },
  Backspace: { deed: 'remove' },
  Escape: { deed: 'let-go' },
  Enter: { deed: 'next-point' },
  '[': { deed: 'choose', by: -1 },
  ']': { deed: 'choose', by: 1 },
  ',': { deed: 'turn', degrees: -15 },
  '.': { deed: 'turn', degrees: 15 },
  '<': { deed: 'turn', degrees: -1 },
  '>': { deed: 'turn', degrees: 1 },
  '+': { deed: 'zoom', factor: 1.25 },
  '=': { deed: 'zoom', factor: 1.25 },
  '-': { deed: 'zoom', factor: 0.8 },
  '0': { deed: 'fit' },
  s: { deed: 'snap' },
  S: { deed: 'snap' },
};

const ofTable = (table: Readonly<Record<string, SketchDeed>>, key: string): SketchDeed | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

/** Null for a key that is not the sketch's: it goes on to whoever wants it. */
export function deedOf({ key, ctrlKey, metaKey, shiftKey, altKey }: PressedKey): SketchDeed | null {
  if (altKey) return null;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    return shiftKey && letter === 'z' ? { deed: 'redo' } : shiftKey ? null : ofTable(withControl, letter);
  }
  const direction = Object.hasOwn(arrows, key) ? arrows[key] : undefined;
  if (direction === undefined) return ofTable(plain, key);
  const step = shiftKey ? steps.fine : steps.coarse;
  return { deed: 'move', dx: direction[0] * step, dy: direction[1] * step };
}

/** For the line under the sketch. */
export const keyHelp: readonly { readonly keys: string; readonly does: string }[] = [
  { keys: '[ ]', does: 'choose a thing' },
  { keys: '← ↑ ↓ →', does: 'move by 0.5 m' },
  { keys: 'Shift + arrow', does: 'move by 0.1 m' },
  { keys: ', .', does: 'turn by 15°' },
  { keys: 'Shift + , .', does: 'turn by 1°' },
  { keys: 'S', does: 'into the lane' },
  { keys: 'Enter', does: 'next end of a line' },
  { keys: '+ − 0', does: 'zoom' },
];
