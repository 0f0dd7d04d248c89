// Why a vault does not open: what happened, what is kept and what to do, for every state and error there is. Pure.
import type { ErrorCode } from '#contract/errors.ts';
import type { SessionState, VaultCondition, VaultSummary } from '#contract/session.ts';

export interface VaultTrouble {
  readonly title: string;
  readonly happened: string;
  readonly kept: string;
  readonly next: string;
  /** Whether asking again may help, for example after signing in to the laptop anew. */
  readonly canTryAgain: boolean;
}

const troubles: Readonly<Record<Exclude<VaultCondition, 'ready'>, VaultTrouble>> = {
  destroyed: {
    title: 'This vault can no longer be opened with a passphrase',
    happened:
      'The passphrase was wrong ten times. So that nobody can go on guessing, the key on this laptop was destroyed.',
    kept: 'Every recording and report is still here, encrypted. Nothing was deleted.',
    next: 'Ask your force’s IT to recover it with the force’s recovery key. Until then, another vault on this laptop works as usual.',
    canTryAgain: false,
  },
  damaged: {
    title: 'The file that opens this vault is damaged',
    happened:
      'The vault’s key file (vault.json) cannot be read, or is not as Kerbdesk wrote it. A failing disk is the usual reason.',
    kept: 'Recordings and records are in other files and were not touched.',
    next: 'Do not delete anything. Ask IT to put vault.json back from a backup, or to recover the vault with the force’s recovery key.',
    canTryAgain: true,
  },
  'device-secret-missing': {
    title: 'This laptop does not have its half of the key',
    happened:
      'The vault needs your passphrase and a key in this laptop’s keystore. The keystore does not have it: the laptop account was reset, or the vault was copied from another laptop.',
    kept: 'Everything is still here, encrypted. No try was counted.',
    next: 'Sign in to the laptop with the account that you always use, then try again. If that is not it, IT can recover the vault with the force’s recovery key.',
    canTryAgain: true,
  },
  'database-from-future': {
    title: 'This vault was used by a newer Kerbdesk',
    happened:
      'A newer version has changed the shape of the records. This older one would damage them, so it does not open them.',
    kept: 'Everything is as the newer version left it.',
    next: 'Update Kerbdesk on this laptop, or ask IT to.',
    canTryAgain: true,
  },
  'database-damaged': {
    title: 'The records of this vault are damaged',
    happened: 'The passphrase is right, but the records database cannot be read. A failing disk is the usual reason.',
    kept: 'Recordings are in files of their own and were not touched. Nothing was deleted.',
    next: 'Do not delete anything. Ask IT to put records.db back from a backup and to check the disk.',
    canTryAgain: true,
  },
};

const keystoreMissing: VaultTrouble = {
  title: 'The keystore of this laptop does not answer',
  happened:
    'Half of the vault’s key is in the keystore of the laptop’s operating system, which cannot be reached just now.',
  kept: 'Everything is still here, encrypted. No try was counted.',
  next: 'Sign out of the laptop and in again, then try once more. If it stays like this, ask IT.',
  canTryAgain: true,
};

const byError: Partial<Record<ErrorCode, VaultTrouble>> = {
  'vault-destroyed': troubles.destroyed,
  'vault-damaged': troubles.damaged,
  'device-secret-missing': troubles['device-secret-missing'],
  'database-from-future': troubles['database-from-future'],
  'database-damaged': troubles['database-damaged'],
  'keystore-missing': keystoreMissing,
};

/** The panel in place of the passphrase field, if this vault cannot be opened as it stands. */
export function vaultTrouble(vault: VaultSummary, failedWith: ErrorCode | null): VaultTrouble | null {
  if (vault.condition !== 'ready') return troubles[vault.condition];
  return failedWith === null ? null : (byError[failedWith] ?? null);
}

/** Told before the last tries, while there is still time to stop. */
export function triesWarning(triesLeft: number): string | null {
  if (triesLeft > 5 || triesLeft === 0) return null;
  const tries = triesLeft === 1 ? 'One try is left' : `${triesLeft} tries are left`;
  return `${tries}. After the last wrong one, this vault’s key on this laptop is destroyed and only your force’s recovery key can open it.`;
}

/** Whole seconds until the next try is allowed; 0 when it is. */
export function secondsUntil(retryAt: string | null, now: number): number {
  if (retryAt === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(retryAt) - now) / 1000));
}

/** "1 min 05 s", "40 s". */
export function countdown(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  return `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Why the desk is locked, for the sentence on the lock screen; null where there is nothing to say. */
export function lockedBecause(reason: SessionState['lockedBecause'], idleLockMinutes: number): string | null {
  switch (reason) {
    case 'start':
      return null;
    case 'officer':
      return 'You locked it.';
    case 'idle':
      return `Locked after ${idleLockMinutes} ${idleLockMinutes === 1 ? 'minute' : 'minutes'} without use.`;
    case 'suspend':
      return 'Locked because the laptop went to sleep.';
    case 'system-lock':
      return 'Locked together with the laptop.';
    case 'fault':
      return 'Locked after a fault: the part that holds the keys ended. Everything saved is kept.';
    default:
      return reason satisfies never;
  }
}

/** Kept or lost, in one sentence about the laptop's keystore, for creating a vault. */
export function keystoreSentence(state: Pick<SessionState, 'keystore' | 'minimumPassphraseLength'>): string {
  switch (state.keystore) {
    case 'available':
      return 'Besides your passphrase, a key in this laptop’s keystore is needed: a copy of the disk alone cannot be cracked.';
    case 'weak':
      return `This laptop keeps its keys in plain sight, so your passphrase alone protects the vault. That is why it takes ${state.minimumPassphraseLength} characters.`;
    case 'missing':
      return `This laptop has no keystore, so your passphrase alone protects the vault. That is why it takes ${state.minimumPassphraseLength} characters.`;
    default:
      return state.keystore satisfies never;
  }
}
