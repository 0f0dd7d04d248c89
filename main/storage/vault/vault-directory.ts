// What main may know of vaults without any key: whose they are, where offloads are sealed to, and whether one can be tried.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { VaultDirectory, VaultListing } from '../../ports/vault-directory.ts';
import { systemErrorCode } from '../file-operations.ts';
import { throttleState } from './throttle.ts';
import { readRecoveryFile, readVaultFile, type VaultFile, type VaultIdentity } from './vault-file.ts';

/** In front of the name of a folder that a `create` was still filling when the program ended. */
export const unfinishedPrefix = '.creating-';

/** The vaults under the data folder, one folder an officer. */
export function createVaultDirectory(dataFolder: string): VaultDirectory {
  const officers = join(dataFolder, 'officers');
  return {
    folderFor: (id) => join(officers, id),
    /** In the order of the officers' names. Throws `disk-error` only where the folder of vaults itself cannot be read. */
    async list(at) {
      const vaults: VaultListing[] = [];
      const unreadable: { folder: string; problem: string }[] = [];
      for (const name of await folderNames(officers)) {
        const folder = join(officers, name);
        try {
          vaults.push(await readVaultPublicFacts(folder, at));
        } catch (error) {
          unreadable.push({ folder, problem: error instanceof Error ? error.message : String(error) });
        }
      }
      vaults.sort((a, b) => a.facts.officer.name.localeCompare(b.facts.officer.name, 'en-GB'));
      return { vaults, unreadable };
    },
  };
}

/**
 * One vault as vault.json tells it; the database is not looked at. Where vault.json is damaged but its recovery copy is
 * there, the officer is still named. Throws `vault-damaged`, `database-from-future` or `disk-error`; never writes.
 */
export async function readVaultPublicFacts(folder: string, at: Instant): Promise<VaultListing> {
  try {
    const vault = await readVaultFile(folder);
    return { ...publicFacts(folder, vault.identity), ...standing(vault, at) };
  } catch (error) {
    const condition = unreadableCondition(error);
    const identity = condition === null ? null : await readRecoveryFile(folder).catch(() => null);
    if (condition === null || identity === null) throw error;
    return { ...publicFacts(folder, identity), condition, triesLeft: 0, retryAt: null };
  }
}

function unreadableCondition(error: unknown): 'damaged' | 'database-from-future' | null {
  if (!(error instanceof KerbdeskError)) return null;
  if (error.code === 'vault-damaged') return 'damaged';
  return error.code === 'database-from-future' ? 'database-from-future' : null;
}

function publicFacts(folder: string, identity: VaultIdentity): Pick<VaultListing, 'folder' | 'facts'> {
  const { officer, encryptionPublicKey, signingPublicKey } = identity;
  return { folder, facts: { officer, encryptionPublicKey, signingPublicKey } };
}

function standing(vault: VaultFile, at: Instant): Pick<VaultListing, 'condition' | 'triesLeft' | 'retryAt'> {
  const state = vault.lock === null ? ({ kind: 'destroyed' } as const) : throttleState(vault.tries, at);
  if (state.kind === 'destroyed') return { condition: 'destroyed', triesLeft: 0, retryAt: null };
  return {
    condition: 'ready',
    triesLeft: state.triesLeft,
    retryAt: state.kind === 'must-wait' ? state.retryAt : null,
  };
}

async function folderNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map((entry) => entry.name);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw new KerbdeskError('disk-error', "The folder of this laptop's vaults cannot be read. Nothing was changed.", {
      cause: error,
    });
  }
}
