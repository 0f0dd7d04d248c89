// Seals a small secret or message to a public key: HPKE (RFC 9180) base mode, so that other tools can open it too.
// Suite: DHKEM(X25519, HKDF-SHA256) 0x0020, HKDF-SHA256 0x0001, AES-256-GCM 0x0002. Layout: enc (32) || ciphertext || tag (16).
import { createCipheriv, createDecipheriv, createHmac, diffieHellman } from 'node:crypto';
import { generateRawKeyPair, privateKeyObject, publicKeyObject, type RawKeyPair } from './raw-keys.ts';

/** Bytes that sealing adds. */
export const sealedBoxOverhead = 32 + 16;

/** HPKE's AEADs with AES-GCM, by their registered numbers. Kerbdesk seals with AES-256; RFC 9180 prints vectors for AES-128. */
export const aes128 = { id: 0x0001, cipher: 'aes-128-gcm', keyBytes: 16 } as const;
const aes256 = { id: 0x0002, cipher: 'aes-256-gcm', keyBytes: 32 } as const;
type HpkeAead = typeof aes128 | typeof aes256;

/** HPKE's `info`: keeps a box of Kerbdesk from being mistaken for one of another program. */
const applicationInfo = Buffer.from('kerbdesk sealed box v1');

/** The box was changed, cut, sealed to another key or with other associated data. */
export class SealedBoxError extends Error {
  override readonly name = 'SealedBoxError';
}

/**
 * Anyone can seal; only the holder of the private key opens. It does not say who sealed it.
 * @param publicKey raw X25519 key, 32 bytes
 * @param associatedData bound to the box, not inside it: the same bytes are needed to open it
 */
export function sealTo(publicKey: Uint8Array, plaintext: Uint8Array, associatedData: Uint8Array): Uint8Array {
  return sealWithEphemeral(generateRawKeyPair('x25519'), publicKey, plaintext, associatedData, applicationInfo);
}

/** Throws `SealedBoxError` where the box is not exactly as it was sealed to this key. */
export function openSealed(
  privateKey: Uint8Array,
  publicKey: Uint8Array,
  sealed: Uint8Array,
  associatedData: Uint8Array,
): Uint8Array {
  return openWithInfo(privateKey, publicKey, sealed, associatedData, applicationInfo);
}

/** `sealTo` with everything given, for known answers. An ephemeral pair must never be used for a second box. */
export function sealWithEphemeral(
  ephemeral: RawKeyPair,
  publicKey: Uint8Array,
  plaintext: Uint8Array,
  associatedData: Uint8Array,
  info: Uint8Array,
  aead: HpkeAead = aes256,
): Uint8Array {
  const shared = encapsulated(ephemeral.privateKey, publicKey, ephemeral.publicKey, publicKey);
  const { key, nonce } = keySchedule(shared, info, aead);
  const cipher = createCipheriv(aead.cipher, key, nonce).setAAD(associatedData);
  const sealed = Buffer.concat([ephemeral.publicKey, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  key.fill(0);
  return new Uint8Array(sealed);
}

export function openWithInfo(
  privateKey: Uint8Array,
  publicKey: Uint8Array,
  sealed: Uint8Array,
  associatedData: Uint8Array,
  info: Uint8Array,
  aead: HpkeAead = aes256,
): Uint8Array {
  if (sealed.byteLength < sealedBoxOverhead) throw new SealedBoxError('the sealed box is cut short');
  const ephemeralKey = sealed.subarray(0, 32);
  try {
    const shared = encapsulated(privateKey, ephemeralKey, ephemeralKey, publicKey);
    const { key, nonce } = keySchedule(shared, info, aead);
    const decipher = createDecipheriv(aead.cipher, key, nonce).setAAD(associatedData);
    decipher.setAuthTag(sealed.subarray(-16));
    const plaintext = Buffer.concat([decipher.update(sealed.subarray(32, -16)), decipher.final()]);
    key.fill(0);
    return new Uint8Array(plaintext);
  } catch (error) {
    throw new SealedBoxError('the sealed box does not open', { cause: error });
  }
}

/** DHKEM's shared secret. Both sides bind both public keys. OpenSSL and BoringSSL refuse points of small order. */
function encapsulated(privateKey: Uint8Array, theirs: Uint8Array, enc: Uint8Array, recipient: Uint8Array): Buffer {
  const secret = diffieHellman({
    privateKey: privateKeyObject('x25519', privateKey),
    publicKey: publicKeyObject('x25519', theirs),
  });
  const suite = Buffer.concat([Buffer.from('KEM'), Buffer.from([0x00, 0x20])]);
  const extracted = labeledExtract(suite, Buffer.alloc(0), 'eae_prk', secret);
  return labeledExpand(suite, extracted, 'shared_secret', Buffer.concat([enc, recipient]), 32);
}

function keySchedule(shared: Buffer, info: Uint8Array, aead: HpkeAead): { key: Buffer; nonce: Buffer } {
  const suite = Buffer.concat([Buffer.from('HPKE'), Buffer.from([0x00, 0x20, 0x00, 0x01, 0x00, aead.id])]);
  const none = Buffer.alloc(0);
  const context = Buffer.concat([
    Buffer.from([0]), // base mode
    labeledExtract(suite, none, 'psk_id_hash', none),
    labeledExtract(suite, none, 'info_hash', info),
  ]);
  const secret = labeledExtract(suite, shared, 'secret', none);
  return {
    key: labeledExpand(suite, secret, 'key', context, aead.keyBytes),
    nonce: labeledExpand(suite, secret, 'base_nonce', context, 12),
  };
}

function labeledExtract(suite: Buffer, salt: Uint8Array, label: string, input: Uint8Array): Buffer {
  return createHmac('sha256', salt.byteLength === 0 ? Buffer.alloc(32) : salt)
    .update('HPKE-v1')
    .update(suite)
    .update(label)
    .update(input)
    .digest();
}

/** At most 32 bytes, so that a single round of HKDF-Expand is enough. */
function labeledExpand(suite: Buffer, key: Buffer, label: string, info: Uint8Array, length: number): Buffer {
  return createHmac('sha256', key)
    .update(Buffer.from([0, length]))
    .update('HPKE-v1')
    .update(suite)
    .update(label)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length);
}
