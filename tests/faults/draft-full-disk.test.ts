// The disk fills up to the last byte while drafts are saved: it says so, nothing acknowledged is lost, the vault can still be unlocked,
// read and locked, and saving goes on once there is space.
// KERBDESK_FULL_DISK_RUNS=100 npx vitest run --project faults tests/faults/draft-full-disk.test.ts
import { mkdtemp, open, rm, stat, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CreateVault } from '../../main/ports/vault-host.ts';
import { reserveBytes } from '../../main/storage/disk-reserve.ts';
import { readVaultFile } from '../../main/storage/vault/vault-file.ts';
import { DraftStream, integrityOf, outcomeOf } from '../support/draft-kit.ts';
import { cannotMount, makeImage, mount, unmount } from '../support/loop-image.ts';
import { runsOf, seededChance } from '../support/random.ts';
import {
  codeOf,
  failureOf,
  later,
  newVault,
  noon,
  reopen,
  startVaultHost,
  type RunningVaultHost,
} from '../support/vault-kit.ts';

const runs = runsOf('KERBDESK_FULL_DISK_RUNS', 4);
const scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-draft-full-'));
const disk = path.join(scratch, 'disk');
const image = path.join(scratch, 'disk.img');
const filler = path.join(disk, 'filler');
const reason = await cannotMount('ext4', scratch);
if (reason) console.warn(`SKIPPED: a full disk needs a mounted ext4 image, and none can be mounted here (${reason})`);
afterAll(async () => {
  await unmount(disk, true).catch(() => undefined);
  await rm(scratch, { recursive: true });
});

/** To the last byte, then so many are given back. */
async function fill(free: number): Promise<void> {
  const file = await open(filler, 'a');
  try {
    for (let size = 4 * 1024 * 1024; size >= 1; size = Math.floor(size / 4)) {
      const piece = new Uint8Array(size).fill(1);
      try {
        for (;;) await file.write(piece);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
      }
    }
    const { size } = await file.stat();
    await truncate(filler, Math.max(0, size - free));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function vaultOnDisk(): Promise<{ made: CreateVault; host: RunningVaultHost; stream: DraftStream }> {
  await unmount(disk).catch(() => undefined);
  await makeImage(image, 128, 'ext4');
  await mount(image, disk);
  const made = newVault(path.join(disk, 'officers', 'ada'));
  const host = startVaultHost();
  await host.api.create(made);
  await reopen(host, made);
  const stream = new DraftStream();
  await stream.takeRecording(made, host.api);
  await stream.create(host.api, noon);
  await expect.poll(() => reserveOf(made)).toBe(reserveBytes);
  return { made, host, stream };
}

const reserveOf = ({ folder }: CreateVault): Promise<number> =>
  stat(path.join(folder, 'disk-reserve.bin')).then(
    ({ size }) => size,
    () => 0,
  );

it.skipIf(reason !== null)(`drafts survive ${runs} full disks`, { timeout: 120_000 + runs * 30_000 }, async () => {
  const chance = seededChance('draft-full-disk');
  const { made, stream, ...first } = await vaultOnDisk();
  let { host } = first;
  const tally = { runs, savedBeforeFull: 0, opened: 0, reserveLeft: [] as number[] };
  for (let run = 1; run <= runs; run++) {
    const at = (seconds: number): string => later(noon, run * 3600 + seconds);
    for (let step = chance.between(0, 12); step > 0; step--) await stream.step(host.api, chance, at(0));
    await fill(chance.between(0, 300_000));
    const before = stream.acknowledged;
    let code = await outcomeOf(stream.step(host.api, chance, at(1)));
    while (code === null) code = await outcomeOf(stream.step(host.api, chance, at(1)));
    expect(code).toBe('disk-full');
    tally.savedBeforeFull += stream.acknowledged - before;
    await fill(0);

    // Everything can be read, in the same sitting and after the program ended or was locked; a save is refused in plain words.
    await stream.check(host.api, at(700));
    expect((await failureOf(saveUntilRefused(stream, host, at(701)))).message).toMatch(
      /disk is full and the last change was not saved\. Everything saved before is kept\. Free some space/,
    );
    await fill(0);
    if (chance.between(0, 1) === 0) await host.api.close({ at: at(800), because: 'test' });
    await host.kill();
    for (let again = 1; again <= 3; again++) {
      await fill(0);
      host = startVaultHost();
      await reopen(host, made, at(1000 * again));
      tally.opened++;
      await fill(0);
      await stream.check(host.api, at(1000 * again));
      await host.api.close({ at: at(1000 * again + 10), because: 'test' });
      await host.kill();
    }
    tally.reserveLeft.push(await reserveOf(made));

    // Space again: the next unlock saves, and sets space aside anew.
    await rm(filler);
    host = startVaultHost();
    await reopen(host, made, at(3590));
    await stream.save(host.api, at(3590));
    await stream.check(host.api, at(3591));
    await expect.poll(() => reserveOf(made)).toBe(reserveBytes);
    // Each look costs a little of the reserve; the next full disk begins with few drafts again.
    stream.leaveOldDrafts();
    await stream.create(host.api, at(3592));
  }
  await host.api.close({ at: later(noon, 1e6), because: 'test' });
  await host.kill();
  expect(await integrityOf(made, later(noon, 1e6))).toBe('ok');
  console.log(`draft-full-disk: ${JSON.stringify({ ...tally, acknowledged: stream.acknowledged })}`);
});

/** What the reserve freed may still take a save or two. */
async function saveUntilRefused(stream: DraftStream, host: RunningVaultHost, at: string): Promise<never> {
  for (;;) await stream.save(host.api, at);
}

it.skipIf(reason !== null)(
  'on a full disk wrong passphrases are still counted, and without a reserve it says why',
  async () => {
    const { made, host, stream } = await vaultOnDisk();
    await host.api.close({ at: noon, because: 'test' });
    await host.kill();
    await fill(0);
    const locked = startVaultHost();
    const wrong = { ...made, passphrase: 'not this' };
    expect(await codeOf(reopen(locked, wrong))).toBe('wrong-passphrase');
    expect((await readVaultFile(made.folder)).tries.failed).toBe(1);

    await rm(path.join(made.folder, 'disk-reserve.bin'));
    await fill(0);
    const refused = await failureOf(reopen(locked, made));
    expect([refused.code, refused.message]).toEqual([
      'disk-full',
      expect.stringMatching(/disk is full and .*Free some space, then try again/),
    ]);
    // Not let in, and not let try for nothing either.
    expect((await readVaultFile(made.folder)).tries.failed).toBe(1);
    await rm(filler);
    await reopen(locked, made);
    await stream.check(locked.api, noon);
  },
);

it.skipIf(reason !== null)('a look that cannot be noted is refused, and noted when it is granted', async () => {
  const { made, host, stream } = await vaultOnDisk();
  const [id] = [...stream.reports.keys()];
  if (id === undefined) throw new Error('there is no draft');
  await rm(path.join(made.folder, 'disk-reserve.bin'));
  await fill(0);
  const at = later(noon, 60);
  expect(await codeOf(host.api.getReport({ id, at }))).toBe('disk-full');
  await rm(filler);
  await host.api.getReport({ id, at });
  const { entries } = await host.api.listAudit({ before: null, limit: 20, subjectId: id, at });
  expect(entries.filter(({ operation }) => operation === 'consultation')).toHaveLength(1);
});
