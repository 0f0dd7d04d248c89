// Session: who is at this laptop, and whether their vault is open.
import { z } from 'zod';
import { command } from './definition.ts';
import { instant, officerId } from './ids.ts';

export const officer = z.object({
  id: officerId,
  /** As the officer writes it, for example "Ada Okafor". */
  name: z.string().trim().min(1).max(80),
  rank: z.string().trim().min(1).max(20),
  /** Shoulder (collar) number, for example "4417NE". */
  shoulderNumber: z.string().trim().min(1).max(20),
});
export type Officer = z.infer<typeof officer>;

/** `weak`: the backend keeps its key in plain sight (Linux without a keyring), so only a long passphrase is accepted. */
export const keystoreState = z.enum(['available', 'weak', 'missing']);
export type KeystoreState = z.infer<typeof keystoreState>;

export const vaultCondition = z.enum([
  'ready',
  'damaged',
  'device-secret-missing',
  'database-from-future',
  'database-damaged',
  /** Ten wrong passphrases: only the force's escrow key can recover it. */
  'destroyed',
]);
export type VaultCondition = z.infer<typeof vaultCondition>;

export const vaultSummary = z.object({
  officer,
  condition: vaultCondition,
  triesLeft: z.number().int().min(0),
  /** When the next try is allowed, if a delay is running. */
  retryAt: instant.nullable(),
});
export type VaultSummary = z.infer<typeof vaultSummary>;

export const sessionState = z.object({
  phase: z.enum(['locked', 'unlocked']),
  keystore: keystoreState,
  /** The vaults on this laptop; empty on first use. */
  vaults: z.array(vaultSummary),
  /** Folders of officers whose vault.json cannot be read: shown, never deleted. */
  unreadableVaults: z.array(z.object({ folder: z.string(), problem: z.string() })),
  /** Whose vault is open, or who used this laptop last. */
  current: officerId.nullable(),
  /** Why the vault was locked, for the sentence on the lock screen. */
  lockedBecause: z.enum(['start', 'officer', 'idle', 'suspend', 'system-lock', 'fault']),
  minimumPassphraseLength: z.number().int(),
});
export type SessionState = z.infer<typeof sessionState>;

/** Long enough for a sentence, short enough that key derivation is never fed megabytes. */
export const passphrase = z.string().min(1).max(256);

export const session = {
  commands: {
    state: command(z.null(), sessionState),
    create: command(z.object({ officer: officer.omit({ id: true }), passphrase }), sessionState, [
      'passphrase-too-weak',
      'officer-exists',
      'keystore-missing',
      'disk-full',
      'disk-error',
    ]),
    unlock: command(z.object({ officerId, passphrase }), sessionState, [
      'wrong-passphrase',
      'too-many-tries',
      'vault-destroyed',
      'vault-damaged',
      'keystore-missing',
      'device-secret-missing',
      'database-from-future',
      'database-damaged',
      'not-found',
    ]),
    lock: command(z.null(), sessionState),
    changePassphrase: command(z.object({ current: passphrase, next: passphrase }), z.null(), [
      'wrong-passphrase',
      'too-many-tries',
      'vault-destroyed',
      'passphrase-too-weak',
      'locked',
    ]),
  },
  events: {
    changed: sessionState,
    /** Sent just before a lock, so that unsaved typing is flushed; main waits a bounded time for `reports.save`. */
    locking: z.object({ graceMilliseconds: z.number().int() }),
  },
} as const;
