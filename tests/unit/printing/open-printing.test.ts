// Promises: the palette offers printing where there is something to print, and only there.
import { expect, it, vi } from 'vitest';
import { matchingCommands, paletteCommands } from '../../../renderer/src/app/palette-commands.ts';
import { canPrint, printWhatIsOpen, registerPrinting } from '../../../renderer/src/features/printing/open-printing.ts';

it('is offered while a report is open, and prints the one that was opened last', () => {
  const nothing = vi.fn<() => void>();
  const deeds = {
    go: nothing,
    newReport: nothing,
    newStatement: nothing,
    newCollision: nothing,
    newNote: nothing,
    identify: nothing,
    importFolder: nothing,
    lock: nothing,
    cover: nothing,
    isPublic: false,
    togglePublicPlace: nothing,
  };
  const found = (print?: () => void): string[] =>
    matchingCommands(
      paletteCommands({ ...deeds, showShortcuts: nothing, setTheme: nothing, ...(print ? { print } : {}) }),
      'print',
    ).map(({ id }) => id);
  expect(canPrint()).toBe(false);
  expect(found()).toEqual([]);
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()];
  const leaveFirst = registerPrinting(first);
  const leaveSecond = registerPrinting(second);
  expect(canPrint()).toBe(true);
  expect(found(printWhatIsOpen)).toEqual(['print']);
  printWhatIsOpen();
  leaveSecond();
  printWhatIsOpen();
  leaveFirst();
  printWhatIsOpen();
  expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  expect(canPrint()).toBe(false);
});
