// Each write and fsync of the records fails in turn, inside the real vault host, while drafts are saved, and while the vault is locked and unlocked:
// what was acknowledged is kept, what failed is told in an officer's words, and saving goes on once the fault is gone.
// KERBDESK_DRAFT_FAULTS=400 npx vitest run --project faults tests/faults/draft-io-errors.test.ts (every call until no more are hit)
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DraftStream, integrityOf, outcomeOf } from '../support/draft-kit.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { cannotTrace, injectFaults } from '../support/strace.ts';
import { later, noon, openNewVault, reopen, startVaultHost, type RunningVaultHost } from '../support/vault-kit.ts';

/** Of each kind of fault. In CI the first calls only: those of a single save and its surroundings. */
const most = runsOf('KERBDESK_DRAFT_FAULTS', 5);
const savesUnderFault = 3;
const reason = cannotTrace();
if (reason) console.warn(`SKIPPED: faults inside the real process need strace, and it cannot trace here (${reason})`);

interface Kind {
  readonly name: string;
  readonly calls: string;
  readonly error: 'EIO' | 'ENOSPC';
  /** From that call on all fail, as on a disk that went bad. */
  readonly lasting: boolean;
}
const kinds: Kind[] = [
  { name: 'fsync fails once with EIO', calls: 'fsync,fdatasync', error: 'EIO', lasting: false },
  { name: 'a write fails once with EIO', calls: 'pwrite64', error: 'EIO', lasting: false },
  { name: 'a write fails once with ENOSPC', calls: 'pwrite64', error: 'ENOSPC', lasting: false },
  { name: 'fsync fails with EIO from then on', calls: 'fsync,fdatasync', error: 'EIO', lasting: true },
  { name: 'writes fail with ENOSPC from then on', calls: 'pwrite64', error: 'ENOSPC', lasting: true },
];
/** Saving has every page at hand; unlocking reads them. */
const readFault: Kind = { name: 'a read fails once with EIO', calls: 'pread64', error: 'EIO', lasting: false };
const faultOf = ({ calls, error, lasting }: Kind, nth: number): string =>
  `${calls}:error=${error}:when=${nth}${lasting ? '+' : ''}`;

const files = (folder: string): string[] =>
  ['records.db', 'records.db-wal', 'records.db-shm', 'vault.json', 'vault.json.tmp'].map((name) =>
    path.join(folder, name),
  );
const pidOf = (host: RunningVaultHost): number => host.child.pid ?? 0;
const allowed = (kind: Kind): (string | null)[] => [
  null,
  'disk-error',
  ...(kind.error === 'ENOSPC' ? ['disk-full'] : []),
];

describe.skipIf(reason !== null)('while drafts are saved', () => {
  it.each(kinds)('$name', { timeout: 120_000 + most * 20_000 }, async (kind) => {
    const chance = seededChance('draft-io-errors');
    const { made, folder, ...first } = await openNewVault();
    let host: RunningVaultHost = first;
    const stream = new DraftStream();
    await stream.takeRecording(made, host.api);
    await stream.create(host.api, noon);
    const tally = { places: 0, failed: 0, told: {} as Record<string, number>, found: 0 };
    for (let nth = 1; nth <= most; nth++) {
      const at = later(noon, nth * 3600);
      const log = path.join(folder, '..', 'strace.log');
      const faults = await injectFaults(pidOf(host), { fault: faultOf(kind, nth), paths: files(folder), log });
      for (let save = 0; save < savesUnderFault; save++) {
        const code = await outcomeOf(stream.step(host.api, chance, at));
        expect(allowed(kind)).toContain(code);
        if (code === null) continue;
        tally.failed++;
        tally.told[code] = (tally.told[code] ?? 0) + 1;
      }
      const hits = await faults.stop();
      if (hits === 0) break;
      tally.places++;
      // The fault is gone: the same process goes on, and what failed can be saved again.
      expect(await outcomeOf(stream.save(host.api, at))).toBe(null);
      await host.kill();
      host = startVaultHost();
      await reopen(host, made, later(at, 60));
      tally.found += await stream.check(host.api, later(at, 60));
    }
    expect(tally.places).toBeGreaterThan(0);
    await host.api.close({ at: later(noon, 1e6), because: 'test' });
    await host.kill();
    expect(await integrityOf(made, later(noon, 1e6))).toBe('ok');
    console.log(`draft-io-errors, ${kind.name}: ${JSON.stringify({ ...tally, acknowledged: stream.acknowledged })}`);
  });
});

describe.skipIf(reason !== null)('while the vault is unlocked and locked', () => {
  it.each([...kinds, readFault])('$name', { timeout: 120_000 + most * 20_000 }, async (kind) => {
    const chance = seededChance('draft-io-errors');
    const { made, folder, api, kill } = await openNewVault();
    const stream = new DraftStream();
    await stream.takeRecording(made, api);
    for (let saves = 0; saves < 12; saves++) await stream.step(api, chance, noon);
    // As a crash leaves it: the next unlock has the journal to recover.
    await kill();
    const tally = { places: 0, told: {} as Record<string, number> };
    for (let nth = 1; nth <= most; nth++) {
      const at = later(noon, nth * 3600);
      const log = path.join(folder, '..', 'strace.log');
      const host = startVaultHost();
      // A first answer shows that it runs; its threads are all traced from then on.
      expect(await outcomeOf(host.api.listCategories())).toBe('locked');
      const faults = await injectFaults(pidOf(host), { fault: faultOf(kind, nth), paths: files(folder), log });
      const unlocked = await outcomeOf(reopen(host, made, at));
      const locked = unlocked === null ? await outcomeOf(host.api.close({ at, because: 'test' })) : null;
      const hits = await faults.stop();
      for (const code of [unlocked, locked]) {
        expect(allowed(kind)).toContain(code);
        if (code !== null) tally.told[code] = (tally.told[code] ?? 0) + 1;
      }
      if (hits === 0) break;
      tally.places++;
      // The same process opens once the fault is gone.
      await reopen(host, made, later(at, 60));
      await stream.check(host.api, later(at, 60));
      await stream.save(host.api, later(at, 61));
      await host.kill();
    }
    expect(tally.places).toBeGreaterThan(0);
    expect(await integrityOf(made, later(noon, 1e6))).toBe('ok');
    console.log(`draft-io-errors at unlock and lock, ${kind.name}: ${JSON.stringify(tally)}`);
  });
});
