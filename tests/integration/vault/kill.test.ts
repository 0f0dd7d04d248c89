// kill -9 of the vault host while drafts are saved: everything that was acknowledged is there at the next unlock.
import { expect, test } from 'vitest';
import { later, noon, openNewVault, reopen, startVaultHost } from '../../support/vault-kit.ts';

const rounds = Number(process.env['KERBDESK_KILLS'] ?? 6);

test('no acknowledged save is lost, and the audit trail stays whole', async () => {
  const { made, api, kill } = await openNewVault();
  const { id } = await api.createReport({ kind: 'crime', at: noon });
  await kill();
  let revision = 0;
  let saves = 0;
  for (let round = 0; round < rounds; round++) {
    const at = later(noon, round * 60);
    const host = startVaultHost();
    await reopen(host, made, at);
    const stored = await host.api.getReport({ id, at });
    // One more than acknowledged is right: the answer may have been on its way.
    expect([revision, revision + 1], `round ${round}`).toContain(stored.revision);
    expect(stored.content.values['narrative'] ?? '0').toBe(String(stored.revision));
    expect((await host.api.verifyAudit({ at })).problems).toEqual([]);
    ({ revision } = stored);

    const stop = new Promise<void>((resolve) => setTimeout(resolve, 40 + 37 * round)).then(() => host.kill());
    try {
      for (;;) {
        const content = { values: { narrative: String(revision + 1) }, people: [], property: [] };
        ({ revision } = await host.api.saveReport({ id, revision, content, at }));
        saves += 1;
      }
    } catch {
      await stop;
    }
  }
  expect(saves).toBeGreaterThan(rounds);
});
