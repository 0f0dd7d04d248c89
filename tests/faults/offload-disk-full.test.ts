// The laptop's disk fills up at every part boundary of an offload: it says so, keeps what is whole, and goes on when there is space again.
// KERBDESK_DISK_FULL_STEP=1 npx vitest run --project faults tests/faults/offload-disk-full.test.ts (1: in the middle of parts too)
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import type { EvidenceSink } from '../../main/ports/evidence-sink.ts';
import type { OffloadTarget } from '../../main/ports/device-host.ts';
import { createEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import { cannotMount, unmount } from '../support/loop-image.ts';
import {
  cameraSevenId,
  clipName,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
} from '../support/offload-kit.ts';
import { createChance, runsOf } from '../support/random.ts';
import { makeVault } from '../unit/evidence/support/evidence-kit.ts';

const run = promisify(execFile);
const step = runsOf('KERBDESK_DISK_FULL_STEP', 2);
const partBytes = 64 * 1024;
const sizes = [900_000, 300_000];
/** Whole and last parts of both recordings. */
const parts = 14 + 5;
const scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-full-'));
const reason = await cannotMount('ext4', scratch);
if (reason) console.warn(`SKIPPED: a full disk needs a mounted tmpfs, and none can be mounted here (${reason})`);
const disk = path.join(scratch, 'disk');
const volumes = path.join(scratch, 'volumes');
const chance = createChance(11);
const files = Object.fromEntries(sizes.map((size, index) => [clipName(index + 1), chance.bytes(size)]));
const expected = Object.values(files).map(hashOf);
afterAll(() => rm(scratch, { recursive: true }));

async function withDisk(work: (target: OffloadTarget) => Promise<void>): Promise<void> {
  const elsewhere = await makeVault();
  await mkdir(disk, { recursive: true });
  await run('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]);
  try {
    await work({ ...elsewhere.target, evidenceFolder: path.join(disk, 'evidence') });
  } finally {
    await unmount(disk, true);
    await elsewhere.remove();
  }
}

/** Leaves so many bytes free. */
async function fill(free: number): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  await writeFile(path.join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - free)));
}

const sinkFor = (target: OffloadTarget, overrides: Partial<EvidenceSink>): EvidenceSink => ({
  ...createEvidenceSink(target, { workerEntry: null, geometry: { partBytes, segmentBytes: 4096 } }),
  ...overrides,
});

it.skipIf(reason !== null)('too little space is told before a byte is copied', async () => {
  await writeCamera(path.join(volumes, 'CAM7'), files);
  await withDisk(async (target) => {
    await fill(1_000_000);
    const desk = await startDesk({ volumesFolder: volumes, target, sink: sinkFor(target, {}) });
    await desk.log.camera(cameraSevenId, 'ready');
    await expect(desk.api.offload(offloadOf(cameraSevenId, newJob()))).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(
        /need 1\.3 MB, and this laptop's disk has (1\.0 MB|\d+ kB) left for them\. Nothing was copied/,
      ) as string,
    });
    expect(desk.log.progress).toEqual([]);
    expect((await readdir(disk)).toSorted()).toEqual(['filler']);
    desk.stop();
  });
});

const boundaries = Array.from({ length: Math.ceil((2 * (parts - 1)) / step) }, (_one, index) => index * step);

it.skipIf(reason !== null).each(boundaries)('full after %i half parts', async (half) => {
  await writeCamera(path.join(volumes, 'CAM7'), files);
  await withDisk(async (target) => {
    await fill((half * partBytes) / 2 + 16_384);
    // The disk fills up after it was asked: somebody else writes to it too.
    const sink = sinkFor(target, { freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER) });
    const desk = await startDesk({ volumesFolder: volumes, target, sink });
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'failed', error: { code: 'disk-full' } });
    expect(await desk.log.camera(cameraSevenId, 'failed')).toMatchObject({
      safeToUnplug: true,
      problem: expect.stringContaining('disk is full') as string,
    });
    for (const one of await openVault(target)) expect(one.sha256).toBe(one.receipt.seal.sha256);
    await rm(path.join(disk, 'filler'));
    const next = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, next));
    expect(await desk.log.end(next)).toMatchObject({ phase: 'done' });
    expect((await openVault(target)).map((one) => one.sha256)).toEqual(expected);
    desk.stop();
  });
});
