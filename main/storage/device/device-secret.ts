// The device secret: 32 random bytes kept by the OS keystore, so that a stolen disk cannot be tried against passphrases.
import { hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DeviceSecret } from '../../ports/device.ts';
import type { Keystore } from '../../ports/keystore.ts';
import { toError } from '../../ports/to-error.ts';
import type { Logger } from '../../ports/logger.ts';
import { readSmallFile, writeDurably } from '../durable-file.ts';

/**
 * Reads or, on first start, makes the secret. Never replaces one that is there but cannot be opened now: a keyring that
 * is locked today opens tomorrow.
 *
 * Where there is no keystore at all, vaults depend on a long passphrase alone; only the resume key is then kept, in a
 * file of its own: it opens recordings that are half copied, never a finished one.
 */
export async function readDeviceSecret(dataFolder: string, keystore: Keystore, logger: Logger): Promise<DeviceSecret> {
  const state = await keystore.state();
  const sealedPath = join(dataFolder, 'device-secret.bin');
  const sealed = await readSmallFile(sealedPath, 65_536);
  if (state === 'missing') {
    // A secret from better days means that vaults are bound to it: offloads wait until the keystore is back.
    if (sealed) return { keystore: state, secret: null, resumeKey: null };
    return { keystore: state, secret: null, resumeKey: resumeKeyOf(await plainSecret(dataFolder)) };
  }
  if (!sealed) {
    const secret = new Uint8Array(randomBytes(32));
    await writeDurably(sealedPath, await keystore.encrypt(secret));
    return { keystore: state, secret, resumeKey: resumeKeyOf(secret) };
  }
  try {
    const secret = await keystore.decrypt(sealed);
    if (secret.byteLength !== 32) throw new Error(`the device secret has ${secret.byteLength} bytes`);
    return { keystore: state, secret, resumeKey: resumeKeyOf(secret) };
  } catch (error) {
    logger.error('the device secret cannot be opened', { error: toError(error) });
    return { keystore: state, secret: null, resumeKey: null };
  }
}

async function plainSecret(dataFolder: string): Promise<Uint8Array> {
  const path = join(dataFolder, 'resume-secret.bin');
  const stored = await readSmallFile(path, 32);
  if (stored?.byteLength === 32) return stored;
  const secret = new Uint8Array(randomBytes(32));
  await writeDurably(path, secret);
  return secret;
}

const resumeKeyOf = (secret: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), 'kerbdesk resume v1', 32));
