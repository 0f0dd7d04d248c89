// Trying a passphrase: counted on disk before it is checked, delayed after five, and the lock destroyed at ten.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { KdfPolicy } from '../../ports/vault-host.ts';
import { giveFromReserve } from '../disk-reserve.ts';
import { systemFiles, type FileOperations } from '../file-operations.ts';
import { zeroise } from './key-wrap.ts';
import { deviceSecretId } from './passphrase-stretching.ts';
import { delayAfter, throttleState, triesUntilDestroyed } from './throttle.ts';
import { readVaultFile, vaultFileName, writeVaultFile, type LocalLock, type VaultFile } from './vault-file.ts';
import { lockVaultKey, openIdentity, unlockVaultKey, type VaultKeys } from './vault-keys.ts';

export interface PassphraseTry {
  readonly folder: string;
  readonly passphrase: string;
  readonly deviceSecret: Uint8Array | null;
  readonly at: Instant;
}

/**
 * Opens the keys; `failedBefore` counts the wrong tries since the last success. Throws `wrong-passphrase` (with `retryAt` where a delay begins), `too-many-tries`, `vault-destroyed`,
 * `device-secret-missing`, `vault-damaged`, `database-from-future`, `disk-full` or `disk-error`.
 */
export async function unlockVault(
  attempt: PassphraseTry,
  files: FileOperations = systemFiles,
): Promise<{ vault: VaultFile; keys: VaultKeys; failedBefore: number }> {
  const { vault, vaultKey, failedBefore } = await checkPassphrase(attempt, files);
  try {
    return { vault, keys: openIdentity(vault.identity, vaultKey), failedBefore };
  } finally {
    zeroise(vaultKey);
  }
}

/** The old passphrase works until the new file is in place; then only the new one does. Same errors as `unlockVault`. */
export async function changePassphrase(
  attempt: PassphraseTry & { readonly next: string; readonly kdf: KdfPolicy },
  files: FileOperations = systemFiles,
): Promise<void> {
  const { vault, vaultKey } = await checkPassphrase(attempt, files);
  try {
    const { id } = vault.identity.officer;
    const lock = await lockVaultKey(vaultKey, id, attempt.next, attempt.deviceSecret, attempt.kdf);
    await replaceAndOverwrite(attempt.folder, { ...vault, lock }, files);
  } finally {
    zeroise(vaultKey);
  }
}

async function checkPassphrase(
  attempt: PassphraseTry,
  files: FileOperations,
): Promise<{ vault: VaultFile; vaultKey: Uint8Array; failedBefore: number }> {
  const { folder, at } = attempt;
  const vault = await readVaultFile(folder, files);
  const { lock, tries } = vault;
  if (lock === null) throw destroyed(vault);
  checkDeviceSecret(lock, attempt.deviceSecret);

  const state = throttleState(tries, at);
  // A tenth try was counted and the program killed before it could act on it: act now.
  if (state.kind === 'destroyed') throw await destroyLock(folder, vault, files);
  if (state.kind === 'must-wait') {
    if (state.clockWentBack) await writeFromReserve(folder, { ...vault, tries: { ...tries, lastAt: at } }, files);
    throw new KerbdeskError(
      'too-many-tries',
      `Too many wrong passphrases. Nothing is lost: wait until the time shown, then try again. ${left(state.triesLeft)}`,
      { retryAt: state.retryAt },
    );
  }

  const counted: VaultFile = { ...vault, tries: { failed: tries.failed + 1, lastAt: at } };
  await writeFromReserve(folder, counted, files);
  const vaultKey = await unlockVaultKey(lock, vault.identity.officer.id, attempt.passphrase, attempt.deviceSecret);
  if (vaultKey === null) throw await wrongPassphrase(folder, counted, at, files);

  const cleared: VaultFile = { ...vault, tries: { failed: 0, lastAt: null } };
  try {
    await writeFromReserve(folder, cleared, files);
  } catch (error) {
    zeroise(vaultKey);
    throw error;
  }
  return { vault: cleared, vaultKey, failedBefore: tries.failed };
}

/** The keystore must be able to lose its secret without that looking like a forgotten passphrase, or costing a try. */
function checkDeviceSecret(lock: LocalLock, deviceSecret: Uint8Array | null): void {
  if (lock.deviceSecretId === null) return;
  if (deviceSecret !== null && deviceSecretId(deviceSecret) === lock.deviceSecretId) return;
  throw new KerbdeskError(
    'device-secret-missing',
    "This laptop's keystore did not give the secret that this vault was locked with, so no passphrase can open it now. Nothing is lost and no try was counted. Sign in to the laptop again; if that does not help, IT can recover the vault with the force's escrow key.",
  );
}

async function wrongPassphrase(
  folder: string,
  counted: VaultFile,
  at: Instant,
  files: FileOperations,
): Promise<KerbdeskError> {
  const { failed } = counted.tries;
  if (failed >= triesUntilDestroyed) return destroyLock(folder, counted, files);
  const delay = delayAfter(failed);
  const triesLeft = left(triesUntilDestroyed - failed);
  if (delay === 0) return new KerbdeskError('wrong-passphrase', `That is not the passphrase. ${triesLeft}`);
  return new KerbdeskError('wrong-passphrase', `That is not the passphrase. Wait before the next try. ${triesLeft}`, {
    retryAt: new Date(Date.parse(at) + delay).toISOString(),
  });
}

const left = (tries: number): string =>
  tries === 1
    ? 'One try is left before the vault is locked for good; stop and ask IT if you are not sure.'
    : `${tries} tries are left before the vault is locked for good.`;

async function destroyLock(folder: string, vault: VaultFile, files: FileOperations): Promise<KerbdeskError> {
  const without: VaultFile = {
    ...vault,
    lock: null,
    tries: { failed: triesUntilDestroyed, lastAt: vault.tries.lastAt },
  };
  await replaceAndOverwrite(folder, without, files);
  return destroyed(without);
}

const destroyed = (vault: VaultFile): KerbdeskError =>
  new KerbdeskError(
    'vault-destroyed',
    vault.identity.escrow === null
      ? 'After ten wrong passphrases this vault was locked for good. It was made without an escrow key, so it cannot be recovered.'
      : "After ten wrong passphrases this vault was locked for good. Your records and footage are still there: IT can recover them with the force's escrow key.",
  );

/** On a full disk the reserve makes room: a try must be counted, and an officer must get in to read. */
async function writeFromReserve(folder: string, vault: VaultFile, files: FileOperations): Promise<void> {
  for (;;) {
    try {
      await writeVaultFile(folder, vault, files);
      return;
    } catch (error) {
      const full = error instanceof KerbdeskError && error.code === 'disk-full';
      if (!full || !giveFromReserve(folder)) throw error;
    }
  }
}

/**
 * Puts the new file in place and then overwrites the bytes of the old one, which are held open across the rename, so that
 * a wrap that must not work any more does not linger in free space. Flash storage may still keep a copy of its own.
 */
async function replaceAndOverwrite(folder: string, vault: VaultFile, files: FileOperations): Promise<void> {
  if (process.platform === 'win32') return writeFromReserve(folder, vault, files);
  const former = await open(join(folder, vaultFileName), 'r+');
  try {
    await writeFromReserve(folder, vault, files);
    const { size } = await former.stat();
    await former.write(new Uint8Array(size), 0, size, 0);
    await former.sync();
  } finally {
    await former.close();
  }
}
