// Keeps one key under another: AES-256-GCM with a fresh random nonce, bound to what the key is for.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Bytes that wrapping adds: nonce (12) in front, tag (16) behind. */
export const wrapOverhead = 12 + 16;

/** Layout: nonce (12) || ciphertext || tag (16). A wrapping key wraps a handful of times in its life, so random nonces do. */
export function wrapSecret(key: Uint8Array, secret: Uint8Array, boundTo: string): Uint8Array {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  return new Uint8Array(Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]));
}

/** Null where the key is another one, or a byte of the wrap or of `boundTo` differs: the three cannot be told apart. */
export function unwrapSecret(key: Uint8Array, wrapped: Uint8Array, boundTo: string): Uint8Array | null {
  if (wrapped.byteLength < wrapOverhead) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, 12)).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(wrapped.subarray(-16));
  const secret = decipher.update(wrapped.subarray(12, -16));
  try {
    decipher.final();
    return new Uint8Array(secret);
  } catch {
    return null;
  } finally {
    secret.fill(0);
  }
}

/** HKDF-SHA-256, 32 bytes, empty salt: the input is a random key already. */
export const deriveKey = (key: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), purpose, 32));

/** Forgets secrets. What the engine copied meanwhile it cannot reach: that is why locking also ends the process. */
export function zeroise(...secrets: readonly (Uint8Array | null | undefined)[]): void {
  for (const secret of secrets) secret?.fill(0);
}
