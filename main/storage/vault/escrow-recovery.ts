// Recovery by the force's escrow key: opens the sealed copy of the vault key and locks it under a new passphrase.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { KdfPolicy } from '../../ports/vault-host.ts';
import { forgetKeys, lockVaultKey, openEscrow, openIdentity } from './vault-keys.ts';
import { zeroise } from './key-wrap.ts';
import { readRecoveryFile, readVaultFile, vaultFileName, writeVaultFile, type VaultFile } from './vault-file.ts';

export interface EscrowRecovery {
  /** Holds vault.json or recovery.json; nothing else of the officer's folder is needed. */
  readonly folder: string;
  /** Raw X25519 private key of the force. */
  readonly escrowPrivateKey: Uint8Array;
  readonly newPassphrase: string;
  /** Null on the escrow holder's own machine: the vault is then locked by the passphrase alone until it is changed. */
  readonly deviceSecret: Uint8Array | null;
  readonly kdf: KdfPolicy;
  readonly at: Instant;
}

/**
 * Writes a vault.json that the new passphrase opens. A damaged one is kept beside it under another name. Every key stays
 * the same, so records and footage open as before; the officer's audit trail notes the recovery at the next unlock.
 * Throws `wrong-passphrase` for another escrow key, `not-found` where the vault has no escrow, `vault-damaged`.
 */
export async function recoverWithEscrow(recovery: EscrowRecovery): Promise<{ officerName: string; fromCopy: boolean }> {
  const { folder, at } = recovery;
  const { vault, fromCopy } = await readForRecovery(folder);
  const vaultKey = openEscrow(vault.identity, recovery.escrowPrivateKey);
  try {
    forgetKeys(openIdentity(vault.identity, vaultKey));
    const { id, name } = vault.identity.officer;
    const lock = await lockVaultKey(vaultKey, id, recovery.newPassphrase, recovery.deviceSecret, recovery.kdf);
    if (fromCopy) await keepDamagedFile(folder, at);
    await writeVaultFile(folder, {
      ...vault,
      lock,
      tries: { failed: 0, lastAt: null },
      recoveredAt: [...vault.recoveredAt, at],
    });
    return { officerName: name, fromCopy };
  } finally {
    zeroise(vaultKey);
  }
}

async function readForRecovery(folder: string): Promise<{ vault: VaultFile; fromCopy: boolean }> {
  try {
    return { vault: await readVaultFile(folder), fromCopy: false };
  } catch (error) {
    if (!(error instanceof KerbdeskError) || error.code !== 'vault-damaged') throw error;
    const identity = await readRecoveryFile(folder);
    if (identity === null) throw error;
    return { vault: { identity, lock: null, tries: { failed: 0, lastAt: null }, recoveredAt: [] }, fromCopy: true };
  }
}

async function keepDamagedFile(folder: string, at: Instant): Promise<void> {
  const kept = `${vaultFileName}.damaged-${at.replaceAll(':', '')}`;
  await copyFile(join(folder, vaultFileName), join(folder, kept)).catch((error: unknown) => {
    // Missing altogether is the one state in which there is nothing to keep.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  });
}
