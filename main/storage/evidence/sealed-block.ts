// Encrypts a small block under a key that stays: salt || AES-256-GCM(ciphertext || tag), fresh key and nonce from every salt.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { saltBytes, tagBytes } from './geometry.ts';

/** Bytes that sealing a block adds. */
export const blockOverhead = saltBytes + tagBytes;

/** The block was changed, cut, or belongs elsewhere. */
export class BlockDamagedError extends Error {
  override readonly name = 'BlockDamagedError';
}

/** HKDF-SHA-256(key, salt, info) gives 44 bytes: the AES key, then the nonce. */
function derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array): { key: Uint8Array; nonce: Uint8Array } {
  const bytes = new Uint8Array(hkdfSync('sha256', key, salt, info, 44));
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

/** @param context what the block is and whom it belongs to; the same bytes are needed to open it */
export function sealBlock(
  key: Uint8Array,
  context: Uint8Array,
  plaintext: Uint8Array,
  salt: Uint8Array = randomBytes(saltBytes),
): Uint8Array {
  const derived = derive(key, salt, context);
  const cipher = createCipheriv('aes-256-gcm', derived.key, derived.nonce);
  const block = Buffer.concat([salt, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  derived.key.fill(0);
  return new Uint8Array(block);
}

/** Throws `BlockDamagedError`. */
export function openBlock(key: Uint8Array, context: Uint8Array, block: Uint8Array): Uint8Array {
  if (block.byteLength < blockOverhead) throw new BlockDamagedError('the block is cut short');
  const derived = derive(key, block.subarray(0, saltBytes), context);
  const decipher = createDecipheriv('aes-256-gcm', derived.key, derived.nonce);
  decipher.setAuthTag(block.subarray(-tagBytes));
  try {
    return new Uint8Array(Buffer.concat([decipher.update(block.subarray(saltBytes, -tagBytes)), decipher.final()]));
  } catch (error) {
    throw new BlockDamagedError('the block does not authenticate', { cause: error });
  } finally {
    derived.key.fill(0);
  }
}

/** A context: a fixed domain, then bytes of its own. */
export const blockContext = (domain: string, ...bound: readonly (Uint8Array | string)[]): Uint8Array =>
  Buffer.concat([Buffer.from(domain), ...bound.map((item) => (typeof item === 'string' ? Buffer.from(item) : item))]);
