// Composition root of the product: hands the real natives to startApp.
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { KerbdeskError } from '#contract/errors.ts';
import { systemClock } from './ports/clock.ts';
import { electronKeystore } from './shell/electron-keystore.ts';
import { childEnvironment, createProcessHost } from './shell/electron-process-host.ts';
import { startShell } from './shell/start-shell.ts';
import { startApp } from './start-app.ts';
import { silentLogger } from './ports/logger.ts';

const shell = await startShell({
  rendererFolder: join(import.meta.dirname, '../renderer'),
  preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
  logger: silentLogger,
  debugging: 'refused',
});
if (shell) {
  await startApp({
    dataFolder: join(app.getPath('userData'), 'data'),
    demonstration: false,
    shell,
    keystore: electronKeystore,
    processes: createProcessHost(join(import.meta.dirname, 'processes'), childEnvironment(process.env)),
    clock: systemClock,
    logger: silentLogger,
    deviceHostStart: { extraVolumeFolders: [], systemVolumes: true, pollMilliseconds: 1000 },
  }).catch((error: unknown) => {
    // Only IT's own file can be at fault here; anything else is a defect and may show its stack.
    if (!(error instanceof KerbdeskError)) throw error;
    dialog.showErrorBox('Kerbdesk did not start', error.message);
    app.exit(1);
  });
}
