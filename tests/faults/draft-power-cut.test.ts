// The power fails at random moments while drafts are saved: every save that was acknowledged is there afterwards, and nothing is damaged.
// KERBDESK_POWER_CUT_RUNS=200 npx vitest run --project faults tests/faults/draft-power-cut.test.ts
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { DraftStream, integrityOf, outcomeOf, wait } from '../support/draft-kit.ts';
import { cannotMount, makeImage, mount, unmount } from '../support/loop-image.ts';
import { armPowerSwitch } from '../support/power-cut.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { later, newVault, noon, reopen, startVaultHost } from '../support/vault-kit.ts';

const runs = runsOf('KERBDESK_POWER_CUT_RUNS', 6);
/** So many cuts in the life of one vault. */
const cutsPerVault = 20;
const scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-draft-power-'));
const disk = path.join(scratch, 'disk');
const image = path.join(scratch, 'disk.img');
const reason = await cannotMount('ext4', scratch);
if (reason) console.warn(`SKIPPED: power cuts need a mounted ext4 image, and none can be mounted here (${reason})`);
afterAll(async () => {
  await unmount(disk, true).catch(() => undefined);
  await rm(scratch, { recursive: true });
});

it.skipIf(reason !== null)(`drafts survive ${runs} power cuts`, { timeout: 120_000 + runs * 20_000 }, async () => {
  const chance = seededChance('draft-power-cut');
  const tally = {
    cuts: 0,
    vaults: 0,
    acknowledged: 0,
    foundThoughNotAcknowledged: 0,
    endedBy: {} as Record<string, number>,
  };
  while (tally.cuts < runs) {
    tally.vaults++;
    await makeImage(image, 96, 'ext4');
    await mount(image, disk);
    const made = newVault(path.join(disk, 'officers', 'ada'));
    let host = startVaultHost();
    await host.api.create(made);
    await reopen(host, made);
    const stream = new DraftStream();
    await stream.takeRecording(made, host.api);
    for (let cuts = 0; cuts < cutsPerVault && tally.cuts < runs; cuts++) {
      const at = later(noon, (cuts + 1) * 600);
      const power = await armPowerSwitch(disk);
      const saving = saveUntilFailure(() => stream.step(host.api, chance, at));
      await wait(chance.between(0, 250));
      stream.beginCut();
      await power.cut();
      tally.cuts++;
      const code = await saving;
      // The disk is gone: it says so, in words for an officer.
      expect(['disk-error', 'disk-full']).toContain(code);
      tally.endedBy[code] = (tally.endedBy[code] ?? 0) + 1;
      await host.kill();
      await unmount(disk);
      await mount(image, disk);

      // Before the program repairs anything by using it.
      expect(cuts % 5 === 0 ? await integrityOf(made, at) : 'ok').toBe('ok');
      host = startVaultHost();
      await reopen(host, made, at);
      tally.foundThoughNotAcknowledged += await stream.check(host.api, at);
    }
    await host.api.close({ at: later(noon, 86_400), because: 'test' });
    await host.kill();
    expect(await integrityOf(made, later(noon, 86_400))).toBe('ok');
    tally.acknowledged += stream.acknowledged;
    await unmount(disk);
  }
  console.log(`draft-power-cut: ${JSON.stringify(tally)}`);
  expect(tally.acknowledged).toBeGreaterThan(runs);
});

async function saveUntilFailure(step: () => Promise<void>): Promise<string> {
  for (;;) {
    const code = await outcomeOf(step());
    if (code !== null) return code;
  }
}
