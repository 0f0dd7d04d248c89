// The keys of a long list: which row each leads to, and where the focus goes when the list itself is given it.
import type { FocusEvent } from 'react';

/** Null for a key that moves nowhere. */
export function rowAfter(
  key: string,
  active: number,
  { total, pageRows }: { readonly total: number; readonly pageRows: number },
): number | null {
  const last = total - 1;
  switch (key) {
    case 'ArrowDown':
      return Math.min(last, active + 1);
    case 'ArrowUp':
      return Math.max(0, active - 1);
    case 'PageDown':
      return Math.min(last, active + pageRows);
    case 'PageUp':
      return Math.max(0, active - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return null;
  }
}

/** The focus came from elsewhere: to a row, which is then the active one, or to the list itself, whose active row takes it. */
export function rowOfFocus({ target, currentTarget }: FocusEvent<HTMLElement>): number | 'active' | null {
  if (target === currentTarget) return 'active';
  const row = target.getAttribute('data-index');
  return row === null ? null : Number(row);
}
