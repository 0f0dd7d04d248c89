// The force's escrow key as OpenSSL writes it (PKCS #8 PEM), to the raw bytes that sealed boxes are opened with.
import type { KeyObject } from 'node:crypto';
import { KerbdeskError } from '#contract/errors.ts';

/** Throws `invalid-input` for any key but X25519. The caller zeroises the 32 bytes. */
export function rawPrivateKey(key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'x25519' || key.type !== 'private') {
    throw new KerbdeskError('invalid-input', 'The escrow key is not an X25519 private key. Nothing was changed.');
  }
  const der = key.export({ format: 'der', type: 'pkcs8' });
  const raw = new Uint8Array(der.subarray(-32));
  der.fill(0);
  return raw;
}
