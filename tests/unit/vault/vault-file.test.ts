// vault.json under every single-byte change: it opens as it was, or is refused; it never crashes and is never written.
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import type { KerbdeskError } from '#contract/errors.ts';
import { generateRawKeyPair } from '../../../main/storage/keys/raw-keys.ts';
import { kdfPolicy } from '../../../main/storage/vault/passphrase-stretching.ts';
import {
  readRecoveryFile,
  readVaultFile,
  writeRecoveryFile,
  writeVaultFile,
  type VaultFile,
} from '../../../main/storage/vault/vault-file.ts';
import { createIdentity, lockVaultKey, openIdentity, unlockVaultKey } from '../../../main/storage/vault/vault-keys.ts';
import { ada, codeOf, noon, quickKdf, temporaryFolder } from '../../support/vault-kit.ts';

let vault: VaultFile;
let vaultKey: Uint8Array;
const deviceSecret = randomBytes(32);

beforeAll(async () => {
  const made = createIdentity(ada(), noon, generateRawKeyPair('x25519').publicKey);
  ({ vaultKey } = made);
  const lock = await lockVaultKey(vaultKey, made.identity.officer.id, 'a passphrase', deviceSecret, quickKdf);
  vault = { identity: made.identity, lock, tries: { failed: 3, lastAt: noon }, recoveredAt: [] };
});

test('what is written is what is read', async () => {
  const folder = await temporaryFolder();
  await writeVaultFile(folder, vault);
  expect(await readVaultFile(folder)).toEqual(vault);
  await writeRecoveryFile(folder, vault.identity);
  expect(await readRecoveryFile(folder)).toEqual(vault.identity);
});

test('no change of any byte is taken for a good file', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'vault.json');
  await writeVaultFile(folder, vault);
  const good = await readFile(file);
  for (let place = 0; place < good.length; place++) {
    const bad = Buffer.from(good);
    bad.writeUInt8(bad.readUInt8(place) ^ ([0x01, 0x20, 0x80][place % 3] ?? 1), place);
    await writeFile(file, bad);
    const outcome = await readVaultFile(folder).catch((error: unknown) => error);
    // A space for the line end at the end of the file means the same; anything else may not get through.
    expect(isDeepStrictEqual(outcome, vault) || (outcome as KerbdeskError).code === 'vault-damaged').toBe(true);
    expect((await readFile(file)).equals(bad)).toBe(true);
  }
}, 60_000);

test('cut, empty, foreign and huge files are damage', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'vault.json');
  expect(await codeOf(readVaultFile(folder))).toBe('vault-damaged');
  await writeVaultFile(folder, vault);
  const good = await readFile(file);
  const others = [
    '',
    '{}',
    'null',
    '[]',
    '"x"',
    '{"format":"kerbdesk-vault","version":1}',
    good.subarray(0, -20),
    Buffer.alloc(1 << 20),
  ];
  for (const content of others) {
    await writeFile(file, content);
    expect(await codeOf(readVaultFile(folder))).toBe('vault-damaged');
  }
});

test('a file of a newer version is told apart from damage', async () => {
  const folder = await temporaryFolder();
  const file = path.join(folder, 'vault.json');
  await writeVaultFile(folder, vault);
  const outer = JSON.parse(await readFile(file, 'utf8')) as { body: object };
  const body = JSON.stringify({ ...outer.body, somethingNew: 1 });
  const checksum = createHash('sha256').update(`kerbdesk-vault\n2\n${body}`).digest('hex');
  await writeFile(file, `{"format":"kerbdesk-vault","version":2,"body":${body},"checksum":"${checksum}"}`);
  expect(await codeOf(readVaultFile(folder))).toBe('database-from-future');
});

test('a file cannot ask for more memory or time than is sane, nor for less than is safe', () => {
  const sane = (policy: unknown): boolean => kdfPolicy.safeParse(policy).success;
  expect(sane({ algorithm: 'argon2id', memoryKiB: 131_072, passes: 3 })).toBe(true);
  expect(sane({ algorithm: 'argon2id', memoryKiB: 100 * 1024 * 1024, passes: 3 })).toBe(false);
  expect(sane({ algorithm: 'argon2id', memoryKiB: 131_072, passes: 1000 })).toBe(false);
  expect(sane({ algorithm: 'argon2id', memoryKiB: 8, passes: 1 })).toBe(false);
  expect(sane({ algorithm: 'pbkdf2-hmac-sha-256', iterations: 599_999 })).toBe(false);
  expect(sane({ algorithm: 'pbkdf2-hmac-sha-256', iterations: 1e12 })).toBe(false);
  expect(sane({ algorithm: 'none' })).toBe(false);
});

test('an identity that was changed from outside does not open, even with the right key', async () => {
  const { identity } = vault;
  expect(openIdentity(identity, vaultKey).encryptionPublicKey).toEqual(identity.encryptionPublicKey);
  const changes = [
    { officer: { ...identity.officer, name: 'Someone Else' } },
    { encryptionPublicKey: generateRawKeyPair('x25519').publicKey },
    { signingPublicKey: generateRawKeyPair('ed25519').publicKey },
    { escrow: null },
    { createdAt: '2020-01-01T00:00:00.000Z' },
  ];
  for (const change of changes) {
    const work = Promise.resolve().then(() => openIdentity({ ...identity, ...change }, vaultKey));
    expect(await codeOf(work)).toBe('vault-damaged');
  }
});

test('the lock is bound to its parameters, its officer and the device secret', async () => {
  const { lock, identity } = vault;
  if (!lock) throw new Error('no lock');
  const { id } = identity.officer;
  expect(await unlockVaultKey(lock, id, 'a passphrase', deviceSecret)).toEqual(vaultKey);
  expect(await unlockVaultKey(lock, id, 'another', deviceSecret)).toBeNull();
  expect(await unlockVaultKey(lock, id, 'a passphrase', randomBytes(32))).toBeNull();
  expect(await unlockVaultKey(lock, ada().id, 'a passphrase', deviceSecret)).toBeNull();
  expect(await unlockVaultKey({ ...lock, deviceSecretId: null }, id, 'a passphrase', deviceSecret)).toBeNull();
  const cheaper = { ...lock, kdf: { algorithm: 'argon2id', memoryKiB: 8193, passes: 1 } as const };
  expect(await unlockVaultKey(cheaper, id, 'a passphrase', deviceSecret)).toBeNull();
});

test('PBKDF2 opens what it locked, for forces whose policy needs it', async () => {
  const kdf = { algorithm: 'pbkdf2-hmac-sha-256', iterations: 600_000 } as const;
  const lock = await lockVaultKey(vaultKey, 'id', 'a passphrase', null, kdf);
  expect(await unlockVaultKey(lock, 'id', 'a passphrase', null)).toEqual(vaultKey);
  expect(await unlockVaultKey(lock, 'id', 'a passphrasE', null)).toBeNull();
});
