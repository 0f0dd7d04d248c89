// Electron's dialog: a message before the end, and the chooser of a folder, which a launcher answers for the officer. Chromium
// shows no chooser that tells a path, so where nobody answers, a folder in the profile is taken, and the terminal says so.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
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

const answers: (string | null)[] = [];
control.onSimulation('folder-choice', ({ path }) => answers.push(path));

export const dialog = {
  showErrorBox(title: string, content: string): void {
    console.error(`${title}\n${content}`);
  },

  /** Only for one folder: all that Kerbdesk asks for. */
  showOpenDialog(_window: object, options: OpenDialogOptions): Promise<OpenDialogAnswer> {
    if (options.properties?.includes('openDirectory') !== true) {
      return Promise.reject(new Error('the stand-in has a chooser for folders only'));
    }
    const answer = answers.shift();
    if (answer === null) return Promise.resolve({ canceled: true, filePaths: [] });
    if (answer !== undefined) return Promise.resolve({ canceled: false, filePaths: [answer] });
    const folder = join(app.getPath('userData'), 'chosen folder');
    mkdirSync(folder, { recursive: true });
    console.log(
      `Kerbdesk asks: ${options.title ?? 'choose a folder'}. The stand-in has no chooser and takes ${folder}`,
    );
    return Promise.resolve({ canceled: false, filePaths: [folder] });
  },
};
