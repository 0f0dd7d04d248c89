// A program of nothing but the shell, for the tests to look at it from the page's side.
import { app } from 'electron';
import { failure, success, type Result } from '#contract/result.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { electronKeystore } from '../../../main/shell/electron-keystore.ts';
import { createFileLogger } from '../../../main/shell/file-logger.ts';
import { runSelfTest } from '../../../main/shell/self-test.ts';
import { startShell } from '../../../main/shell/start-shell.ts';

const folder = process.env['SHELL_PROGRAM_FOLDER'] ?? '';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const shell = await startShell({
  rendererFolder: `${folder}/renderer`,
  preloadFile: `${folder}/preload.cjs`,
  logger: createFileLogger(`${app.getPath('userData')}/logs`),
  debugging: 'refused',
});
if (!shell) say('another instance has this profile');
else if (process.argv.includes('--self-test')) {
  const code = await runSelfTest({
    keystore: electronKeystore,
    dataFolder: app.getPath('userData'),
    natives: {
      'better-sqlite3': () => import('better-sqlite3'),
      broken: () =>
        process.argv.includes('--broken') ? Promise.reject(new Error('will not load')) : Promise.resolve(),
    },
    runInPage: (expression) => shell.runInHiddenPage(expression),
    isPackaged: app.isPackaged,
    print: say,
  });
  app.exit(code);
} else {
  const answer = async (work: () => Promise<unknown>): Promise<Result<unknown>> => {
    try {
      return success(await work());
    } catch (error) {
      if (error instanceof KerbdeskError) return failure(error.toAppError());
      throw error;
    }
  };
  shell.commands.handle('command:probe.sender', (sender) => answer(() => Promise.resolve(sender)));
  shell.commands.handle('command:probe.open', (_sender, url) =>
    answer(() => shell.openExternal(String(url), ['https://www.police.uk'])),
  );
  shell.commands.handle('command:probe.keystore', () =>
    answer(async () => {
      const state = await electronKeystore.state();
      if (state === 'missing') return { state, back: null };
      const sealed = await electronKeystore.encrypt(new Uint8Array([0, 128, 255]));
      return { state, back: [...(await electronKeystore.decrypt(sealed))] };
    }),
  );
  shell.commands.handle('command:probe.theme', (_sender, theme) =>
    answer(() => Promise.resolve(shell.applyTheme(theme === 'dark' ? 'dark' : 'light'))),
  );
  const frame = { name: 'Probe', reference: '1', status: '', isDraft: true, foot: '', signatures: [] };
  shell.commands.handle('command:probe.document', (_sender, text) =>
    answer(async () => {
      const opened = await shell.documents.open({ frame, rows: [{ kind: 'note', cells: [{ text: String(text) }] }] });
      const pdf = Buffer.from(await opened.toPdf()).toString('latin1', 0, 5);
      opened.close();
      return { pages: opened.pages, pdf };
    }),
  );
  shell.commands.handle('command:probe.closeDocuments', () =>
    answer(() => Promise.resolve(shell.documents.closeAll())),
  );
  shell.serveEvidence((request) => Promise.resolve(new Response(`evidence of ${request.url}`)));
  shell.onLockShortcut(() => say('lock shortcut'));
  shell.onSuspend(() => say('suspend'));
  shell.onResume(() => say('resume'));
  shell.onSystemLock(() => say('system lock'));
  shell.onQuit(async () => {
    await new Promise((resolve) => setTimeout(resolve, 200));
    say('work before the end is done');
  });
  say(`idle ${shell.idleSeconds() >= 0}, version ${shell.version}, origin ${shell.appOrigin}`);
  await shell.openWindow();
}
