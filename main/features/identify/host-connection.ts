// The identify host, started when it is needed and ended with each identification: what it held in memory is gone with it.
import { KerbdeskError } from '#contract/errors.ts';
import type { IdentifyHostApi, IdentifyHostEvents, IdentifyHostStart } from '../../ports/identify-host.ts';
import type { HostedProcess, ProcessHost } from '../../ports/process-host.ts';
import { hostedChannel } from '../../rpc/hosted-channel.ts';
import { connectRpc, type RpcClient } from '../../rpc/rpc.ts';

type Client = RpcClient<IdentifyHostApi, IdentifyHostEvents>;

export interface HostConnection {
  /** Starts the process where there is none. */
  readonly api: () => IdentifyHostApi;
  readonly isRunning: () => boolean;
  /** Ends the process at once. `onLost` is not called for it. */
  end(): void;
}

export interface HostConnectionParts {
  readonly processes: ProcessHost;
  readonly start: IdentifyHostStart;
  readonly listen: (client: Client) => void;
  /** It ended by itself, with everything that it held. */
  readonly onLost: (code: number | null) => void;
}

const lost = (): KerbdeskError =>
  new KerbdeskError('busy', 'The connection to the fingerprint reader ended. No print is left of it. Begin again.');

export function createHostConnection({ processes, start, listen, onLost }: HostConnectionParts): HostConnection {
  let running: { readonly process: HostedProcess; readonly client: Client } | null = null;

  function begin(): Client {
    const process = processes.fork('identify-host');
    const client = connectRpc<IdentifyHostApi, IdentifyHostEvents>(hostedChannel(process));
    running = { process, client };
    process.post({ start });
    listen(client);
    process.onExit((code) => {
      client.close(lost());
      if (running?.process !== process) return;
      running = null;
      onLost(code);
    });
    return client;
  }

  return {
    api: () => (running?.client ?? begin()).api,
    isRunning: () => running !== null,
    end() {
      const ended = running;
      running = null;
      ended?.process.kill();
    },
  };
}
