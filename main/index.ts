// Composition root of the product: hands the real natives to startApp, or to the self-test, or only checks IT's configuration.
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { KerbdeskError } from '#contract/errors.ts';
import { checkConfiguration, configurationCheckIn } from './configuration-check/check-configuration.ts';
import { systemClock } from './ports/clock.ts';
import { electronKeystore } from './shell/electron-keystore.ts';
import { childEnvironment, createProcessHost } from './shell/electron-process-host.ts';
import { toError } from './ports/to-error.ts';
import { createFileLogger } from './shell/file-logger.ts';
import { runSelfTest } from './shell/self-test.ts';
import { startShell } from './shell/start-shell.ts';
import { startApp } from './start-app.ts';

const userData = app.getPath('userData');
const dataFolder = join(userData, 'data');
const logger = createFileLogger(join(userData, 'logs'));
const check = configurationCheckIn(process.argv);
const shell = check
  ? null
  : await startShell({
      rendererFolder: join(import.meta.dirname, '../renderer'),
      preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
      logger,
      debugging: 'refused',
    });

if (check) {
  app.exit(await checkConfiguration(check, dataFolder, (line) => process.stdout.write(`${line}\n`)));
} else if (shell && process.argv.includes('--self-test')) {
  const code = await runSelfTest({
    keystore: electronKeystore,
    dataFolder,
    natives: { 'better-sqlite3': () => import('better-sqlite3'), usb: () => import('usb') },
    runInPage: (expression) => shell.runInHiddenPage(expression),
    isPackaged: app.isPackaged,
    print: (line) => process.stdout.write(`${line}\n`),
  });
  app.exit(code);
} else if (shell) {
  try {
    await startApp({
      dataFolder,
      demonstration: false,
      shell,
      keystore: electronKeystore,
      processes: createProcessHost(join(import.meta.dirname, 'processes'), childEnvironment(process.env)),
      clock: systemClock,
      logger,
      deviceHostStart: { extraVolumeFolders: [], systemVolumes: true, pollMilliseconds: 1000 },
    });
  } catch (error) {
    logger.error('Kerbdesk did not start', { error: toError(error) });
    // A typed failure has a sentence for IT; anything else is a defect, and the log has its stack.
    const sentence =
      error instanceof KerbdeskError ? error.message : 'Something is wrong inside Kerbdesk. See its log.';
    dialog.showErrorBox('Kerbdesk did not start', sentence);
    app.exit(1);
  }
}
