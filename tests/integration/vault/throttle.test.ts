// Guessing passphrases against the real process: counted before checked, delayed, destroyed at ten, recovered by escrow.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CreateVault } from '../../../main/ports/vault-host.ts';
import { generateRawKeyPair } from '../../../main/storage/keys/raw-keys.ts';
import { recoverWithEscrow } from '../../../main/storage/vault/escrow-recovery.ts';
import { readVaultPublicFacts } from '../../../main/storage/vault/vault-directory.ts';
import { readVaultFile, writeVaultFile } from '../../../main/storage/vault/vault-file.ts';
import {
  codeOf,
  failureOf,
  later,
  newVault,
  noon,
  openNewVault,
  passphrase,
  quickKdf,
  reopen,
  startVaultHost,
  temporaryFolder,
  type RunningVaultHost,
} from '../../support/vault-kit.ts';

const tryWrong = ({ api }: RunningVaultHost, made: CreateVault, at: string) =>
  failureOf(api.open({ folder: made.folder, passphrase: 'wrong', deviceSecret: made.deviceSecret, at }));

async function lockedVault(more: Partial<CreateVault> = {}): Promise<{ host: RunningVaultHost; made: CreateVault }> {
  const made = newVault(path.join(await temporaryFolder(), 'officers', 'ada'), more);
  const host = startVaultHost();
  await host.api.create(made);
  return { host, made };
}

test('five wrong tries are told at once; then each waits, and a clock put back gains nothing', async () => {
  const { host, made } = await lockedVault();
  const facts = (at: string) => readVaultPublicFacts(made.folder, at);
  for (const left of [9, 8, 7, 6]) {
    const error = await tryWrong(host, made, noon);
    expect([error.code, error.retryAt]).toEqual(['wrong-passphrase', null]);
    expect((await facts(noon)).triesLeft).toBe(left);
  }
  const fifth = await tryWrong(host, made, noon);
  expect([fifth.code, fifth.retryAt]).toEqual(['wrong-passphrase', later(noon, 30)]);

  // Even the right passphrase waits, and waiting costs no try.
  const early = await failureOf(reopen(host, made, later(noon, 29)));
  expect([early.code, early.retryAt]).toEqual(['too-many-tries', later(noon, 30)]);
  expect((await facts(later(noon, 29))).triesLeft).toBe(5);

  // An hour back: the whole delay again, from then on; trying there again does not push it further away.
  const back = later(noon, -3600);
  expect((await failureOf(reopen(host, made, back))).retryAt).toBe(later(back, 30));
  expect((await failureOf(reopen(host, made, later(back, 29)))).retryAt).toBe(later(back, 30));
  expect((await facts(later(back, 10))).retryAt).toBe(later(back, 30));

  // A success forgets the wrong ones.
  await reopen(host, made, later(back, 30));
  const { entries } = await host.api.listAudit({ before: null, limit: 1, subjectId: null, at: later(back, 30) });
  expect(entries[0]?.what).toBe('Unlocked the vault after 5 wrong tries.');
  expect(await facts(later(back, 31))).toMatchObject({ condition: 'ready', triesLeft: 10, retryAt: null });
});

test('a try is on disk before it is checked: killing the program in between does not give it back', async () => {
  const { made } = await lockedVault({ kdf: { algorithm: 'argon2id', memoryKiB: 262_144, passes: 6 } });
  for (const failed of [1, 2, 3]) {
    const host = startVaultHost();
    const answer = codeOf(reopen(host, made, noon));
    // The right passphrase, and the check takes seconds: the counter must be there before the check can have ended.
    await expect
      .poll(async () => (await readVaultFile(made.folder)).tries.failed, { interval: 5, timeout: 20_000 })
      .toBe(failed);
    await host.kill();
    expect(await answer).toBe('vault-host-ended');
    expect((await readVaultFile(made.folder)).tries).toEqual({ failed, lastAt: noon });
  }
});

async function destroy(host: RunningVaultHost, made: CreateVault): Promise<void> {
  let at = noon;
  const codes: string[] = [];
  for (let tries = 0; tries < 10; tries++) {
    const error = await tryWrong(host, made, at);
    codes.push(error.code);
    at = error.retryAt ?? later(at, 1);
  }
  expect(codes).toEqual([...Array<string>(9).fill('wrong-passphrase'), 'vault-destroyed']);
}

test('ten wrong tries destroy the lock: the right passphrase is nothing any more, and only escrow recovers', async () => {
  const escrow = generateRawKeyPair('x25519');
  const { made } = await openNewVault({ escrowPublicKey: escrow.publicKey });
  const first = startVaultHost();
  await reopen(first, made);
  const draft = await first.api.createReport({ kind: 'crime', parentId: null, at: noon });
  await first.api.close({ at: noon, because: 'officer' });

  const before = await readFile(path.join(made.folder, 'vault.json'), 'utf8');
  const wrap = /"wrappedVaultKey":"([^"]+)"/.exec(before)?.[1] ?? '';
  expect(wrap.length).toBeGreaterThan(60);
  const host = startVaultHost();
  await destroy(host, made);
  expect(await codeOf(reopen(host, made, later(noon, 1e6)))).toBe('vault-destroyed');
  expect(await readVaultPublicFacts(made.folder, noon)).toMatchObject({ condition: 'destroyed', triesLeft: 0 });
  for (const name of (await readdir(made.folder)).filter((name) => name !== 'evidence')) {
    expect((await readFile(path.join(made.folder, name))).includes(wrap)).toBe(false);
  }

  const other = generateRawKeyPair('x25519');
  const recovery = { folder: made.folder, newPassphrase: 'from IT, to be changed', deviceSecret: null, kdf: quickKdf };
  expect(await codeOf(recoverWithEscrow({ ...recovery, escrowPrivateKey: other.privateKey, at: noon }))).toBe(
    'wrong-passphrase',
  );
  await recoverWithEscrow({ ...recovery, escrowPrivateKey: escrow.privateKey, at: later(noon, 60) });

  // The officer opens with IT's passphrase and sets one that is tied to this laptop again.
  const again = startVaultHost();
  const at = later(noon, 120);
  await again.api.open({
    folder: made.folder,
    passphrase: 'from IT, to be changed',
    deviceSecret: made.deviceSecret,
    at,
  });
  expect((await again.api.getReport({ id: draft.id, at })).localReference).toBe(draft.localReference);
  const { entries } = await again.api.listAudit({ before: null, limit: 20, subjectId: made.officer.id, at });
  expect(entries.map(({ what }) => what)).toContain(
    `The vault was recovered with the force’s escrow key at 22 Nov 2026 12:01:00 UTC.`,
  );
  await again.api.changePassphrase({
    current: 'from IT, to be changed',
    next: 'my own again',
    deviceSecret: made.deviceSecret,
    kdf: quickKdf,
    at,
  });
  await again.kill();
  const last = startVaultHost();
  expect(await codeOf(last.api.open({ folder: made.folder, passphrase: 'my own again', deviceSecret: null, at }))).toBe(
    'device-secret-missing',
  );
  await last.api.open({ folder: made.folder, passphrase: 'my own again', deviceSecret: made.deviceSecret, at });
});

test('a tenth try that was counted and then killed destroys at the next one', async () => {
  const { host, made } = await lockedVault();
  await writeVaultFile(made.folder, { ...(await readVaultFile(made.folder)), tries: { failed: 10, lastAt: noon } });
  expect(await codeOf(reopen(host, made, later(noon, 1e6)))).toBe('vault-destroyed');
  expect((await readVaultFile(made.folder)).lock).toBeNull();
});

test('a damaged vault.json stops everything, keeps every byte, and escrow recovers from the copy', async () => {
  const escrow = generateRawKeyPair('x25519');
  const { made, api } = await openNewVault({ escrowPublicKey: escrow.publicKey });
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.close({ at: noon, because: 'officer' });
  const file = path.join(made.folder, 'vault.json');
  const damaged = (await readFile(file)).subarray(0, 700);
  await writeFile(file, damaged);

  const host = startVaultHost();
  expect(await codeOf(reopen(host, made))).toBe('vault-damaged');
  expect(await codeOf(host.api.create(made))).toBe('officer-exists');
  expect(await readFile(file)).toEqual(damaged);
  // The lock screen still knows whose it is.
  expect(await readVaultPublicFacts(made.folder, noon)).toMatchObject({
    condition: 'damaged',
    facts: { officer: made.officer },
  });

  const { fromCopy } = await recoverWithEscrow({
    folder: made.folder,
    escrowPrivateKey: escrow.privateKey,
    newPassphrase: passphrase,
    deviceSecret: made.deviceSecret,
    kdf: quickKdf,
    at: later(noon, 5),
  });
  expect(fromCopy).toBe(true);
  const kept = (await readdir(made.folder)).filter((name) => name.includes('damaged'));
  expect(await readFile(path.join(made.folder, kept[0] ?? ''))).toEqual(damaged);
  await reopen(host, made, later(noon, 6));
  expect((await host.api.getReport({ id: draft.id, at: noon })).id).toBe(draft.id);
});
