// An officer's keys: made once, opened by the vault key, and the vault key locked under a passphrase.
import { randomBytes } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';
import type { Instant } from '#contract/ids.ts';
import type { Officer } from '#contract/session.ts';
import type { KdfPolicy } from '../../ports/vault-host.ts';
import { derivePublicKey, generateRawKeyPair } from '../keys/raw-keys.ts';
import { openSealed, SealedBoxError, sealTo } from '../keys/sealed-box.ts';
import { deriveKey, unwrapSecret, wrapSecret, zeroise } from './key-wrap.ts';
import { deviceSecretId, kdfPolicy, keyFromPassphrase, saltBytes } from './passphrase-stretching.ts';
import type { LocalLock, VaultIdentity } from './vault-file.ts';

/** What an open vault holds in memory, and nothing else does. */
export interface VaultKeys {
  readonly encryptionPublicKey: Uint8Array;
  readonly encryptionPrivateKey: Uint8Array;
  readonly signingPublicKey: Uint8Array;
  readonly signingPrivateKey: Uint8Array;
  /** Raw key of records.db. */
  readonly recordsKey: Uint8Array;
}

export const forgetKeys = (keys: VaultKeys): void =>
  zeroise(keys.encryptionPrivateKey, keys.signingPrivateKey, keys.recordsKey);

type IdentityFacts = Omit<VaultIdentity, 'wrappedPrivateKeys'>;

/** Ties the private keys to the facts shown and used while locked: a changed name or public key is found at unlock. */
function identityBinding(facts: IdentityFacts): string {
  const { officer, createdAt, encryptionPublicKey, signingPublicKey, escrow } = facts;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  return [
    'kerbdesk private keys v1',
    JSON.stringify([officer.id, officer.name, officer.rank, officer.shoulderNumber]),
    createdAt,
    hex(encryptionPublicKey),
    hex(signingPublicKey),
    escrow === null ? 'no escrow' : hex(escrow.publicKey),
  ].join('\n');
}

const escrowBinding = (officerId: string): Uint8Array =>
  new TextEncoder().encode(`kerbdesk vault key in escrow v1\n${officerId}`);

/** The caller zeroises the vault key. */
export function createIdentity(
  officer: Officer,
  createdAt: Instant,
  escrowPublicKey: Uint8Array | null,
): { identity: VaultIdentity; vaultKey: Uint8Array } {
  const vaultKey = new Uint8Array(randomBytes(32));
  const encryption = generateRawKeyPair('x25519');
  const signing = generateRawKeyPair('ed25519');
  const facts: IdentityFacts = {
    officer,
    createdAt,
    encryptionPublicKey: encryption.publicKey,
    signingPublicKey: signing.publicKey,
    escrow:
      escrowPublicKey === null
        ? null
        : { publicKey: escrowPublicKey, sealedVaultKey: sealTo(escrowPublicKey, vaultKey, escrowBinding(officer.id)) },
  };
  const privateKeys = Buffer.concat([encryption.privateKey, signing.privateKey]);
  const wrappedPrivateKeys = wrapSecret(vaultKey, privateKeys, identityBinding(facts));
  zeroise(privateKeys, encryption.privateKey, signing.privateKey);
  return { identity: { ...facts, wrappedPrivateKeys }, vaultKey };
}

/** Throws `vault-damaged` where the identity was changed since it was made. */
export function openIdentity(identity: VaultIdentity, vaultKey: Uint8Array): VaultKeys {
  const privateKeys = unwrapSecret(vaultKey, identity.wrappedPrivateKeys, identityBinding(identity));
  if (privateKeys === null) throw changedIdentity();
  const keys: VaultKeys = {
    encryptionPublicKey: identity.encryptionPublicKey,
    encryptionPrivateKey: privateKeys.slice(0, 32),
    signingPublicKey: identity.signingPublicKey,
    signingPrivateKey: privateKeys.slice(32),
    recordsKey: deriveKey(vaultKey, 'kerbdesk records v1'),
  };
  zeroise(privateKeys);
  const same =
    Buffer.compare(derivePublicKey('x25519', keys.encryptionPrivateKey), keys.encryptionPublicKey) === 0 &&
    Buffer.compare(derivePublicKey('ed25519', keys.signingPrivateKey), keys.signingPublicKey) === 0;
  if (same) return keys;
  forgetKeys(keys);
  throw changedIdentity();
}

const changedIdentity = (): KerbdeskError =>
  new KerbdeskError(
    'vault-damaged',
    "The passphrase is right, but this vault's keys or the officer's details in it were changed from outside. Nothing was opened or deleted. Tell IT before using this laptop again.",
  );

/** Every parameter is bound to the wrap: none can be swapped for a cheaper one. */
const lockBinding = (officerId: string, lock: Omit<LocalLock, 'wrappedVaultKey'>): string =>
  [
    'kerbdesk vault key v1',
    officerId,
    lock.kdf.algorithm === 'argon2id'
      ? `argon2id ${lock.kdf.memoryKiB} KiB ${lock.kdf.passes} passes`
      : `pbkdf2-hmac-sha-256 ${lock.kdf.iterations}`,
    Buffer.from(lock.salt).toString('hex'),
    lock.deviceSecretId ?? 'no device secret',
  ].join('\n');

export async function lockVaultKey(
  vaultKey: Uint8Array,
  officerId: string,
  passphrase: string,
  deviceSecret: Uint8Array | null,
  policy: KdfPolicy,
): Promise<LocalLock> {
  const lock = {
    kdf: kdfPolicy.parse(policy),
    salt: new Uint8Array(randomBytes(saltBytes)),
    deviceSecretId: deviceSecret === null ? null : deviceSecretId(deviceSecret),
  };
  const key = await keyFromPassphrase(passphrase, lock.kdf, lock.salt, deviceSecret);
  try {
    return { ...lock, wrappedVaultKey: wrapSecret(key, vaultKey, lockBinding(officerId, lock)) };
  } finally {
    zeroise(key);
  }
}

/** Null for a wrong passphrase. The device secret must be the one the lock names. */
export async function unlockVaultKey(
  lock: LocalLock,
  officerId: string,
  passphrase: string,
  deviceSecret: Uint8Array | null,
): Promise<Uint8Array | null> {
  const used = lock.deviceSecretId === null ? null : deviceSecret;
  const key = await keyFromPassphrase(passphrase, lock.kdf, lock.salt, used);
  try {
    return unwrapSecret(key, lock.wrappedVaultKey, lockBinding(officerId, lock));
  } finally {
    zeroise(key);
  }
}

/** Throws `wrong-passphrase` (there is no better code) where the key is not the force's, or the sealed copy was changed. */
export function openEscrow(identity: VaultIdentity, escrowPrivateKey: Uint8Array): Uint8Array {
  const { escrow, officer } = identity;
  if (escrow === null) {
    throw new KerbdeskError('not-found', 'This vault was made without an escrow key: it cannot be recovered by one.');
  }
  try {
    return openSealed(escrowPrivateKey, escrow.publicKey, escrow.sealedVaultKey, escrowBinding(officer.id));
  } catch (error) {
    if (!(error instanceof SealedBoxError)) throw error;
    throw new KerbdeskError(
      'wrong-passphrase',
      'This is not the escrow key that the vault was made with, or the sealed copy of its key is damaged. Nothing was changed.',
      { cause: error },
    );
  }
}
