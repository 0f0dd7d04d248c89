// Signed heads of the audit tree: C2SP tlog-checkpoint in a signed note, so that other tools can check them.
import { createHash, sign, verify, type KeyObject } from 'node:crypto';
import type { OfficerId } from '#contract/ids.ts';
import type { Hash } from './merkle-tree.ts';

export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** Names the tree and its key. An address that leads nowhere, as C2SP recommends, and that cannot clash. */
export const auditOrigin = (officer: OfficerId): string => `kerbdesk.invalid/audit/${officer}`;

/** First four bytes of SHA-256(name || newline || 0x01 (Ed25519) || public key). */
const keyId = (name: string, publicKey: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(new Uint8Array([1]))
    .update(publicKey)
    .digest()
    .subarray(0, 4);

/** @param publicKey raw Ed25519 key of the same pair as `privateKey` */
export function signCheckpoint(head: TreeHead, privateKey: KeyObject, publicKey: Uint8Array): string {
  const text = `${head.origin}\n${head.size}\n${Buffer.from(head.root).toString('base64')}\n`;
  const signature = sign(null, Buffer.from(text), privateKey);
  const signed = Buffer.concat([keyId(head.origin, publicKey), signature]).toString('base64');
  return `${text}\n— ${head.origin} ${signed}\n`;
}

const canonicalBase64 = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
};

/**
 * The head that a checkpoint states; null unless it is exactly of our form, of this origin and signed by this key.
 * @param publicKey raw Ed25519 key
 */
export function openCheckpoint(note: string, origin: string, key: KeyObject, publicKey: Uint8Array): TreeHead | null {
  const match =
    /^(?<text>(?<origin>[^\n]+)\n(?<size>0|[1-9]\d{0,15})\n(?<root>[A-Za-z0-9+/=]+)\n)\n— (?<name>\S+) (?<signature>[A-Za-z0-9+/=]+)\n$/u.exec(
      note,
    );
  const { text, origin: stated, size, root, name, signature } = match?.groups ?? {};
  if (text === undefined || size === undefined || root === undefined || signature === undefined) return null;
  if (stated !== origin || name !== origin) return null;
  const rootBytes = canonicalBase64(root);
  const signed = canonicalBase64(signature);
  if (rootBytes?.byteLength !== 32 || signed?.byteLength !== 68) return null;
  if (!signed.subarray(0, 4).equals(keyId(origin, publicKey))) return null;
  if (!verify(null, Buffer.from(text), key, signed.subarray(4))) return null;
  return { origin, size: Number(size), root: new Uint8Array(rootBytes) };
}
