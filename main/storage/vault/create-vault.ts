// Makes a vault: everything in a folder of another name first, so that there is a whole vault or none.
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { CreateVault } from '../../ports/vault-host.ts';
import { diskError, systemFiles } from '../file-operations.ts';
import type { OpenRecords } from '../records/records-worker-api.ts';
import { zeroise } from './key-wrap.ts';
import { unfinishedPrefix } from './vault-directory.ts';
import { evidenceFolderName, recordsFileName, writeRecoveryFile, writeVaultFile } from './vault-file.ts';
import { createIdentity, forgetKeys, lockVaultKey, openIdentity } from './vault-keys.ts';

/**
 * @param createRecords makes the records database and closes it again
 * Throws `officer-exists`, `disk-full` or `disk-error`; nothing of a failed attempt is ever taken for a vault.
 */
export async function createVault(
  input: CreateVault,
  createRecords: (open: OpenRecords) => Promise<void>,
): Promise<void> {
  const parent = dirname(input.folder);
  const unfinished = join(parent, `${unfinishedPrefix}${basename(input.folder)}`);
  try {
    if (await isThere(input.folder)) throw officerExists();
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(join(unfinished, evidenceFolderName), { recursive: true, mode: 0o700 });
    await fill(unfinished, input, createRecords);
    await systemFiles.syncFolder(unfinished);
    if (await isThere(input.folder)) throw officerExists();
    await rename(unfinished, input.folder);
    await systemFiles.syncFolder(parent);
    // The folder of vaults may be new itself.
    await systemFiles.syncFolder(dirname(parent));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw diskError(error, 'the vault was not made.');
  }
}

async function fill(folder: string, input: CreateVault, createRecords: (open: OpenRecords) => Promise<void>) {
  const { officer, at } = input;
  const { identity, vaultKey } = createIdentity(officer, at, input.escrowPublicKey);
  try {
    const lock = await lockVaultKey(vaultKey, officer.id, input.passphrase, input.deviceSecret, input.kdf);
    const keys = openIdentity(identity, vaultKey);
    try {
      await createRecords({
        path: join(folder, recordsFileName),
        key: keys.recordsKey,
        signingPrivateKey: keys.signingPrivateKey,
        signingPublicKey: keys.signingPublicKey,
        officer,
        at,
        create: true,
        failedBefore: 0,
        recoveredAt: [],
      });
    } finally {
      forgetKeys(keys);
    }
    // Without an escrow key nothing could ever open the copy.
    if (identity.escrow !== null) await writeRecoveryFile(folder, identity);
    await writeVaultFile(folder, { identity, lock, tries: { failed: 0, lastAt: null }, recoveredAt: [] });
  } finally {
    zeroise(vaultKey);
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const officerExists = (): KerbdeskError =>
  new KerbdeskError('officer-exists', 'There is a vault of this officer on this laptop already. Nothing was changed.');
