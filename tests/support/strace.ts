// Makes system calls of a running process fail, and stops doing so, with strace (Linux).
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Null where strace can trace here; else why not. */
export function cannotTrace(): string | null {
  try {
    execFileSync('strace', ['-f', '-o', '/dev/null', '-e', 'inject=fsync:error=EIO:when=1', 'true'], { stdio: 'pipe' });
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error);
  }
}

export interface Injection {
  /** strace's own words, for example `pwrite64:error=ENOSPC:when=3`. Each thread counts for itself. */
  readonly fault: string;
  /** Only calls on these files count. */
  readonly paths: readonly string[];
  /** Where strace writes what it saw. */
  readonly log: string;
}

export interface Faults {
  /** The process goes on without faults; answers how many calls failed. */
  stop(): Promise<number>;
}

/** Resolves once every thread of the process is traced. */
export async function injectFaults(pid: number, { fault, paths, log }: Injection): Promise<Faults> {
  const strace = spawn(
    'strace',
    ['-f', '-o', log, ...paths.flatMap((path) => ['-P', path]), '-e', `inject=${fault}`, '-p', String(pid)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => strace.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    let said = '';
    strace.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (/attached/.test(said)) resolve();
    });
    void ended.then(() => reject(new Error(`strace ended: ${said}`)));
  });
  return {
    async stop() {
      strace.kill('SIGINT');
      await ended;
      return readFileSync(log, 'utf8').split('(INJECTED)').length - 1;
    },
  };
}
