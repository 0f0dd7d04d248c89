// Promises: the palette finds a command by the words an officer would type; the audit page leads to what it names.
import { expect, it, vi } from 'vitest';
import { railEntries } from '../../../renderer/src/app/rail-entries.ts';
import { matchingCommands, paletteCommands, type PaletteDeeds } from '../../../renderer/src/app/palette-commands.ts';
import { groupedHash, shortSubject, subjectHref } from '../../../renderer/src/features/audit/audit-words.ts';
import { matchingOptions } from '../../../renderer/src/ui/matching-options.ts';

const deeds = {
  go: vi.fn<PaletteDeeds['go']>(),
  newStatement: vi.fn<() => void>(),
  newCollision: vi.fn<() => void>(),
  newReport: vi.fn<() => void>(),
  newNote: vi.fn<() => void>(),
  identify: vi.fn<() => void>(),
  importFolder: vi.fn<() => void>(),
  lock: vi.fn<() => void>(),
  cover: vi.fn<() => void>(),
  isPublic: false,
  togglePublicPlace: vi.fn<() => void>(),
  showShortcuts: vi.fn<() => void>(),
  setTheme: vi.fn<PaletteDeeds['setTheme']>(),
};

it('finds commands by any beginning of a word, in any order', () => {
  const commands = paletteCommands(deeds);
  const found = (text: string): string[] => matchingCommands(commands, text).map((command) => command.id);
  expect(found('')).toHaveLength(commands.length);
  expect(found('report new')).toEqual(['new-report', 'new-collision']);
  expect(found('priv')).toEqual(['cover', 'public-place']);
  expect(found('dark')).toEqual(['theme-dark']);
  expect(found('help')).toEqual(['shortcuts']);
  expect(found('go foot')).toEqual(['go-footage']);
  expect(found('zebra')).toEqual([]);
});

it('gives every command an id of its own and runs its deed', () => {
  const commands = paletteCommands(deeds);
  expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
  commands.find((command) => command.id === 'theme-dark')?.run();
  expect(deeds.setTheme).toHaveBeenCalledWith('dark');
  commands.find((command) => command.id === 'tag-all')?.run();
  expect(deeds.go).toHaveBeenCalledWith({ screen: 'footage', worklist: 'needs-tagging' });
});

it('leads from an audit entry to the record that it names, and nowhere else', () => {
  const id = '4f6c1a2b-0000-4000-8000-000000000000';
  expect(subjectHref({ subjectKind: 'recording', subjectId: id })).toBe(`#/footage/${id}`);
  expect(subjectHref({ subjectKind: 'report', subjectId: id })).toBe(`#/reports/${id}`);
  expect(subjectHref({ subjectKind: 'entity', subjectId: id })).toBe(`#/known/${id}`);
  expect(subjectHref({ subjectKind: 'exhibit', subjectId: id })).toBe(`#/exhibits/${id}`);
  expect(subjectHref({ subjectKind: 'entity', subjectId: 'nobody' })).toBeNull();
  expect(subjectHref({ subjectKind: 'note', subjectId: id })).toBe(`#/notebook/${id}`);
  expect(subjectHref({ subjectKind: 'note', subjectId: '../settings' })).toBeNull();
  expect(subjectHref({ subjectKind: 'marker', subjectId: id })).toBeNull();
  expect(subjectHref({ subjectKind: 'recording', subjectId: '../settings' })).toBeNull();
  expect(shortSubject({ subjectKind: 'recording', subjectId: id })).toBe('recording 4f6c1a2b');
  expect(shortSubject({ subjectKind: 'vault', subjectId: 'vault' })).toBe('vault');
  expect(groupedHash('0123456789abcdef')).toBe('01234567 89abcdef');
});

it('offers the options that hold every word typed, in label, detail or code', () => {
  const options = [
    { id: '8N', label: 'Assault occasioning actual bodily harm', detail: 'Violence with injury' },
    { id: '105A', label: 'Assault without injury' },
    { id: '46', label: 'Theft from shop' },
  ];
  expect(matchingOptions(options, 'injury assault').map((option) => option.id)).toEqual(['8N', '105A']);
  expect(matchingOptions(options, '46').map((option) => option.id)).toEqual(['46']);
  expect(matchingOptions(options, ' ')).toHaveLength(3);
});

it('no two entries of the rail have the same key, and the keys count in its order', () => {
  expect(railEntries.map(({ shortcut }) => shortcut)).toEqual(railEntries.map((_, index) => `Ctrl+${index + 1}`));
});
