// The host processes of the program, started as real processes without Electron: the product's ports on plain Node.
import { fork, type ChildProcess } from 'node:child_process';
import type { HostedProcess, HostName, ProcessHost } from '../../main/ports/process-host.ts';
import { builtProcess, utilityBootstrap } from './built-process.ts';

export interface NodeHostedProcess extends HostedProcess {
  readonly child: ChildProcess;
}

export function startHostProcess(name: HostName): NodeHostedProcess {
  const child = fork(builtProcess(name), [], {
    serialization: 'advanced',
    execArgv: ['--import', utilityBootstrap],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return {
    child,
    post: (message) => void (child.connected && child.send({ data: message }, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A `ProcessHost` that also tells which processes it started. */
export function createNodeProcessHost(): ProcessHost & { readonly started: NodeHostedProcess[] } {
  const started: NodeHostedProcess[] = [];
  return {
    started,
    fork(name) {
      const hosted = startHostProcess(name);
      started.push(hosted);
      return hosted;
    },
  };
}
