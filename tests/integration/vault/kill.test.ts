// kill -9 of the vault host while drafts are saved: everything that was acknowledged is there at the next unlock.
// KERBDESK_KILL_RUNS=300 npx vitest run --project integration tests/integration/vault/kill.test.ts
import { expect, test } from 'vitest';
import { DraftStream, integrityOf, outcomeOf, wait } from '../../support/draft-kit.ts';
import { runsOf, seededChance } from '../../support/random.ts';
import { later, noon, openNewVault, reopen, startVaultHost, type RunningVaultHost } from '../../support/vault-kit.ts';

const runs = runsOf('KERBDESK_KILL_RUNS', 8);

test('no acknowledged save is lost, and the audit trail stays whole', { timeout: 60_000 + runs * 10_000 }, async () => {
  const chance = seededChance('draft-kill');
  const { made, ...first } = await openNewVault();
  let host: RunningVaultHost = first;
  const stream = new DraftStream();
  await stream.takeRecording(made, host.api);
  let foundThoughNotAcknowledged = 0;
  for (let run = 1; run <= runs; run++) {
    const at = later(noon, run * 600);
    const killed = wait(chance.between(0, 300)).then(() => host.kill());
    let code = await outcomeOf(stream.step(host.api, chance, at));
    while (code === null) code = await outcomeOf(stream.step(host.api, chance, at));
    expect(code).toBe('vault-host-ended');
    await killed;
    expect(run % 10 === 0 ? await integrityOf(made, at) : 'ok').toBe('ok');
    host = startVaultHost();
    await reopen(host, made, at);
    foundThoughNotAcknowledged += await stream.check(host.api, at);
    // A vault of hundreds of drafts would take longer to check than to kill.
    if (run % 20 === 0) stream.leaveOldDrafts();
  }
  await host.api.close({ at: later(noon, 1e6), because: 'test' });
  await host.kill();
  expect(await integrityOf(made, later(noon, 1e6))).toBe('ok');
  console.log(`draft-kill: ${JSON.stringify({ runs, acknowledged: stream.acknowledged, foundThoughNotAcknowledged })}`);
  expect(stream.acknowledged).toBeGreaterThan(runs);
});
