// Composition root of the demonstration: the product with simulated cameras plugged in besides whatever is really there.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { checkConfiguration, configurationCheckIn } from '../main/check-configuration.ts';
import { electronKeystore } from '../main/shell/electron-keystore.ts';
import { childEnvironment, createProcessHost } from '../main/shell/electron-process-host.ts';
import { createFileLogger } from '../main/shell/file-logger.ts';
import { startShell } from '../main/shell/start-shell.ts';
import { startApp } from '../main/start-app.ts';
import type { DemonstrationStart } from './demonstration-start.ts';
import { createVirtualCamera } from './devices/virtual-camera.ts';
import { shiftedClock } from './shifted-clock.ts';

const profile = app.getPath('userData');
const logger = createFileLogger(join(profile, 'logs'));
const check = configurationCheckIn(process.argv);
const shell = check
  ? null
  : await startShell({
      rendererFolder: join(import.meta.dirname, '../renderer'),
      preloadFile: join(import.meta.dirname, '../preload/index.cjs'),
      logger,
      debugging: 'allowed',
    });
if (check) {
  app.exit(await checkConfiguration(check, join(profile, 'data'), (line) => process.stdout.write(`${line}\n`)));
} else if (shell) {
  const volumesFolder = join(profile, 'volumes');
  const virtualUsbFolder = join(profile, 'usb');
  for (const folder of [volumesFolder, virtualUsbFolder]) mkdirSync(folder, { recursive: true });
  const withReal = !process.argv.includes('--simulated-cameras-only');
  const deviceHostStart: DemonstrationStart = {
    extraVolumeFolders: [volumesFolder],
    systemVolumes: withReal,
    pollMilliseconds: 500,
    virtualUsbFolder,
    systemUsb: withReal,
  };
  await startApp({
    dataFolder: join(profile, 'data'),
    demonstration: true,
    shell,
    keystore: electronKeystore,
    processes: createProcessHost(join(import.meta.dirname, 'processes'), childEnvironment(process.env)),
    clock: shiftedClock(process.argv),
    logger,
    deviceHostStart,
  });
  // Tests and the tour plug in their own cameras.
  if (!process.argv.includes('--no-camera')) {
    const storeFolder = join(profile, 'cameras');
    const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
    const disk = await createVirtualCamera({ volumesFolder, storeFolder, model: 'cam-7', say });
    await disk.plugIn();
    const overMtp = await createVirtualCamera({
      volumesFolder,
      usbFolder: virtualUsbFolder,
      storeFolder,
      model: 'cam-4',
    });
    await overMtp.plugIn();
    // Its recordings take some seconds more to make: only who asks for it waits for them.
    if (process.argv.includes('--cameras=all')) {
      const splitting = await createVirtualCamera({ volumesFolder, storeFolder, model: 'cam-3', say });
      await splitting.plugIn();
    }
  }
}
