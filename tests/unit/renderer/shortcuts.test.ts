// Promise: a shortcut means the same on every layout, never eats what is typed, and is listed once.
import { describe, expect, it } from 'vitest';
import { groupShortcuts } from '../../../renderer/src/app/group-shortcuts.ts';
import {
  isSingleCharacter,
  matchesShortcut,
  parseShortcut,
  pressedBy,
  shortcutParts,
  worksWhileTyping,
  type KeyPress,
} from '../../../renderer/src/ui/shortcut-keys.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

const matches = (shortcut: string, event: KeyPress): boolean => matchesShortcut(parseShortcut(shortcut), event);

describe('matching', () => {
  it('takes a letter whatever caps lock says, but not with Shift or Ctrl held', () => {
    expect(matches('N', press('n'))).toBe(true);
    expect(matches('N', press('N'))).toBe(true);
    expect(matches('N', press('N', { shiftKey: true }))).toBe(false);
    expect(matches('N', press('n', { ctrlKey: true }))).toBe(false);
  });

  it('needs every modifier of a chord and no other', () => {
    expect(matches('Ctrl+Shift+L', press('L', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(matches('Ctrl+Shift+L', press('l', { ctrlKey: true }))).toBe(false);
    expect(matches('Ctrl+K', press('k', { ctrlKey: true, altKey: true }))).toBe(false);
  });

  it('takes "?" with or without Shift, as keyboards differ', () => {
    expect(matches('?', press('?', { shiftKey: true }))).toBe(true);
    expect(matches('?', press('?'))).toBe(true);
  });

  it('knows named keys', () => {
    expect(matches('Space', press(' '))).toBe(true);
    expect(matches('Escape', press('Escape'))).toBe(true);
    expect(matches('Left', press('ArrowLeft'))).toBe(true);
    expect(matches('Shift+Left', press('ArrowLeft'))).toBe(false);
    expect(matches('F9', press('F9'))).toBe(true);
  });
});

it('holds back in a field whatever the field needs', () => {
  const works = (key: string): boolean => worksWhileTyping(parseShortcut(key));
  expect(['N', '?', 'Space', 'Left', 'Enter', 'Delete'].filter(works)).toEqual([]);
  expect(['Ctrl+K', 'Alt+1', 'Escape', 'F9'].filter(works)).toEqual(['Ctrl+K', 'Alt+1', 'Escape', 'F9']);
});

it('leaves Enter to a focused link, Enter and Space to a focused button, and takes them with Ctrl held', () => {
  expect(pressedBy(press('Enter'))).toContain('a[href]');
  expect(pressedBy(press('Enter'))).toContain('button');
  expect(pressedBy(press(' '))).toContain('button');
  expect(pressedBy(press(' '))).not.toContain('a[href]');
  expect(pressedBy(press('Enter', { ctrlKey: true }))).toBeNull();
  expect(pressedBy(press('n'))).toBeNull();
});

it('counts as single keys those that dictation could set off', () => {
  expect(['N', '?', ','].every((key) => isSingleCharacter(parseShortcut(key)))).toBe(true);
  expect(['Ctrl+N', 'F9', 'Escape', 'Space'].some((key) => isSingleCharacter(parseShortcut(key)))).toBe(false);
});

it('is written as it stands on the keys', () => {
  expect(shortcutParts('ctrl+shift+l')).toEqual(['Ctrl', 'Shift', 'L']);
  expect(shortcutParts('Enter')).toEqual(['↵']);
  expect(shortcutParts('Left')).toEqual(['←']);
  expect(shortcutParts('Alt+PageUp')).toEqual(['Alt', 'Page Up']);
});

it('lists a shortcut once, under its group', () => {
  const listed = [
    { keys: ['N'], label: 'New crime report', group: 'Everywhere' },
    { keys: ['J'], label: 'Slower', group: 'Player' },
    { keys: ['N'], label: 'New crime report', group: 'Everywhere' },
  ];
  expect(groupShortcuts(listed)).toEqual([
    ['Everywhere', [listed[0]]],
    ['Player', [listed[1]]],
  ]);
});
