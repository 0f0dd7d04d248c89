// Checkpoints: exactly the C2SP form, and refused when anything of them is another.
import { createHash, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { officerId } from '#contract/ids.ts';
import { auditOrigin, openCheckpoint, signCheckpoint } from '../../../main/storage/audit/checkpoint.ts';
import { generateRawKeyPair, privateKeyObject, publicKeyObject } from '../../../main/storage/keys/raw-keys.ts';

const pair = generateRawKeyPair('ed25519');
const privateKey = privateKeyObject('ed25519', pair.privateKey);
const publicKey = publicKeyObject('ed25519', pair.publicKey);
const origin = auditOrigin(officerId.parse('7f9c1f6a-2f3e-4d1a-9a55-0a6f2b8f6c11'));
const root = new Uint8Array(createHash('sha256').update('root').digest());
const note = signCheckpoint({ origin, size: 20_852_163, root }, privateKey, pair.publicKey);
const open = (text: string) => openCheckpoint(text, origin, publicKey, pair.publicKey);

test('a checkpoint is a C2SP signed note over origin, size and root', () => {
  const [text, signatures] = note.split('\n\n');
  expect(text).toBe(`${origin}\n20852163\n${Buffer.from(root).toString('base64')}`);
  const signature = /^— (\S+) (\S+)\n$/u.exec(signatures ?? '');
  expect(signature?.[1]).toBe(origin);
  const bytes = Buffer.from(signature?.[2] ?? '', 'base64');
  const keyId = createHash('sha256').update(`${origin}\n`).update(Uint8Array.of(1)).update(pair.publicKey).digest();
  expect(bytes.subarray(0, 4)).toEqual(keyId.subarray(0, 4));
  expect(verify(null, Buffer.from(`${text}\n`), publicKey, bytes.subarray(4))).toBe(true);
  expect(open(note)).toEqual({ origin, size: 20_852_163, root });
});

test('no changed byte of a checkpoint is accepted', () => {
  const bytes = Buffer.from(note);
  for (let place = 0; place < bytes.length; place++) {
    const flipped = Buffer.from(bytes);
    flipped.writeUInt8(flipped.readUInt8(place) ^ 1, place);
    expect(open(flipped.toString('utf8')), `byte ${place}`).toBeNull();
  }
});

test('another key, another origin and additions are refused', () => {
  const other = generateRawKeyPair('ed25519');
  const forged = signCheckpoint(
    { origin, size: 1, root },
    privateKeyObject('ed25519', other.privateKey),
    pair.publicKey,
  );
  expect(open(forged)).toBeNull();
  const elsewhere = signCheckpoint({ origin: `${origin}x`, size: 1, root }, privateKey, pair.publicKey);
  expect(open(elsewhere)).toBeNull();
  for (const text of [
    `${note}\n`,
    `${note} `,
    `\n${note}`,
    note.replace('20852163', '020852163'),
    note.trimEnd(),
    '',
  ]) {
    expect(open(text)).toBeNull();
  }
});
