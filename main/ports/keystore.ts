// The operating system's keystore (Electron's safeStorage) as a seam.
import type { KeystoreState } from '#contract/session.ts';

export interface Keystore {
  state(): Promise<KeystoreState>;
  encrypt(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws when the bytes were made by another account or machine. */
  decrypt(encrypted: Uint8Array): Promise<Uint8Array>;
}
