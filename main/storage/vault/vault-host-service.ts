// The vault host: opens an officer's keys, keeps them while the vault is unlocked, and joins records and evidence.
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { RecordsApi, VaultHostApi } from '../../ports/vault-host.ts';
import { connectRpc, type Channel } from '../../rpc/rpc.ts';
import { fillReserve } from '../disk-reserve.ts';
import { recordsMethods, type RecordsWorkerApi } from '../records/records-worker-api.ts';
import { copyAttachment } from './copy-attachment.ts';
import { carryOutRetention } from './carry-out-retention.ts';
import { createVault } from './create-vault.ts';
import { Derivatives, settleDerivatives } from './derivatives.ts';
import { EvidenceAccess } from './evidence-access.ts';
import { Exporter } from './exporter.ts';
import { takeIn } from './take-in.ts';
import { evidenceFolderName, recordsFileName } from './vault-file.ts';
import { forgetKeys, type VaultKeys } from './vault-keys.ts';
import { changePassphrase, unlockVault } from './vault-lock.ts';

/** A records worker, however it is run. */
export interface RecordsThread {
  readonly channel: Channel;
  /** Called when it ended without being asked to. */
  onFailure(listener: () => void): void;
  /** Resolves when the thread is gone. */
  end(): Promise<void>;
}

export interface VaultHostOptions {
  readonly startRecords: () => RecordsThread;
  /** Entry of the threads that verify footage; null does it on this thread. */
  readonly cipherWorker: URL | null;
}

interface OpenedVault {
  readonly folder: string;
  readonly keys: VaultKeys;
  readonly records: RecordsWorkerApi;
  readonly evidence: EvidenceAccess;
  readonly exporter: Exporter;
  readonly derivatives: Derivatives;
  readonly endRecords: () => Promise<void>;
}

/** One officer at a time; main starts a process for each unlock and ends it to lock. */
export function createVaultHost(options: VaultHostOptions): VaultHostApi {
  let open: OpenedVault | null = null;
  // Creating, opening and changing the passphrase write vault.json: they take turns. Closing waits for none of them.
  let turn: Promise<unknown> = Promise.resolve();
  let takingIn: Promise<unknown> = Promise.resolve();
  let copying: Promise<unknown> = Promise.resolve();

  const inTurn = <Value>(work: () => Promise<Value>): Promise<Value> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };

  function opened(): OpenedVault {
    if (open) return open;
    throw new KerbdeskError('locked', 'The vault is locked. Unlock it to go on; everything saved is kept.');
  }

  function startRecords(): { records: RecordsWorkerApi; end: () => Promise<void> } {
    const thread = options.startRecords();
    const client = connectRpc<RecordsWorkerApi>(thread.channel);
    thread.onFailure(() =>
      client.close(
        new KerbdeskError('vault-host-ended', 'The records stopped unexpectedly. Everything saved is kept.'),
      ),
    );
    return { records: client.api, end: () => thread.end() };
  }

  const forwarded = Object.fromEntries(
    Object.keys(recordsMethods).map((name) => {
      const method = name as keyof RecordsApi;
      const forward = (input: never): Promise<unknown> => (opened().records[method] as Forwarded)(input);
      return [method, forward];
    }),
  ) as unknown as RecordsApi;

  return {
    ...forwarded,

    create: (input) =>
      inTurn(() =>
        createVault(input, async (openRecords) => {
          const { records, end } = startRecords();
          try {
            await records.openRecords(openRecords);
            await records.closeRecords({ at: input.at, because: 'created' });
          } finally {
            await end();
          }
        }),
      ),

    open: (input) =>
      inTurn(async () => {
        if (open) throw new KerbdeskError('busy', 'A vault is open already. Lock it first.');
        const { folder, at } = input;
        // The worker gets ready while the passphrase is stretched: unlocking takes the longer of the two, not the sum.
        const { records, end } = startRecords();
        const { vault, keys, failedBefore } = await unlockVault(input).catch(async (error: unknown) => {
          await end();
          throw error;
        });
        const { officer } = vault.identity;
        try {
          await records.openRecords({
            path: join(folder, recordsFileName),
            key: keys.recordsKey,
            signingPrivateKey: keys.signingPrivateKey,
            signingPublicKey: keys.signingPublicKey,
            officer,
            at,
            create: false,
            failedBefore,
            recoveredAt: vault.recoveredAt,
            forms: input.forms ?? null,
          });
        } catch (error) {
          forgetKeys(keys);
          await end();
          throw error;
        }
        const evidenceFolder = join(folder, evidenceFolderName);
        // A disk that fails now must not keep an officer out of the records: the next unlock tries again.
        await settleDerivatives(evidenceFolder, records).catch(() => undefined);
        const access = { evidenceFolder, keys, records, cipherWorker: options.cipherWorker };
        const [evidence, derivatives] = [new EvidenceAccess(access), new Derivatives(access)];
        const exporter = new Exporter({ officer, keys, records, evidence });
        open = { folder, keys, records, evidence, derivatives, exporter, endRecords: end };
        // Nobody waits for it, and a kill in the middle of it leaves a smaller reserve.
        void fillReserve(folder);
        void exporter.sweep(at);
        return { officer };
      }),

    changePassphrase: ({ current, next, deviceSecret, kdf, at }) =>
      inTurn(async () => {
        const { folder, records } = opened();
        await changePassphrase({ folder, passphrase: current, next, deviceSecret, kdf, at });
        await records.notePassphraseChange({ at });
      }),

    async close(input) {
      const closing = opened();
      open = null;
      closing.exporter.stop();
      try {
        // The records first: their checkpoint is what a lock must not lose. Nothing slow is waited for.
        await closing.records.closeRecords(input);
      } finally {
        await Promise.all([closing.evidence.close(), closing.derivatives.close()]);
        await closing.exporter.ended();
        forgetKeys(closing.keys);
        await closing.endRecords();
      }
    },

    takeIn({ at, resumeKey }) {
      const { folder, keys, records, evidence } = opened();
      const evidenceFolder = join(folder, evidenceFolderName);
      const result = takingIn.then(() => takeIn({ evidenceFolder, keys, records, evidence, resumeKey, at }));
      takingIn = result.catch(() => undefined);
      return result;
    },
    carryOutRetention({ policy, at }) {
      const { folder, records, evidence } = opened();
      const evidenceFolder = join(folder, evidenceFolderName);
      // In turn with what is taken in: a file of a recording that is being erased must not come in meanwhile.
      const result = takingIn.then(() => carryOutRetention({ evidenceFolder, records, evidence, policy, at }));
      takingIn = result.catch(() => undefined);
      return result;
    },
    openRecording: async (input) => opened().evidence.open(input),
    readRecording: async (input) => opened().evidence.read(input),
    verifyRecording: async (input) => opened().evidence.verify(input),

    copyNoteAttachment(input) {
      const { records } = opened();
      const result = copying.then(() => copyAttachment(records, input));
      copying = result.catch(() => undefined);
      return result;
    },

    exportRecordings: async (input) => opened().exporter.run(input),
    exportProgress: async () => opened().exporter.progress(),
    cancelExport: async () => opened().exporter.cancel(),
    beginDerivative: async (input) => opened().derivatives.begin(input),
    writeDerivative: async ({ uploadId, offset, bytes }) => opened().derivatives.write(uploadId, offset, bytes),
    finishDerivative: async (input) => opened().derivatives.finish(input),
    abandonDerivative: async ({ uploadId }) => opened().derivatives.abandon(uploadId),
  };
}

type Forwarded = (input: never) => Promise<unknown>;
