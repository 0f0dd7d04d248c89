// The real device host in a process of its own, as main runs it, to be killed, starved and traced by fault tests.
import { spawn, type ChildProcess } from 'node:child_process';
import type { DeviceHostApi, DeviceHostEvents, DeviceHostStart, OffloadTarget } from '../../main/ports/device-host.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { connectRpc } from '../../main/rpc/rpc.ts';
import { builtProcess, utilityBootstrap } from './built-process.ts';
import { deskOf, EventLog, type RecordedEvent } from './offload-kit.ts';

export interface DeviceHostProcess {
  readonly api: DeviceHostApi;
  readonly log: EventLog;
  readonly pid: number;
  /** Settles when the process is gone. */
  readonly ended: Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

const eventNames = ['cameras', 'progress', 'kept', 'erasing', 'problem'] as const;

/** @param wrapper a command that runs the process, for example strace with its options. */
export async function startDeviceHost(
  volumesFolder: string,
  target: OffloadTarget | null,
  wrapper: readonly string[] = [],
): Promise<DeviceHostProcess> {
  const [command, ...rest] = [
    ...wrapper,
    process.execPath,
    '--import',
    utilityBootstrap,
    builtProcess('device-host'),
  ] as const;
  const child = spawn(command, rest, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
    // strace and what it traces are one group, so that both can be ended.
    detached: wrapper.length > 0,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = new EventLog();
  const client = connectRpc<DeviceHostApi, DeviceHostEvents>({
    post: (message) => void child.send({ data: message }, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
  });
  for (const name of eventNames) {
    client.on(name, (payload) => log.add({ name, payload, at: performance.now() } as RecordedEvent));
  }
  void ended.then(() => client.close(new KerbdeskError('busy', 'the device host ended')));
  const start: DeviceHostStart = {
    extraVolumeFolders: [volumesFolder],
    systemVolumes: false,
    pollMilliseconds: 50,
    cameraLayouts: [],
    cameraPlugIns: null,
  };
  child.send({ data: { start } });
  await client.api.setDesk(deskOf(target));
  return {
    api: client.api,
    log,
    pid: child.pid ?? 0,
    ended,
    async kill() {
      endProcess(child, wrapper.length > 0);
      await ended;
    },
  };
}

function endProcess(child: ChildProcess, group: boolean): void {
  if (group && child.pid !== undefined) {
    try {
      process.kill(-child.pid, 'SIGKILL');
      return;
    } catch {
      // The whole group is gone already.
    }
  }
  child.kill('SIGKILL');
}
