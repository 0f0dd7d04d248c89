// Electron's utilityProcess: a plain Node process with the same messages.
import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { app } from './app.ts';
import { control } from './control.ts';

interface ForkOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
  readonly cwd?: string;
  readonly stdio?: 'pipe' | 'ignore' | 'inherit';
  readonly serviceName?: string;
}

const bootstrap = new URL('./utility-bootstrap.mjs', import.meta.url).href;

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess;
  readonly stdout: NodeJS.ReadableStream | null;
  readonly stderr: NodeJS.ReadableStream | null;
  #pid: number | undefined;

  constructor(modulePath: string, args: readonly string[], options: ForkOptions) {
    super();
    const stdio = options.stdio ?? 'inherit';
    this.#child = fork(modulePath, [...args], {
      serialization: 'advanced',
      execArgv: ['--import', bootstrap, ...(options.execArgv ?? [])],
      env: options.env ?? process.env,
      stdio: ['ignore', stdio, stdio, 'ipc'],
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    this.#pid = this.#child.pid;
    this.stdout = this.#child.stdout;
    this.stderr = this.#child.stderr;
    if (this.#pid !== undefined) control.report({ kind: 'process', role: 'utility', pid: this.#pid });
    this.#child.once('spawn', () => this.emit('spawn'));
    this.#child.on('message', (message) => this.emit('message', message));
    const ended = (code: number): void => {
      if (this.#pid === undefined) return;
      this.#pid = undefined;
      this.emit('exit', code);
    };
    this.#child.once('exit', (code, signal) => ended(code ?? (signal === 'SIGKILL' ? 9 : 15)));
    this.#child.once('error', () => ended(1));
    running.add(this.#child);
    this.#child.once('exit', () => running.delete(this.#child));
  }

  get pid(): number | undefined {
    return this.#pid;
  }
  postMessage(message: unknown, transfer: readonly unknown[] = []): void {
    if (transfer.length > 0) throw new Error('The stand-in transfers no ports');
    if (!this.#child.connected) return;
    let plain: unknown;
    try {
      plain = structuredClone(message);
    } catch (error) {
      throw new Error('An object could not be cloned.', { cause: error });
    }
    // A process that ends while it is spoken to does not hear it; `exit` says so.
    this.#child.send({ data: plain }, () => {});
  }
  kill(): boolean {
    return this.#child.kill('SIGTERM');
  }
}

const running = new Set<ChildProcess>();

/** Utility processes do not outlive main. */
export function endUtilityProcesses(): void {
  for (const child of running) child.kill('SIGKILL');
}

export const utilityProcess = {
  fork(modulePath: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess {
    if (!app.isReady()) throw new Error('utilityProcess cannot be created before app is ready');
    return new UtilityProcess(modulePath.startsWith('file:') ? fileURLToPath(modulePath) : modulePath, args, options);
  },
};
