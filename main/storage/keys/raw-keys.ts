// Raw 32-byte keys of Curve25519 to and from node's KeyObjects (RFC 8410 wrappers), as files and messages carry raw keys.
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

type CurveName = 'x25519' | 'ed25519';

export interface RawKeyPair {
  readonly privateKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

// The fixed DER in front of the 32 bytes: AlgorithmIdentifier 1.3.101.110 (X25519) or 1.3.101.112 (Ed25519).
const privatePrefix: Readonly<Record<CurveName, string>> = {
  x25519: '302e020100300506032b656e04220420',
  ed25519: '302e020100300506032b657004220420',
};
const publicPrefix: Readonly<Record<CurveName, string>> = {
  x25519: '302a300506032b656e032100',
  ed25519: '302a300506032b6570032100',
};

function wrap(prefix: string, raw: Uint8Array): Buffer {
  if (raw.byteLength !== 32) throw new RangeError(`a key of 32 bytes is needed, not ${raw.byteLength}`);
  return Buffer.concat([Buffer.from(prefix, 'hex'), raw]);
}

export function privateKeyObject(curve: CurveName, raw: Uint8Array): KeyObject {
  const der = wrap(privatePrefix[curve], raw);
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    der.fill(0);
  }
}

export const publicKeyObject = (curve: CurveName, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: wrap(publicPrefix[curve], raw), format: 'der', type: 'spki' });

const rawPublicKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(key.export({ format: 'der', type: 'spki' }).subarray(-32));

export function generateRawKeyPair(curve: CurveName): RawKeyPair {
  const pair = curve === 'x25519' ? generateKeyPairSync('x25519') : generateKeyPairSync('ed25519');
  const der = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const privateKey = new Uint8Array(der.subarray(-32));
  der.fill(0);
  return { privateKey, publicKey: rawPublicKey(pair.publicKey) };
}

/** The public half that belongs to a raw private key. */
export const derivePublicKey = (curve: CurveName, privateKey: Uint8Array): Uint8Array =>
  rawPublicKey(createPublicKey(privateKeyObject(curve, privateKey)));
