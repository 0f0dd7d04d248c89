// Electron's safeStorage, async calls only, on a key file that its owner alone can read. It stands for the system's keystore
// in a demonstration and in tests; it protects nothing from who can read this account's files.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from './app.ts';
import { options } from './options.ts';

const keyFileName = 'stand-in-keystore.key';
const header = Buffer.from('stand-in1');
const ivBytes = 12;
const tagBytes = 16;

function readKey(): Buffer {
  const folder = app.getPath('userData');
  const file = join(folder, keyFileName);
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = randomBytes(32);
  writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
  return key;
}

function requireKeystore(): void {
  if (!app.isReady()) throw new Error('safeStorage cannot be used before app is ready');
  if (options.keystore === 'missing') throw new Error('Encryption is not available.');
}

export const safeStorage = {
  isAsyncEncryptionAvailable: (): Promise<boolean> => Promise.resolve(options.keystore !== 'missing'),

  getSelectedStorageBackend: (): string => {
    if (!app.isReady()) return 'unknown';
    return options.keystore === 'simulated' ? 'gnome_libsecret' : 'basic_text';
  },

  async encryptStringAsync(plainText: string): Promise<Buffer> {
    requireKeystore();
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv('aes-256-gcm', readKey(), iv);
    const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()]);
    return Buffer.concat([header, iv, cipher.getAuthTag(), body]);
  },

  async decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    requireKeystore();
    const known = encrypted.subarray(0, header.length).equals(header);
    if (!known) throw new Error('Error while decrypting the ciphertext provided to safeStorage.decryptStringAsync.');
    const iv = encrypted.subarray(header.length, header.length + ivBytes);
    const tag = encrypted.subarray(header.length + ivBytes, header.length + ivBytes + tagBytes);
    const decipher = createDecipheriv('aes-256-gcm', readKey(), iv, { authTagLength: tagBytes }).setAuthTag(tag);
    const body = encrypted.subarray(header.length + ivBytes + tagBytes);
    const result = Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    return { shouldReEncrypt: false, result };
  },
};
