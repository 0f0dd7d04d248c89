// The system's own chooser for a folder. The page never names a path itself: what it may touch, the officer points at.
import { BrowserWindow, dialog } from 'electron';
import type { FolderQuestion } from '../ports/shell.ts';

/** Null where the officer closed the chooser, or there is no window to ask in. */
export async function chooseFolder({ title, button }: FolderQuestion): Promise<string | null> {
  const [window] = BrowserWindow.getAllWindows();
  if (!window) return null;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title,
    buttonLabel: button,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}
