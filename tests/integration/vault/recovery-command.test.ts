// The drill of docs/operations/escrow-recovery.md, with the commands of that page.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  codeOf,
  later,
  noon,
  openNewVault,
  quickKdf,
  reopen,
  startVaultHost,
  temporaryFolder,
} from '../../support/vault-kit.ts';

const command = fileURLToPath(new URL('../../../main/processes/recover-vault.ts', import.meta.url));
const fresh = 'five unrelated words from IT';

const recover = (vault: string, key: string, answers: readonly string[]) =>
  spawnSync(process.execPath, [command, '--vault', vault, '--escrow-key', key], {
    input: `${answers.join('\n')}\n`,
    encoding: 'utf8',
  });

test('the escrow holder recovers a vault from two small files and an OpenSSL key, as the page says', async () => {
  const safe = await temporaryFolder();
  const key = path.join(safe, 'escrow.pem');
  execFileSync('openssl', ['genpkey', '-algorithm', 'X25519', '-aes-256-cbc', '-pass', 'pass:two halves', '-out', key]);
  const der = execFileSync('openssl', ['pkey', '-in', key, '-passin', 'pass:two halves', '-pubout', '-outform', 'DER']);
  const { made, api } = await openNewVault({ escrowPublicKey: new Uint8Array(der.subarray(-32)) });
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  await api.close({ at: noon, because: 'officer' });

  const stick = path.join(safe, 'stick');
  await mkdir(stick);
  for (const name of ['vault.json', 'recovery.json'])
    await copyFile(path.join(made.folder, name), path.join(stick, name));
  const before = await readFile(path.join(stick, 'vault.json'));
  expect(recover(stick, key, ['wrong', fresh, fresh]).status).toBe(1);
  expect(recover(stick, key, ['two halves', 'short', 'short']).stderr).toContain('too short');
  expect(recover(stick, key, ['two halves', fresh, `${fresh}!`]).stderr).toContain('The two differ');
  expect(await readFile(path.join(stick, 'vault.json'))).toEqual(before);
  const done = recover(stick, key, ['two halves', fresh, fresh]);
  expect([done.status, done.stderr]).toEqual([
    0,
    expect.stringContaining('The vault of Ada Okafor was recovered') as string,
  ]);

  await copyFile(path.join(stick, 'vault.json'), path.join(made.folder, 'vault.json'));
  const host = startVaultHost();
  const at = later(noon, 600);
  expect(await codeOf(reopen(host, made, at))).toBe('wrong-passphrase');
  await reopen(host, { ...made, passphrase: fresh }, at);
  await host.api.changePassphrase({
    current: fresh,
    next: 'mine again',
    deviceSecret: made.deviceSecret,
    kdf: quickKdf,
    at,
  });
  expect((await host.api.getReport({ id: draft.id, at })).localReference).toBe(draft.localReference);
});
