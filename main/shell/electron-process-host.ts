// Child processes through Electron's utilityProcess.
import { join } from 'node:path';
import { utilityProcess } from 'electron';
import type { HostName, HostedProcess, ProcessHost } from '../ports/process-host.ts';

/**
 * @param folder where the built entries of main/processes are
 * @param environment what the children get of the environment; nothing else of it reaches them
 */
export function createProcessHost(folder: string, environment: Readonly<Record<string, string>>): ProcessHost {
  return {
    fork(name: HostName): HostedProcess {
      const child = utilityProcess.fork(join(folder, `${name}.js`), [], {
        env: { ...environment },
        serviceName: `Kerbdesk ${name}`,
        stdio: 'inherit',
      });
      return {
        post: (message) => {
          // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
          child.postMessage(message);
        },
        onMessage: (listener) => {
          child.on('message', listener);
        },
        onExit: (listener) => {
          child.once('exit', listener);
        },
        kill: () => {
          child.kill();
        },
      };
    },
  };
}

const passedOn = ['HOME', 'LANG', 'LC_ALL', 'PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR', 'TZ', 'USERPROFILE'];

/** The part of an environment that child processes need; secrets and debug switches in the rest stay behind. */
export function childEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
