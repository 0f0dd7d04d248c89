// Key derivation against an independent implementation: the bytes must never change, or vaults stop opening.
import { execFileSync } from 'node:child_process';
import { argon2Sync, createHmac, hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { deviceSecretId, keyFromPassphrase } from '../../../main/storage/vault/passphrase-stretching.ts';

const salt = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const secret = Buffer.alloc(32, 7);

test('Argon2id is that of RFC 9106, then HKDF with the device secret', async () => {
  const stretched = argon2Sync('argon2id', {
    message: Buffer.from('seven wet constables'),
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory: 8192,
    passes: 2,
  });
  const expected = hkdfSync('sha256', Buffer.concat([stretched, secret]), '', 'kerbdesk key encryption key v1', 32);
  const kdf = { algorithm: 'argon2id', memoryKiB: 8192, passes: 2 } as const;
  expect(await keyFromPassphrase('seven wet constables', kdf, salt, secret)).toEqual(new Uint8Array(expected));
});

test('PBKDF2 is that of Python’s hashlib', async () => {
  const script = `import hashlib;print(hashlib.pbkdf2_hmac('sha256','pässwörd'.encode(),bytes.fromhex('${salt.toString('hex')}'),600000,32).hex())`;
  const stretched = Buffer.from(execFileSync('/usr/bin/python3', ['-c', script], { encoding: 'utf8' }).trim(), 'hex');
  // HKDF by hand (RFC 5869): extract with a zero salt, one round of expand.
  const extracted = createHmac('sha256', Buffer.alloc(32)).update(stretched).digest();
  const expected = createHmac('sha256', extracted)
    .update('kerbdesk key encryption key v1')
    .update(Uint8Array.of(1))
    .digest();
  const kdf = { algorithm: 'pbkdf2-hmac-sha-256', iterations: 600_000 } as const;
  expect(await keyFromPassphrase('pässwörd', kdf, salt, null)).toEqual(new Uint8Array(expected));
});

test('the name of a device secret tells secrets apart and is not the secret', () => {
  expect(deviceSecretId(secret)).toMatch(/^[0-9a-f]{32}$/);
  expect(deviceSecretId(secret)).not.toBe(deviceSecretId(Buffer.alloc(32, 8)));
  expect(secret.toString('hex')).not.toContain(deviceSecretId(secret));
});
