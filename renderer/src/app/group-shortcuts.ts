// The shortcut overview's order. Pure.
import type { ListedShortcut } from '../ui/shortcuts.tsx';

/** Grouped in order of first appearance; the same key and deed registered twice is listed once. */
export function groupShortcuts(
  listed: readonly ListedShortcut[],
): readonly (readonly [group: string, shortcuts: readonly ListedShortcut[]])[] {
  const groups = new Map<string, ListedShortcut[]>();
  for (const shortcut of listed) {
    const group = groups.get(shortcut.group) ?? [];
    const isKnown = group.some((other) => other.label === shortcut.label && other.keys.join() === shortcut.keys.join());
    if (!isKnown) group.push(shortcut);
    groups.set(shortcut.group, group);
  }
  return [...groups];
}
