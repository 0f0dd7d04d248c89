// Starts the probe in whichever host is here: Electron where its runtime is installed, else the stand-in.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { EndedEarly, launchStandIn } from '../../../native-mocks/electron/launch.ts';

const electronPackage = resolve(import.meta.dirname, '../../../node_modules/electron');
const runtimeNote = join(electronPackage, 'path.txt');
const electronRuntime = existsSync(runtimeNote)
  ? join(electronPackage, 'dist', readFileSync(runtimeNote, 'utf8'))
  : null;
export const hostName = electronRuntime && existsSync(electronRuntime) ? 'Electron' : 'the stand-in';

export interface RunningProbe {
  readonly page: Page;
  readonly output: () => string;
  /** Resolves when main has ended. */
  readonly ended: Promise<number | null>;
  readonly quit: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
}

/** The probe as a built program: plain JavaScript and a real recording, in a folder of its own. */
export function buildProbe(): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'kerbdesk-probe-'));
  for (const name of ['main', 'child']) {
    const source = readFileSync(join(import.meta.dirname, `${name}.ts`), 'utf8');
    writeFileSync(join(folder, `${name}.mjs`), stripTypeScriptTypes(source));
  }
  cpSync(join(import.meta.dirname, 'preload.cjs'), join(folder, 'preload.cjs'));
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'probe', productName: 'Probe', version: '4.5.6', main: 'main.mjs' }),
  );
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=25:duration=20'];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', '1500k', '-g', '25', '-pix_fmt', 'yuv420p'];
  execFileSync('ffmpeg', [
    '-loglevel',
    'error',
    ...picture,
    ...coding,
    '-movflags',
    '+faststart',
    join(folder, 'video.mp4'),
  ]);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function startProbe(folder: string, profile: string, args: readonly string[] = []): Promise<RunningProbe> {
  const all = [`--user-data-dir=${profile}`, ...args];
  return hostName === 'Electron' ? startInElectron(folder, all) : startInStandIn(folder, all);
}

/** Starts a second one on a profile in use; answers its exit code. */
export async function startAgain(folder: string, profile: string): Promise<number | null> {
  const args = [`--user-data-dir=${profile}`, '--from-the-second'];
  if (hostName === 'Electron') {
    const child = spawn(electronRuntime ?? '', [...rootSwitches(), folder, ...args], { stdio: 'ignore' });
    return exitCode(child);
  }
  const started = launchStandIn({ mainEntry: join(folder, 'main.mjs'), args, output: 'collect' });
  return started.then(
    () => 0,
    (error: unknown) => (error instanceof EndedEarly ? error.code : null),
  );
}

async function startInStandIn(folder: string, args: readonly string[]): Promise<RunningProbe> {
  const program = await launchStandIn({ mainEntry: join(folder, 'main.mjs'), args, output: 'collect' });
  const browser = await chromium.connectOverCDP(program.endpoint);
  return {
    page: firstPage(browser),
    output: () => program.output(),
    ended: program.ended,
    quit: () => program.close(),
    kill: () => program.killAll(),
  };
}

async function startInElectron(folder: string, args: readonly string[]): Promise<RunningProbe> {
  const child = spawn(electronRuntime ?? '', ['--remote-debugging-port=0', ...rootSwitches(), folder, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const endpoint = await new Promise<string>((found) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        printed.push(text);
        const address = /DevTools listening on (ws:\S+)/.exec(printed.join(''))?.[1];
        if (address !== undefined && printed.join('').includes('probe is open')) found(address);
      });
    }
  });
  const ended = exitCode(child);
  return {
    page: firstPage(await chromium.connectOverCDP(endpoint)),
    output: () => printed.join(''),
    ended,
    quit: async () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function firstPage(browser: Browser): Page {
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('the probe shows no page');
  return page;
}

const rootSwitches = (): string[] => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);
const exitCode = (child: ChildProcess): Promise<number | null> => new Promise((done) => child.once('close', done));
