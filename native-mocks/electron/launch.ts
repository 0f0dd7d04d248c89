// Starts a program in the stand-in and keeps hold of it: for `npm start`, and for tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isReport, type Report, type Simulation } from './control-messages.ts';

export interface LaunchOptions {
  /** The built main module, for example `out-demonstration/main/index.js`. */
  readonly mainEntry: string;
  /** The program's own command line, for example `--user-data-dir=...`. */
  readonly args?: readonly string[];
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly headless?: boolean;
  /** Opens a DevTools port, so that Playwright can attach with `chromium.connectOverCDP(program.endpoint)`. */
  readonly devtools?: boolean;
  readonly keystore?: 'simulated' | 'missing' | 'basic_text';
  /** Where the program's output goes; `collect` keeps it for `output()`. */
  readonly output?: 'inherit' | 'collect';
  readonly startTimeoutMilliseconds?: number;
}

export interface StandInProgram {
  readonly pid: number;
  /** Address for `connectOverCDP`; empty where `devtools` was not asked for. */
  readonly endpoint: string;
  /** The first page's loopback address, for a person to know where it is. */
  readonly address: string;
  /** Resolves with the exit code (null: ended by a signal). */
  readonly ended: Promise<number | null>;
  /** What the program printed so far, both streams. */
  output(): string;
  simulate(simulation: Simulation): void;
  /** Addresses that the program asked the system to open. */
  readonly openedExternally: readonly string[];
  /** Quits as a person would; resolves when every process is gone. */
  close(): Promise<number | null>;
  /** `kill -9` to main, its utility processes and Chromium at once. */
  killAll(): Promise<void>;
  /** Process ids of one kind that were started so far, whether they still run or not. */
  pids(role: 'main' | 'chromium' | 'utility'): readonly number[];
}

const bootstrap = new URL('./bootstrap.ts', import.meta.url).href;
const closeTimeoutMilliseconds = 15_000;

/** Resolves when the first window has loaded its page; rejects, with what was printed, when the program ends before. */
export function launchStandIn(options: LaunchOptions): Promise<StandInProgram> {
  const { mainEntry, args = [], headless = true, devtools = true, keystore = 'simulated' } = options;
  const path = mainEntry.startsWith('file:') ? fileURLToPath(mainEntry) : mainEntry;
  if (!existsSync(path)) throw new Error(`${path} is not there: build it first`);
  const inherit = options.output === 'inherit';
  const child = spawn(process.execPath, ['--import', bootstrap, path, ...args], {
    env: {
      ...process.env,
      KERBDESK_STANDIN_HEADLESS: headless ? '1' : '0',
      KERBDESK_STANDIN_DEVTOOLS: devtools ? '1' : '0',
      KERBDESK_STANDIN_KEYSTORE: keystore,
      ...options.env,
    },
    stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    const program = new Program(child);
    const timer = setTimeout(() => {
      void program.killAll();
      reject(new Error(`The program showed no window in time. It printed:\n${program.output()}`));
    }, options.startTimeoutMilliseconds ?? 60_000);
    program.onLoaded = () => {
      clearTimeout(timer);
      resolve(program);
    };
    program.onEnded = (code) => {
      clearTimeout(timer);
      reject(new EndedEarly(code, program.output()));
    };
  });
}

/** The program ended before it showed a window. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly';
  readonly code: number | null;
  readonly output: string;
  constructor(code: number | null, output: string) {
    super(`The program ended with ${code} before it showed a window. It printed:\n${output}`);
    this.code = code;
    this.output = output;
  }
}

class Program implements StandInProgram {
  readonly #child: ChildProcess;
  readonly #printed: string[] = [];
  readonly #pids: { role: 'main' | 'chromium' | 'utility'; pid: number }[] = [];
  readonly openedExternally: string[] = [];
  readonly ended: Promise<number | null>;
  readonly pid: number;
  endpoint = '';
  address = '';
  onLoaded: (() => void) | null = null;
  onEnded: ((code: number | null) => void) | null = null;

  constructor(child: ChildProcess) {
    this.#child = child;
    this.pid = child.pid ?? -1;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#printed.push(text));
    }
    child.on('message', (message) => {
      if (isReport(message)) this.#heard(message.kerbdeskStandIn);
    });
    this.ended = new Promise((resolve) => {
      const atEnd = (code: number | null): void => {
        resolve(code);
        this.onEnded?.(code);
      };
      child.once('close', atEnd);
      child.once('error', () => atEnd(null));
    });
  }

  output(): string {
    return this.#printed.join('');
  }
  pids(role: 'main' | 'chromium' | 'utility'): readonly number[] {
    return this.#pids.filter((entry) => entry.role === role).map((entry) => entry.pid);
  }
  simulate(simulation: Simulation): void {
    if (this.#child.connected) this.#child.send({ kerbdeskStandIn: simulation });
  }
  async close(): Promise<number | null> {
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => void this.killAll(), closeTimeoutMilliseconds);
    const code = await this.ended;
    clearTimeout(timer);
    return code;
  }
  async killAll(): Promise<void> {
    // Main first: it must not see its parts die and write about it.
    this.#child.kill('SIGKILL');
    for (const { role, pid } of this.#pids) {
      if (role !== 'main') killQuietly(role === 'chromium' && process.platform !== 'win32' ? -pid : pid);
    }
    await this.ended;
  }

  #heard(report: Report): void {
    if (report.kind === 'process') this.#pids.push(report);
    else if (report.kind === 'devtools') this.endpoint = report.endpoint;
    else if (report.kind === 'opened-externally') this.openedExternally.push(report.url);
    else {
      // A hidden page that is loaded later is not where a person finds the program.
      if (this.address === '') this.address = report.address;
      this.onLoaded?.();
      this.onLoaded = null;
    }
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
