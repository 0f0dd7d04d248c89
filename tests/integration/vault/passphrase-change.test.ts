// Changing the passphrase: the old or the new one opens the vault at every moment, and after it was told done only the new.
import { expect, test } from 'vitest';
import { unlockVault } from '../../../main/storage/vault/vault-lock.ts';
import { codeOf, later, noon, openNewVault, quickKdf, reopen, startVaultHost } from '../../support/vault-kit.ts';

test('only the new passphrase opens after a change, and the records are the same', async () => {
  const { api, made, kill } = await openNewVault();
  const draft = await api.createReport({ kind: 'crime', parentId: null, at: noon });
  const change = { deviceSecret: made.deviceSecret, kdf: quickKdf, at: noon };
  expect(await codeOf(api.changePassphrase({ current: 'not it', next: 'next one', ...change }))).toBe(
    'wrong-passphrase',
  );
  await api.changePassphrase({ current: made.passphrase, next: 'next one', ...change });
  await kill();
  const host = startVaultHost();
  expect(await codeOf(reopen(host, made))).toBe('wrong-passphrase');
  await reopen(host, { ...made, passphrase: 'next one' });
  expect((await host.api.getReport({ id: draft.id, at: noon })).id).toBe(draft.id);
});

const rounds = 8;

test('killed at any moment of the change, either the old or the new passphrase opens', async () => {
  const { made, kill } = await openNewVault();
  await kill();
  let passphrase = made.passphrase;
  const outcomes = { old: 0, next: 0, broken: 0 };
  for (let round = 0; round < rounds; round++) {
    const host = startVaultHost();
    const at = later(noon, round * 10);
    await reopen(host, { ...made, passphrase }, at);
    const next = `passphrase ${round}`;
    const change = host.api.changePassphrase({
      current: passphrase,
      next,
      deviceSecret: made.deviceSecret,
      kdf: quickKdf,
      at,
    });
    const told = change.then(
      () => true,
      () => false,
    );
    // The change itself takes about 60 ms with this key derivation: the kills are spread over it.
    await new Promise((resolve) => setTimeout(resolve, round * 14));
    await host.kill();
    const wasTold = await told;
    const opens = (candidate: string): Promise<unknown> =>
      unlockVault({ folder: made.folder, passphrase: candidate, deviceSecret: made.deviceSecret, at: later(at, 1) });
    const usesNext = await opens(next).then(
      () => true,
      () => false,
    );
    if (usesNext) {
      passphrase = next;
      outcomes.next += 1;
    } else {
      await opens(passphrase);
      outcomes.old += 1;
    }
    outcomes.broken += wasTold && !usesNext ? 1 : 0;
  }
  expect(outcomes).toMatchObject({ broken: 0 });
  expect(outcomes.old + outcomes.next).toBe(rounds);
});
