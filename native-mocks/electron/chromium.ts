// Starts and ends the one Chromium that shows this program's windows. Its profile is a temporary folder and incognito:
// nothing that the renderer holds reaches the disk, as with Electron's in-memory session.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { control } from './control.ts';
import { DevToolsPipe } from './devtools-pipe.ts';
import { findChromium } from './find-chromium.ts';
import { options } from './options.ts';

const profilePrefix = 'kerbdesk-chromium-';
const startTimeoutMilliseconds = 60_000;
const goodbyeMilliseconds = 3_000;

// The program fetches nothing itself, and neither may the browser around it: no name but loopback resolves.
const offlineSwitches = [
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE *.localhost , EXCLUDE 127.0.0.1',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--no-pings',
];

const quietSwitches = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disable-default-apps',
  '--disable-extensions',
  '--disable-hang-monitor',
  '--disable-infobars',
  '--disable-search-engine-choice-screen',
  '--disable-session-crashed-bubble',
  '--disable-features=Translate,OptimizationHints,MediaRouter,AutofillServerCommunication,PasswordManagerOnboarding',
  '--password-store=basic',
  '--use-mock-keychain',
  // A window behind another one keeps working, as Electron's does with background throttling off.
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--autoplay-policy=no-user-gesture-required',
];

export interface Browser {
  readonly pipe: DevToolsPipe;
  /** For example "Chrome/156.0.8078.79". */
  readonly product: string;
  close(): Promise<void>;
}

export interface BrowserStart {
  readonly size: WindowSize;
  /** Content settings that every page is refused. */
  readonly deniedSettings: readonly string[];
  readonly onEnd: () => void;
}

interface WindowSize {
  readonly width: number;
  readonly height: number;
}

let started: Promise<Browser> | null = null;

/** The browser, started with the first window, whose size it takes. */
export function startBrowser(start: BrowserStart): Promise<Browser> {
  started ??= launch(start);
  return started;
}

export async function closeBrowser(): Promise<void> {
  const browser = await started?.catch(() => null);
  await browser?.close();
}

async function launch({ size, deniedSettings, onEnd }: BrowserStart): Promise<Browser> {
  const path = options.chromium ?? findChromium();
  if (path === null) throw new Error('No Chromium, Chrome or Edge was found on this machine; set CHROME_PATH to one.');
  removeForgottenProfiles();
  const profile = mkdtempSync(join(tmpdir(), `${profilePrefix}${process.pid}-`));
  writePreferences(profile, deniedSettings);
  const child = spawn(path, switches(profile, size), {
    // Own process group: Ctrl+C in the terminal is for the program, which then closes its browser in order.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', options.trace ? 'inherit' : 'ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) control.report({ kind: 'process', role: 'chromium', pid: child.pid });
  const pipe = new DevToolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable);
  const ended = new Promise<void>((resolve) => {
    const atEnd = (): void => {
      pipe.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
      onEnd();
      resolve();
    };
    child.once('exit', atEnd);
    child.once('error', atEnd);
  });
  try {
    await refusePopups(pipe);
    const { product } = await withTimeout(pipe.browser.send('Browser.getVersion'), startTimeoutMilliseconds);
    if (options.devtools) await announceDevTools(profile);
    return { pipe, product, close: () => end(child, pipe, ended) };
  } catch (error) {
    killGroup(child);
    throw new Error(`Chromium (${path}) did not start`, { cause: error });
  }
}

function switches(profile: string, size: WindowSize): string[] {
  return [
    ...quietSwitches,
    ...offlineSwitches,
    '--incognito',
    '--remote-debugging-pipe',
    ...(options.devtools ? ['--remote-debugging-port=0'] : []),
    // Chromium refuses its sandbox to root; an officer is never root, a build machine often is.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    // With a window, --test-type keeps Chromium from warning the officer about the switches above.
    ...(options.headless ? ['--headless', '--hide-scrollbars', '--mute-audio'] : ['--test-type']),
    `--user-data-dir=${profile}`,
    `--window-size=${size.width},${size.height}`,
    // An app window has no address bar or tabs.
    options.headless ? 'about:blank' : '--app=data:text/html,',
  ];
}

/** Chromium reads these at its start; they hold for incognito windows as well. */
function writePreferences(profile: string, deniedSettings: readonly string[]): void {
  const block = 2;
  const settings = Object.fromEntries([...deniedSettings, 'popups'].map((name) => [name, block]));
  const preferences = { profile: { default_content_setting_values: settings } };
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/**
 * A window that a page opens by a link or a form (`window.open` is replaced: worlds/world-bridge.ts) waits for a debugger
 * before it runs or fetches anything, and is closed while it waits.
 */
async function refusePopups({ browser, session }: DevToolsPipe): Promise<void> {
  browser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const isPopup = targetInfo.openerId !== undefined;
    if (isPopup) browser.sendQuietly('Target.closeTarget', { targetId: targetInfo.targetId });
    // A page that can reach its popup shares its process and waits with it: it would hang if the popup never went on.
    if (!isPopup || targetInfo.canAccessOpener) session(sessionId).sendQuietly('Runtime.runIfWaitingForDebugger', {});
  });
  await browser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'page' }],
  });
}

/** Chromium writes the port it chose into its profile, now and then a moment after it answers on its pipe. */
async function announceDevTools(profile: string): Promise<void> {
  const file = join(profile, 'DevToolsActivePort');
  const end = performance.now() + startTimeoutMilliseconds;
  const isThere = (): boolean => existsSync(file) && readFileSync(file, 'utf8').includes('\n');
  while (!isThere() && performance.now() < end) await delay(20);
  const [port, path] = readFileSync(file, 'utf8').split('\n');
  const endpoint = `ws://127.0.0.1:${port}${path}`;
  control.report({ kind: 'devtools', endpoint });
  if (options.devtoolsFile !== null) writeFileSync(options.devtoolsFile, endpoint, { mode: 0o600 });
}

async function end(child: ChildProcess, pipe: DevToolsPipe, ended: Promise<void>): Promise<void> {
  pipe.browser.sendQuietly('Browser.close', {});
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, goodbyeMilliseconds).unref())]);
  killGroup(child);
  await ended;
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended between the look and the kill.
  }
}

/** A killed program cannot clean up after itself; the next one does. */
function removeForgottenProfiles(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = Number(/^kerbdesk-chromium-(\d+)-/.exec(name)?.[1] ?? Number.NaN);
    if (Number.isNaN(owner) || isRunning(owner)) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function withTimeout<Value>(promise: Promise<Value>, milliseconds: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
