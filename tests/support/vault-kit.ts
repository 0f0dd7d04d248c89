// What tests of the vault share: the real vault host in a process of its own, and officers to put in it.
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { KerbdeskError, type ErrorCode } from '#contract/errors.ts';
import { officerId, type Instant } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { CreateVault, KdfPolicy, VaultHostApi } from '../../main/ports/vault-host.ts';
import { connectRpc } from '../../main/rpc/rpc.ts';
import { builtProcess, utilityBootstrap } from './built-process.ts';

export const quickKdf: KdfPolicy = { algorithm: 'argon2id', memoryKiB: 8192, passes: 1 };
export const passphrase = 'seven wet constables sing';
export const noon = '2026-11-22T12:00:00.000Z';

export const later = (at: Instant, seconds: number): Instant => new Date(Date.parse(at) + seconds * 1000).toISOString();

export const ada = (): Officer => ({
  id: officerId.parse(randomUUID()),
  name: 'Ada Okafor',
  rank: 'PC',
  shoulderNumber: '4417NE',
});

export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-vault-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface RunningVaultHost {
  readonly api: VaultHostApi;
  readonly child: ChildProcess;
  /** SIGKILL, as a lock and a crash do it; resolves when the process is gone. */
  readonly kill: () => Promise<void>;
}

/** The program's own process, forked as Electron's utilityProcess would. */
export function startVaultHost(): RunningVaultHost {
  const child = fork(builtProcess('vault-host'), [], {
    serialization: 'advanced',
    execArgv: ['--import', utilityBootstrap],
    silent: true,
  });
  let lastWords = '';
  child.stderr?.on('data', (words: Buffer) => (lastWords = `${lastWords}${words.toString()}`.slice(-2000)));
  child.stdout?.resume();
  const client = connectRpc<VaultHostApi>({
    post: (message) => void (child.connected && child.send({ data: message }, () => undefined)),
    onMessage: (listener) => void child.on('message', listener),
  });
  const ended = new Promise<void>((resolve) => {
    // Not at its exit: what it said last comes after that.
    child.once('close', (code, signal) => {
      client.close(
        new KerbdeskError('vault-host-ended', `The vault host ended, ${String(signal ?? code)}: ${lastWords}`),
      );
      resolve();
    });
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  return { api: client.api, child, kill };
}

export const newVault = (folder: string, more: Partial<CreateVault> = {}): CreateVault => ({
  folder,
  officer: ada(),
  passphrase,
  deviceSecret: randomBytes(32),
  escrowPublicKey: null,
  kdf: quickKdf,
  at: noon,
  ...more,
});

export interface OpenedVault extends RunningVaultHost {
  readonly made: CreateVault;
  readonly folder: string;
}

/** A new vault, unlocked. */
export async function openNewVault(more: Partial<CreateVault> = {}): Promise<OpenedVault> {
  const made = newVault(path.join(await temporaryFolder(), 'officers', 'ada'), more);
  const host = startVaultHost();
  await host.api.create(made);
  await reopen(host, made);
  return { ...host, made, folder: made.folder };
}

export const reopen = (host: RunningVaultHost, made: CreateVault, at: Instant = made.at): Promise<unknown> =>
  host.api.open({ folder: made.folder, passphrase: made.passphrase, deviceSecret: made.deviceSecret, at });

/** The code of the error that the work fails with; fails itself where it does not. */
export async function failureOf(work: Promise<unknown>): Promise<KerbdeskError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof KerbdeskError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

export const codeOf = async (work: Promise<unknown>): Promise<ErrorCode> => (await failureOf(work)).code;
