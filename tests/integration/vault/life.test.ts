// The vault's life in its real process: made, opened, locked, and what it refuses.
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { defaultSettings } from '#contract/settings.ts';
import { reportId } from '#contract/ids.ts';
import { emptyReportContent } from '#contract/reports.ts';
import { createVaultDirectory } from '../../../main/storage/vault/vault-directory.ts';
import {
  codeOf,
  later,
  newVault,
  noon,
  openNewVault,
  passphrase,
  reopen,
  startVaultHost,
  temporaryFolder,
} from '../../support/vault-kit.ts';

test('a vault that was made opens with its passphrase and keeps what was acknowledged', async () => {
  const { api, made, kill } = await openNewVault();
  expect(await api.getSettings()).toEqual(defaultSettings);
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  expect(draft.localReference).toBe('NE-4417-0001');
  const content = { ...emptyReportContent, values: { 'venue-street': '12 Gloucester Rd' } };
  const saved = await api.saveReport({ id: draft.id, revision: draft.revision, content, at: later(noon, 1) });
  await api.close({ at: later(noon, 2), because: 'officer' });
  await kill();

  const again = startVaultHost();
  await reopen(again, made, later(noon, 3));
  const report = await again.api.getReport({ id: draft.id, at: later(noon, 4) });
  expect(report.content).toEqual(content);
  expect(report.revision).toBe(saved.revision);
  expect((await again.api.verifyAudit({ at: later(noon, 5) })).problems).toEqual([]);
});

test('nothing answers before the vault is open, nor after it was closed', async () => {
  const folder = path.join(await temporaryFolder(), 'officers', 'ada');
  const { api } = startVaultHost();
  const made = newVault(folder);
  await api.create(made);
  const id = reportId.parse(crypto.randomUUID());
  expect(await codeOf(api.getReport({ id, at: noon }))).toBe('locked');
  expect(await codeOf(api.today({ at: noon }))).toBe('locked');
  expect(await codeOf(api.takeIn({ at: noon, resumeKey: null }))).toBe('locked');
  expect(await codeOf(api.close({ at: noon, because: 'officer' }))).toBe('locked');
  await reopen({ api } as ReturnType<typeof startVaultHost>, made);
  await api.close({ at: noon, because: 'officer' });
  expect(await codeOf(api.getSettings())).toBe('locked');
});

test('a folder that is there is never made into a vault again', async () => {
  const { made, folder } = await openNewVault();
  const before = await readFile(path.join(folder, 'vault.json'));
  const other = startVaultHost();
  expect(await codeOf(other.api.create(made))).toBe('officer-exists');
  expect(await readFile(path.join(folder, 'vault.json'))).toEqual(before);
});

test('a passphrase typed with composed or separate accents is the same passphrase', async () => {
  const { api, made } = await openNewVault({ passphrase: 'café société à côté' });
  await api.close({ at: noon, because: 'officer' });
  const separate = made.passphrase.normalize('NFD');
  expect(separate).not.toBe(made.passphrase);
  await expect(
    startVaultHost().api.open({ folder: made.folder, passphrase: separate, deviceSecret: made.deviceSecret, at: noon }),
  ).resolves.toBeDefined();
});

test('without the device secret no passphrase opens the vault, and no try is counted', async () => {
  const { api, made, folder } = await openNewVault();
  await api.close({ at: noon, because: 'officer' });
  const host = startVaultHost();
  for (const deviceSecret of [null, new Uint8Array(32)]) {
    expect(await codeOf(host.api.open({ folder, passphrase, deviceSecret, at: noon }))).toBe('device-secret-missing');
  }
  const { vaults } = await createVaultDirectory(path.dirname(path.dirname(folder))).list(noon);
  expect(vaults.map(({ triesLeft, condition }) => [triesLeft, condition])).toEqual([[10, 'ready']]);
  await reopen(host, made);
});

test('nobody but the owner of the account can read the vault', async () => {
  const { folder } = await openNewVault();
  for (const name of ['vault.json', 'records.db']) {
    const mode = (await stat(path.join(folder, name))).mode & 0o077;
    expect(`${name} ${mode.toString(8)}`).toBe(`${name} 0`);
  }
});

test('a create that was killed leaves nothing that is taken for a vault', async () => {
  const data = await temporaryFolder();
  const folder = path.join(data, 'officers', 'ada');
  const made = newVault(folder, { kdf: { algorithm: 'argon2id', memoryKiB: 65_536, passes: 3 } });
  for (const wait of [5, 60, 120, 200, 260, 320, 400]) {
    const host = startVaultHost();
    await codeOf(host.api.getSettings());
    const creating = host.api.create(made).then(
      () => 'made',
      () => 'killed',
    );
    await new Promise((resolve) => setTimeout(resolve, wait));
    await host.kill();
    await creating;
    const { vaults, unreadable } = await createVaultDirectory(data).list(noon);
    expect(unreadable).toEqual([]);
    if (vaults.length === 0) continue;
    await reopen(startVaultHost(), made);
    return;
  }
  const host = startVaultHost();
  await host.api.create(made);
  await reopen(host, made);
  expect(await readdir(path.join(data, 'officers'))).toEqual(['ada']);
});
