// A disk that fails at any single operation of a try or a change: no try goes uncounted, and a passphrase always opens.
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readVaultFile, writeVaultFile } from '../../../main/storage/vault/vault-file.ts';
import { createIdentity, lockVaultKey } from '../../../main/storage/vault/vault-keys.ts';
import { changePassphrase, unlockVault } from '../../../main/storage/vault/vault-lock.ts';
import { createFaultyFiles, type FaultyFiles } from '../evidence/support/faulty-files.ts';
import { ada, codeOf, later, noon, quickKdf, temporaryFolder } from '../../support/vault-kit.ts';

const deviceSecret = randomBytes(32);

async function newVaultFile(): Promise<string> {
  const folder = await temporaryFolder();
  const { identity, vaultKey } = createIdentity(ada(), noon, null);
  const lock = await lockVaultKey(vaultKey, identity.officer.id, 'right', deviceSecret, quickKdf);
  await writeVaultFile(folder, { identity, lock, tries: { failed: 0, lastAt: null }, recoveredAt: [] });
  return folder;
}

/** Fails the nth file operation, whatever it is. */
const failingAt = (nth: number, code: 'EIO' | 'ENOSPC'): FaultyFiles => {
  let count = 0;
  return createFaultyFiles((operation) => {
    // Removing a temporary file after a failure is best effort; failing it as well would hide the first fault.
    if (operation === 'remove') return null;
    count += 1;
    return count === nth ? code : null;
  });
};

const attempt = (folder: string, passphrase: string, at = noon) => ({ folder, passphrase, deviceSecret, at });

test('a wrong passphrase is never told wrong without having been counted', async () => {
  const folder = await newVaultFile();
  const told: string[] = [];
  for (let nth = 1; ; nth++) {
    const { failed } = (await readVaultFile(folder)).tries;
    const files = failingAt(nth, nth % 2 === 0 ? 'EIO' : 'ENOSPC');
    const code = await codeOf(unlockVault(attempt(folder, 'wrong', later(noon, nth * 3600)), files));
    const counted = (await readVaultFile(folder)).tries.failed;
    told.push(code);
    expect([`wrong-passphrase ${failed + 1}`, `disk ${failed}`, `disk ${failed + 1}`]).toContain(
      `${code.replace(/^disk-(error|full)$/, 'disk')} ${counted}`,
    );
    if (files.fired() === 0) break;
    // The owner comes in between, so that ten wrong tries are never reached.
    await unlockVault(attempt(folder, 'right', later(noon, nth * 3600 + 1800)));
  }
  expect(told.length).toBeGreaterThan(6);
  expect(told.at(-1)).toBe('wrong-passphrase');
});

test('a change of passphrase that the disk interrupts leaves the old or the new one working', async () => {
  const folder = await newVaultFile();
  let current = 'right';
  let failures = 0;
  for (let nth = 1; ; nth++) {
    const at = later(noon, nth * 3600);
    const next = `next ${nth}`;
    const files = failingAt(nth, 'EIO');
    const done = await changePassphrase({ ...attempt(folder, current, at), next, kdf: quickKdf }, files).then(
      () => true,
      () => false,
    );
    const opens = (passphrase: string): Promise<boolean> =>
      unlockVault(attempt(folder, passphrase, later(at, 1800))).then(
        () => true,
        () => false,
      );
    const [oldOpens, nextOpens] = [await opens(current), await opens(next)];
    expect([oldOpens, nextOpens]).toEqual(done ? [false, true] : [!nextOpens, !oldOpens]);
    if (nextOpens) current = next;
    failures += done ? 0 : 1;
    if (files.fired() === 0) break;
  }
  expect(failures).toBeGreaterThan(10);
});
