// From what an officer types to the key that opens their vault key: slow on purpose, and useless without the device secret.
import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import sodium from 'libsodium-wrappers-sumo';
import { z } from 'zod';
import type { KdfPolicy } from '../../ports/vault-host.ts';
import { deriveKey, zeroise } from './key-wrap.ts';

/** Policy as it is kept in vault.json. The bounds keep a planted file from asking for all memory or for hours. */
export const kdfPolicy: z.ZodType<KdfPolicy> = z.discriminatedUnion('algorithm', [
  z.strictObject({
    algorithm: z.literal('argon2id'),
    memoryKiB: z
      .int()
      .min(8 * 1024)
      .max(1024 * 1024),
    passes: z.int().min(1).max(10),
  }),
  z.strictObject({
    algorithm: z.literal('pbkdf2-hmac-sha-256'),
    iterations: z.int().min(600_000).max(10_000_000),
  }),
]);

export const saltBytes = 16;

/** The same passphrase on any keyboard and system: Unicode NFKC, so that "é" typed in one or two steps is one passphrase. */
const passphraseBytes = (passphrase: string): Uint8Array => new TextEncoder().encode(passphrase.normalize('NFKC'));

const pbkdf2Async = promisify(pbkdf2);

async function stretch(kdf: KdfPolicy, salt: Uint8Array, typed: Uint8Array): Promise<Uint8Array> {
  if (kdf.algorithm === 'pbkdf2-hmac-sha-256') {
    return pbkdf2Async(typed, salt, kdf.iterations, 32, 'sha256');
  }
  await sodium.ready;
  // WebAssembly, and so in one thread of a process only (docs/adr/0016-tests-run-the-built-processes.md).
  // Parallelism is 1: libsodium knows no other. Electron's BoringSSL has no Argon2, so node:crypto's cannot be used.
  return sodium.crypto_pwhash(
    32,
    typed,
    salt,
    kdf.passes,
    kdf.memoryKiB * 1024,
    sodium.crypto_pwhash_ALG_ARGON2ID13,
    'uint8array',
  );
}

/** KEK = HKDF-SHA-256(stretched passphrase || device secret). The caller zeroises it. */
export async function keyFromPassphrase(
  passphrase: string,
  kdf: KdfPolicy,
  salt: Uint8Array,
  deviceSecret: Uint8Array | null,
): Promise<Uint8Array> {
  const typed = passphraseBytes(passphrase);
  const stretched = await stretch(kdf, salt, typed);
  const joined = Buffer.concat([stretched, deviceSecret ?? new Uint8Array(0)]);
  try {
    return deriveKey(joined, 'kerbdesk key encryption key v1');
  } finally {
    zeroise(typed, stretched, joined);
  }
}

/** Tells "the keystore lost or changed its secret" from a wrong passphrase; says nothing of a random 256-bit secret. */
export const deviceSecretId = (deviceSecret: Uint8Array): string =>
  createHash('sha256').update('kerbdesk device secret id v1\n').update(deviceSecret).digest('hex').slice(0, 32);
