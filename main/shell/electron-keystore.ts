// The operating system's keystore through Electron's safeStorage (asynchronous calls).
import { safeStorage } from 'electron';
import type { KeystoreState } from '#contract/session.ts';
import type { Keystore } from '../ports/keystore.ts';

/** On Linux without a keyring Chromium keeps its key in its own program text: that hides nothing. */
const weakBackends = new Set(['basic_text', 'unknown']);

export const electronKeystore: Keystore = {
  async state(): Promise<KeystoreState> {
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'missing';
    const isWeak = process.platform === 'linux' && weakBackends.has(safeStorage.getSelectedStorageBackend());
    return isWeak ? 'weak' : 'available';
  },

  // safeStorage takes text; base64 carries bytes through it unchanged.
  async encrypt(secret) {
    return new Uint8Array(await safeStorage.encryptStringAsync(Buffer.from(secret).toString('base64')));
  },

  async decrypt(encrypted) {
    const { result } = await safeStorage.decryptStringAsync(Buffer.from(encrypted));
    return new Uint8Array(Buffer.from(result, 'base64'));
  },
};
