// The system's own choosers. The page never names a path itself: what may be read or written, the officer points at.
import { dialog } from 'electron';
import type { FileQuestion, FolderQuestion } from '../ports/shell.ts';
import { deskWindows } from './desk-windows.ts';

/** Null where the officer closed the chooser, or there is no window to ask in. */
export async function chooseFolder({ title, button }: FolderQuestion): Promise<string | null> {
  const [window] = deskWindows();
  if (!window) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: button,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

/** Where a new file goes; the system asks before one is replaced. Null as above. */
export async function chooseNewFile({ title, button, name, kind }: FileQuestion): Promise<string | null> {
  const [window] = deskWindows();
  if (!window) return null;
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title,
    buttonLabel: button,
    defaultPath: name,
    filters: [{ name: kind.name, extensions: [kind.extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  // As it was typed: with an ending added, it could be a file that nobody was asked about.
  return canceled || filePath === '' ? null : filePath;
}
