// Starts the whole program as a person would and attaches a browser driver to its window.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { findChromium } from '../../native-mocks/electron/find-chromium.ts';
import { generateRawKeyPair } from '../../main/storage/keys/raw-keys.ts';
import { launchStandIn, type StandInProgram } from '../../native-mocks/electron/launch.ts';
import {
  createVirtualCamera,
  type CameraModel,
  type VirtualCamera,
} from '../../native-mocks/devices/virtual-camera.ts';
import { filesIn, lengthen, makeCamera, recordingName, type CameraIdentity, type MadeCamera } from './made-camera.ts';

export const project = resolve(import.meta.dirname, '../..');
/** KERBDESK_BUILT: another build of the demonstration, below the project, that nobody rebuilds meanwhile. */
const mainEntry = join(project, process.env['KERBDESK_BUILT'] ?? 'out-demonstration', 'main/index.js');
/** Recordings are made once for all tests of a run; each profile gets its own copy when a camera is plugged in. */
const cameraStore = join(project, '.cache/cameras');
/** Clocks count from when a recording was made: what is on a camera must not be days old. */
const freshMilliseconds = 6 * 3_600_000;

export interface RunningProgram {
  readonly page: Page;
  readonly program: StandInProgram;
  /** Ends it as a person would. */
  readonly close: () => Promise<void>;
  /** `kill -9` to every process at once. */
  readonly kill: () => Promise<void>;
}

export interface LaunchSettings {
  readonly keystore?: 'simulated' | 'missing' | 'basic_text';
  readonly viewport?: { readonly width: number; readonly height: number };
  /** How far main's clock is ahead: for what takes days. */
  readonly clockAheadHours?: number;
  /** With a simulated fingerprint reader and the reference gateway. */
  readonly identify?: boolean;
}

/** What IT sets on a laptop; the rest is as on a laptop that nobody set up. */
export interface LaptopPolicy {
  /** The weakest stretching of passphrases that is allowed: for tests that unlock very often. */
  readonly quickUnlock?: boolean;
  /** Whether the force has a recovery key. */
  readonly escrow?: boolean;
  /** Addresses that may be opened in the browser. */
  readonly externalOrigins?: readonly string[];
  /** What teams post to, as device.json says it; what a laptop has by itself unless said. */
  readonly teamPosts?: unknown;
}

/** Everything that a laptop keeps between two starts of the program. */
export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), 'kerbdesk-profile-'));
  readonly dataFolder = join(this.folder, 'data');
  readonly volumesFolder = join(this.folder, 'volumes');
  readonly #running = new Set<RunningProgram>();

  constructor(policy: LaptopPolicy | null = null) {
    mkdirSync(this.volumesFolder);
    if (policy === null) return;
    mkdirSync(this.dataFolder, { mode: 0o700 });
    writeFileSync(join(this.dataFolder, 'device.json'), JSON.stringify(deviceFile(policy)));
  }

  async launch(settings: LaunchSettings = {}): Promise<RunningProgram> {
    if (!existsSync(mainEntry)) throw new Error('The demonstration is not built: npm run build:demonstration');
    const program = await launchStandIn({
      mainEntry,
      args: [
        `--user-data-dir=${this.folder}`,
        '--simulated-cameras-only',
        '--no-camera',
        ...(settings.identify === true ? [] : ['--no-reader', '--no-gateway']),
        `--clock-ahead-hours=${settings.clockAheadHours ?? 0}`,
      ],
      output: 'collect',
      ...(settings.keystore === undefined ? {} : { keystore: settings.keystore }),
    });
    const browser = await chromium.connectOverCDP(program.endpoint);
    const page = firstPage(browser);
    page.setDefaultTimeout(40_000);
    await page.setViewportSize(settings.viewport ?? { width: 1280, height: 800 });
    const running: RunningProgram = {
      page,
      program,
      close: async () => {
        this.#running.delete(running);
        await program.close();
      },
      kill: async () => {
        this.#running.delete(running);
        await program.killAll();
      },
    };
    this.#running.add(running);
    return running;
  }

  async camera(model: CameraModel = 'cam-7'): Promise<VirtualCamera> {
    await forgetOld(join(cameraStore, model));
    return createVirtualCamera({
      volumesFolder: this.volumesFolder,
      usbFolder: join(this.folder, 'usb'),
      storeFolder: cameraStore,
      model,
    });
  }

  /** A camera with one recording of at least so many megabytes, which plays. */
  async longCamera(megabytes: number, name = 'CAM 9'): Promise<MadeCamera> {
    await this.camera();
    const clip = (await filesIn(join(cameraStore, 'cam-7'))).find((file) => file.endsWith('_0002.MP4')) ?? '';
    const store = join(cameraStore, `long-${megabytes}-${name.replaceAll(/\W/g, '')}`);
    await forgetOld(store);
    const identity = { name, serial: `X60-9${megabytes}`, make: 'Kestrel' };
    const startedAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 5 * 3_600_000);
    return makeCamera(this.volumesFolder, store, identity, (folder) =>
      lengthen(clip, join(folder, recordingName(startedAt, 12)), megabytes, startedAt),
    );
  }

  /** A camera that is filled anew for this profile. */
  filledCamera(identity: CameraIdentity, fill: (recordings: string) => Promise<void>): Promise<MadeCamera> {
    return makeCamera(this.volumesFolder, join(this.folder, 'stores', identity.serial), identity, fill);
  }

  /** Ends what still runs and removes everything. */
  async remove(): Promise<void> {
    for (const running of this.#running) await running.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const deviceFile = ({ quickUnlock = false, escrow = false, externalOrigins = [], teamPosts }: LaptopPolicy) => ({
  format: 1,
  deviceId: randomUUID(),
  policy: {
    kdf: { algorithm: 'argon2id', memoryKiB: quickUnlock ? 65_536 : 131_072, passes: quickUnlock ? 2 : 3 },
    minimumPassphraseLength: 8,
    minimumPassphraseLengthAlone: 16,
    escrowPublicKey: escrow ? Buffer.from(generateRawKeyPair('x25519').publicKey).toString('base64') : null,
    longestIdleLockMinutes: 15,
    externalOrigins,
    ...(teamPosts === undefined ? {} : { teamPosts }),
  },
});

function firstPage(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the program has no window');
  return page;
}

/** The installed browser, for a test that needs one of its own. */
export function requireChromium(): string {
  const path = findChromium();
  if (path === null) throw new Error('Chromium is not installed');
  return path;
}

async function forgetOld(store: string): Promise<void> {
  if (existsSync(store) && Date.now() - statSync(store).mtimeMs > freshMilliseconds) {
    await rm(store, { recursive: true });
  }
}
