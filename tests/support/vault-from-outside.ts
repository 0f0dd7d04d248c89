// What happens to a vault while the program is not running: damage, another version, time. With its owner's own keys.
import { createDecipheriv } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { copyFile, cp, readdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { openFile, useKey, type RecordsDatabase } from '../../main/storage/records/sqlite.ts';
import { readVaultFile, writeVaultFile } from '../../main/storage/vault/vault-file.ts';
import { unlockVault } from '../../main/storage/vault/vault-lock.ts';
import { filesIn } from './made-camera.ts';
import { hashFile } from './offload-kit.ts';
import { passphrase } from './officer.ts';
import type { Profile } from './program.ts';

/** The folder of the officer whose name is on the vault; the only one unless there are several. */
export async function officerFolder(profile: Profile, place = 0): Promise<string> {
  const officers = join(profile.dataFolder, 'officers');
  const names = (await readdir(officers)).filter((name) => !name.startsWith('.')).toSorted();
  return join(officers, names[place] ?? '');
}

/** The key of the keystore that stands in for the laptop's. */
export const keystoreFile = (profile: Profile): string => join(profile.folder, 'stand-in-keystore.key');

function deviceSecret(profile: Profile): Uint8Array {
  const sealed = readFileSync(join(profile.dataFolder, 'device-secret.bin'));
  // "stand-in1", then nonce, seal and body, as native-mocks/electron/safe-storage.ts writes them.
  const [nonce, seal, body] = [sealed.subarray(9, 21), sealed.subarray(21, 37), sealed.subarray(37)];
  const cipher = createDecipheriv('aes-256-gcm', readFileSync(keystoreFile(profile)), nonce).setAuthTag(seal);
  return Buffer.from(Buffer.concat([cipher.update(body), cipher.final()]).toString('utf8'), 'base64');
}

/** Opens the records as the program would, without the program. */
export async function withRecords<Value>(profile: Profile, work: (db: RecordsDatabase) => Value): Promise<Value> {
  const folder = await officerFolder(profile);
  const at = new Date().toISOString();
  const { keys } = await unlockVault({ folder, passphrase, deviceSecret: deviceSecret(profile), at });
  const db = openFile(join(folder, 'records.db'), { fileMustExist: true });
  try {
    useKey(db, keys.recordsKey);
    return work(db);
  } finally {
    db.close();
  }
}

/** As if the last wrong try was longer ago. */
export async function letDelayPass(profile: Profile): Promise<void> {
  const folder = await officerFolder(profile);
  const vault = await readVaultFile(folder);
  await writeVaultFile(folder, { ...vault, tries: { ...vault.tries, lastAt: '2020-01-01T00:00:00.000Z' } });
}

/** Overwrites a stretch in the middle of a file, as a failing disk does. */
export function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, Math.floor(bytes.length / 3), Math.floor(bytes.length / 3) + 64);
  writeFileSync(file, bytes);
}

/** Hash of every file under the data folder, but for what is written at each start. */
export async function fingerprint(profile: Profile, except: readonly string[] = []): Promise<Record<string, string>> {
  const entries: [string, string][] = [];
  for (const file of await filesIn(profile.dataFolder)) {
    const name = relative(profile.dataFolder, file);
    if (['desk.json', '.db-shm', ...except].some((ending) => name.endsWith(ending))) continue;
    // A reader may leave an empty journal behind.
    if (name.endsWith('.db-wal') && statSync(file).size === 0) continue;
    entries.push([name, await hashFile(file)]);
  }
  return Object.fromEntries(entries);
}

/** The same laptop before what comes next: each trouble is tried on a vault of its own. */
export async function cloneLaptop(from: Profile, to: Profile): Promise<void> {
  await rm(to.dataFolder, { recursive: true, force: true });
  await cp(from.dataFolder, to.dataFolder, { recursive: true });
  if (existsSync(keystoreFile(from))) await copyFile(keystoreFile(from), keystoreFile(to));
}
