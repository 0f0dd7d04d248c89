// Composition root of the demonstration: the product with simulated cameras plugged in besides whatever is really there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { systemClock } from '../main/ports/clock.ts';
import { electronKeystore } from '../main/shell/electron-keystore.ts';
import { childEnvironment, createProcessHost } from '../main/shell/electron-process-host.ts';
import { createFileLogger } from '../main/shell/file-logger.ts';
import { startShell } from '../main/shell/start-shell.ts';
import { startApp } from '../main/start-app.ts';
import { createVirtualCamera } from './devices/virtual-camera.ts';

const profile = app.getPath('userData');
const logger = createFileLogger(join(profile, 'logs'));
const shell = await startShell({
  rendererFolder: join(import.meta.dirname, '../renderer'),
  preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
  logger,
  debugging: 'allowed',
});
if (shell) {
  const volumesFolder = join(profile, 'volumes');
  mkdirSync(volumesFolder, { recursive: true });
  await startApp({
    dataFolder: join(profile, 'data'),
    demonstration: true,
    shell,
    keystore: electronKeystore,
    processes: createProcessHost(join(import.meta.dirname, 'processes'), childEnvironment(process.env)),
    clock: systemClock,
    logger,
    deviceHostStart: {
      extraVolumeFolders: [volumesFolder],
      systemVolumes: !process.argv.includes('--simulated-cameras-only'),
      pollMilliseconds: 500,
    },
  });
  // Tests and the tour plug in their own cameras.
  if (!process.argv.includes('--no-camera')) {
    const camera = await createVirtualCamera({
      volumesFolder,
      storeFolder: join(profile, 'cameras'),
      model: 'cam-7',
      say: (sentence) => process.stdout.write(`${sentence}\n`),
    });
    await camera.plugIn();
  }
}
