// The host processes of the program, started as real processes without Electron: the product's ports on plain Node.
import { fork, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import type { HostedProcess, HostName, ProcessHost } from '../../main/ports/process-host.ts';

const project = resolve(import.meta.dirname, '../..');
const bootstrap = join(project, 'native-mocks/electron/utility-bootstrap.ts');

export interface NodeHostedProcess extends HostedProcess {
  readonly child: ChildProcess;
}

/** `built` runs out/main/processes/*.js, as the packed program does; else the sources. */
export function startHostProcess(name: HostName, built = false): NodeHostedProcess {
  const entry = built ? `out/main/processes/${name}.js` : `main/processes/${name}.ts`;
  const child = fork(join(project, entry), [], {
    serialization: 'advanced',
    execArgv: ['--import', bootstrap],
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
