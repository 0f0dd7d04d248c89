// Electron's dialog: a message before the end, and choosers, which a launcher answers for the officer. Chromium shows no chooser
// that tells a path, so where nobody answers, a folder in the profile is taken, and the terminal says so.
import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { app } from './app.ts';
import { control } from './control.ts';

interface OpenDialogOptions {
  readonly title?: string;
  readonly buttonLabel?: string;
  readonly properties?: readonly string[];
}
interface OpenDialogAnswer {
  readonly canceled: boolean;
  readonly filePaths: string[];
}
interface SaveDialogOptions {
  readonly title?: string;
  readonly buttonLabel?: string;
  readonly defaultPath?: string;
}
interface SaveDialogAnswer {
  readonly canceled: boolean;
  readonly filePath: string;
}

const folders: (string | null)[] = [];
const files: (string | null)[] = [];
control.onSimulation('folder-choice', ({ path }) => folders.push(path));
control.onSimulation('file-choice', ({ path }) => files.push(path));

function unansweredFolder(title: string): string {
  const folder = join(app.getPath('userData'), 'chosen folder');
  mkdirSync(folder, { recursive: true });
  console.log(`Kerbdesk asks: ${title}. The stand-in has no chooser and takes ${folder}`);
  return folder;
}

export const dialog = {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },

  /** Only for one folder: all that Kerbdesk asks for. */
  showOpenDialog(_window: object, options: OpenDialogOptions): Promise<OpenDialogAnswer> {
    if (options.properties?.includes('openDirectory') !== true) {
      return Promise.reject(new Error('the stand-in has a chooser for folders only'));
    }
    const answer = folders.shift();
    if (answer === null) return Promise.resolve({ canceled: true, filePaths: [] });
    const folder = answer ?? unansweredFolder(options.title ?? 'choose a folder');
    return Promise.resolve({ canceled: false, filePaths: [folder] });
  },

  showSaveDialog(_window: object, options: SaveDialogOptions): Promise<SaveDialogAnswer> {
    const answer = files.shift();
    if (answer === null) return Promise.resolve({ canceled: true, filePath: '' });
    const name = basename(options.defaultPath ?? 'untitled');
    const filePath = answer ?? join(unansweredFolder(options.title ?? 'choose a file'), name);
    return Promise.resolve({ canceled: false, filePath });
  },
};
