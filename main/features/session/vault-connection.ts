// One vault-host process: begun to try a passphrase, kept while the officer is unlocked, ended to forget every key.
import { KerbdeskError } from '#contract/errors.ts';
import type { ProcessHost } from '../../ports/process-host.ts';
import type { VaultHostApi } from '../../ports/vault-host.ts';
import { hostedChannel } from '../../rpc/hosted-channel.ts';
import { connectRpc } from '../../rpc/rpc.ts';

export interface VaultConnection {
  readonly api: VaultHostApi;
  /** Resolves when the process has ended, wanted or not. */
  readonly ended: Promise<{ wanted: boolean }>;
  end(): void;
}

export function connectVault(processes: ProcessHost): VaultConnection {
  const process = processes.fork('vault-host');
  const client = connectRpc<VaultHostApi>(hostedChannel(process));
  let wanted = false;
  const ended = new Promise<{ wanted: boolean }>((resolve) => {
    process.onExit(() => {
      client.close(
        wanted
          ? new KerbdeskError('locked', 'The vault is locked. Unlock it to go on; everything saved is kept.')
          : new KerbdeskError(
              'vault-host-ended',
              'The vault stopped unexpectedly and is locked. Everything saved is kept.',
            ),
      );
      resolve({ wanted });
    });
  });
  return {
    api: client.api,
    ended,
    end() {
      wanted = true;
      process.kill();
    },
  };
}
