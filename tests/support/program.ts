// Starts the whole program as a person would and attaches a browser driver to its window.
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { findChromium } from '../../native-mocks/electron/find-chromium.ts';
import { launchStandIn, type StandInProgram } from '../../native-mocks/electron/launch.ts';
import {
  createVirtualCamera,
  type CameraModel,
  type VirtualCamera,
} from '../../native-mocks/devices/virtual-camera.ts';

export const project = resolve(import.meta.dirname, '../..');
const mainEntry = join(project, 'out-demonstration/main/index.js');
/** Recordings are made once for all tests of a run; each profile gets its own copy when a camera is plugged in. */
const cameraStore = join(project, '.cache/cameras');

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
}

/** Everything that a laptop keeps between two starts of the program. */
export class Profile {
  readonly folder = mkdtempSync(join(tmpdir(), 'kerbdesk-profile-'));
  readonly dataFolder = join(this.folder, 'data');
  readonly volumesFolder = join(this.folder, 'volumes');
  readonly #running = new Set<RunningProgram>();

  constructor() {
    mkdirSync(this.volumesFolder);
  }

  async launch(settings: LaunchSettings = {}): Promise<RunningProgram> {
    if (!existsSync(mainEntry)) throw new Error('The demonstration is not built: npm run build:demonstration');
    const program = await launchStandIn({
      mainEntry,
      args: [`--user-data-dir=${this.folder}`, '--simulated-cameras-only', '--no-camera'],
      output: 'collect',
      ...(settings.keystore === undefined ? {} : { keystore: settings.keystore }),
    });
    const browser = await chromium.connectOverCDP(program.endpoint);
    const page = firstPage(browser);
    page.setDefaultTimeout(20_000);
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

  camera(model: CameraModel = 'cam-7'): Promise<VirtualCamera> {
    return createVirtualCamera({ volumesFolder: this.volumesFolder, storeFolder: cameraStore, model });
  }

  /** Ends what still runs and removes everything. */
  async remove(): Promise<void> {
    for (const running of this.#running) await running.kill();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

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
