// Electron's app: the program's life, its folders and its name.
import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { BrowserWindow, onWindows } from './browser-window.ts';
import { closeBrowser } from './chromium.ts';
import { control } from './control.ts';
import { closeSessions, fixSchemes } from './session.ts';
import { takeInstanceLock } from './single-instance.ts';
import { endUtilityProcesses } from './utility-process.ts';

interface Manifest {
  readonly name?: string;
  readonly productName?: string;
  readonly version?: string;
}

class CommandLine {
  hasSwitch(name: string): boolean {
    return this.#find(name) !== undefined;
  }
  getSwitchValue(name: string): string {
    return this.#find(name)?.split('=').slice(1).join('=') ?? '';
  }
  /** Switches for Chromium: the stand-in chooses its own. */
  appendSwitch(_name: string, _value?: string): void {}
  appendArgument(_value: string): void {}
  #find(name: string): string | undefined {
    return process.argv.slice(2).find((argument) => argument === `--${name}` || argument.startsWith(`--${name}=`));
  }
}

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly commandLine = new CommandLine();
  readonly #folders = new Map<string, string>();
  readonly #appPath: string;
  readonly #manifest: Manifest;
  readonly #ready = Promise.withResolvers<void>();
  #name: string | null = null;
  #isReady = false;
  #quitting = false;
  #holdsLock = false;

  constructor() {
    super();
    this.#appPath = findAppPath(dirname(resolve(process.argv[1] ?? '.')));
    const manifest = join(this.#appPath, 'package.json');
    this.#manifest = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Manifest) : {};
    const profile = this.commandLine.getSwitchValue('user-data-dir');
    if (profile !== '') this.#folders.set('userData', resolve(profile));
    // Ready is a later turn of the event loop: whatever must come before it runs first.
    setImmediate(() => {
      this.#isReady = true;
      fixSchemes();
      this.emit('will-finish-launching');
      this.emit('ready', {}, {});
      this.#ready.resolve();
    });
    onWindows('created', (window) => {
      this.emit('web-contents-created', {}, window.webContents);
      this.emit('browser-window-created', {}, window);
      window.webContents.on('render-process-gone', (_event, details) => {
        this.emit('render-process-gone', {}, window.webContents, details);
      });
    });
    onWindows('closed', () => {
      if (BrowserWindow.getAllWindows().length > 0 || this.#quitting) return;
      if (!this.emit('window-all-closed')) this.quit();
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit());
    control.report({ kind: 'process', role: 'main', pid: process.pid });
  }

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }
  isReady(): boolean {
    return this.#isReady;
  }
  /** Every renderer of the stand-in is sandboxed already. */
  enableSandbox(): void {}
  disableHardwareAcceleration(): void {}
  setAppUserModelId(_id: string): void {}
  focus(): void {
    BrowserWindow.getFocusedWindow()?.focus();
  }

  getName(): string {
    return this.#name ?? this.#manifest.productName ?? this.#manifest.name ?? basename(this.#appPath);
  }
  setName(name: string): void {
    this.#name = name;
  }
  get name(): string {
    return this.getName();
  }
  getVersion(): string {
    return this.#manifest.version ?? '0.0.0';
  }
  getAppPath(): string {
    return this.#appPath;
  }
  getLocale(): string {
    return 'en-GB';
  }

  getPath(name: string): string {
    const set = this.#folders.get(name);
    if (set !== undefined) return set;
    if (name === 'home') return homedir();
    if (name === 'temp') return tmpdir();
    if (name === 'exe') return process.execPath;
    if (name === 'appData') return appDataFolder();
    if (name === 'userData' || name === 'sessionData') return join(this.getPath('appData'), this.getName());
    if (name === 'logs') return join(this.getPath('userData'), 'logs');
    if (name === 'desktop' || name === 'documents' || name === 'downloads') {
      return join(homedir(), name.charAt(0).toUpperCase() + name.slice(1));
    }
    throw new Error(`Failed to get '${name}' path`);
  }
  setPath(name: string, path: string): void {
    this.#folders.set(name, resolve(path));
  }

  requestSingleInstanceLock(): boolean {
    this.#holdsLock ||= takeInstanceLock(this.getPath('userData'), ({ argv, workingDirectory }) => {
      this.emit('second-instance', {}, argv, workingDirectory, null);
    });
    return this.#holdsLock;
  }
  hasSingleInstanceLock(): boolean {
    return this.#holdsLock;
  }

  /** Asks `before-quit`, closes the windows, asks `will-quit`, ends; each may prevent it. */
  quit(): void {
    if (this.#isPrevented('before-quit')) return;
    this.#quitting = true;
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        this.#quitting = false;
        return;
      }
    }
    if (this.#isPrevented('will-quit')) {
      this.#quitting = false;
      return;
    }
    this.exit(Number(process.exitCode ?? 0));
  }

  /** Ends without asking anybody. */
  exit(code = 0): void {
    this.#quitting = true;
    this.emit('quit', {}, code);
    closeSessions();
    endUtilityProcesses();
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    closeBrowser().then(
      () => process.exit(code),
      () => process.exit(code),
    );
  }

  #isPrevented(event: 'before-quit' | 'will-quit'): boolean {
    let prevented = false;
    this.emit(event, { preventDefault: () => (prevented = true) });
    return prevented;
  }
}

/** The folder of the nearest package.json. */
function findAppPath(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  return parent === folder ? process.cwd() : findAppPath(parent);
}

function appDataFolder(): string {
  if (process.platform === 'win32') return process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}

export const app = new App();
