// Which fingers lie on the glass at a position: one, the four of a hand, or both thumbs.
import type { PrintPosition } from '#contract/identify/fingers.ts';

/** By their own positions, 1 to 10. */
export function fingersAt(position: PrintPosition): readonly number[] {
  if (position === 13) return [2, 3, 4, 5];
  if (position === 14) return [7, 8, 9, 10];
  return position === 15 ? [1, 6] : [position];
}
