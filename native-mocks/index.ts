// Composition root of the demonstration: the product with simulated cameras and a simulated fingerprint reader plugged in besides whatever is
// really there, and a reference gateway to ask.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { checkConfiguration, configurationCheckIn } from '../main/configuration-check/check-configuration.ts';
import { electronKeystore } from '../main/shell/electron-keystore.ts';
import { childEnvironment, createProcessHost } from '../main/shell/electron-process-host.ts';
import { createFileLogger } from '../main/shell/file-logger.ts';
import { startShell } from '../main/shell/start-shell.ts';
import { startApp } from '../main/start-app.ts';
import { toError } from '../main/ports/to-error.ts';
import type { ProcessHost } from '../main/ports/process-host.ts';
import { startDemonstrationGateway } from './demonstration-gateway.ts';
import type { DemonstrationStart } from './demonstration-start.ts';
import type { GlassFile } from './devices/person-at-the-glass.ts';
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
  const processFolder = join(import.meta.dirname, 'processes');
  const environment = childEnvironment(process.env);
  const glassFile = join(profile, 'glass.json');
  if (!process.argv.includes('--no-reader') && !existsSync(glassFile)) {
    const first: GlassFile = { isPluggedIn: true, person: 'invented-3', finger: 'asked', manner: 'learning' };
    writeFileSync(glassFile, `${JSON.stringify(first, null, 2)}\n`);
  }
  if (!process.argv.includes('--no-gateway')) {
    // Everything else can be shown without it.
    await startDemonstrationGateway(profile, processFolder, environment).catch((error: unknown) =>
      logger.error('no reference gateway', { error: toError(error) }),
    );
  }
  await startApp({
    dataFolder: join(profile, 'data'),
    demonstration: true,
    shell,
    keystore: electronKeystore,
    processes: withGlass(createProcessHost(processFolder, environment), { glassFile, systemUsb: withReal }),
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

/** The identify host is told of the simulated reader besides. */
function withGlass(
  host: ProcessHost,
  reader: { readonly glassFile: string; readonly systemUsb: boolean },
): ProcessHost {
  return {
    fork(name) {
      const child = host.fork(name);
      if (name !== 'identify-host') return child;
      const isStart = (message: unknown): message is { readonly start: object } =>
        typeof message === 'object' && message !== null && 'start' in message;
      return {
        ...child,
        post: (message) => child.post(isStart(message) ? { start: { ...message.start, ...reader } } : message),
      };
    },
  };
}
