// The power fails at random moments of an offload: what was said to be durable is there afterwards, and the offload goes on to equal hashes.
// KERBDESK_POWER_CUT_RUNS=200 npx vitest run --project faults tests/faults/offload-power-cut.test.ts
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isTerminal } from '#contract/jobs.ts';
import type { OffloadTarget } from '../../main/ports/device-host.ts';
import { systemFiles } from '../../main/storage/file-operations.ts';
import { createEvidenceSink } from '../../main/storage/evidence/evidence-sink.ts';
import { cannotMount, makeImage, mount, unmount } from '../support/loop-image.ts';
import {
  cameraSevenId,
  clipName,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
  type Desk,
} from '../support/offload-kit.ts';
import { armPowerSwitch } from '../support/power-cut.ts';
import { runsOf, seededChance } from '../support/random.ts';
import { newPromises, watchSink, type Promises } from '../support/watched-sink.ts';
import { makeVault } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_POWER_CUT_RUNS', 10);
const sizes = [14_000_000, 1_000_000, 5_300_000, 0];
const scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-power-'));
const reason = await cannotMount('ext4', scratch);
if (reason) console.warn(`SKIPPED: power cuts need a mounted ext4 image, and none can be mounted here (${reason})`);

it.skipIf(reason !== null)(`an offload survives ${runs} power cuts`, { timeout: 120_000 + runs * 20_000 }, async () => {
  const chance = seededChance('offload-power-cut');
  const [image, disk, volumes] = ['disk.img', 'disk', 'volumes'].map((name) => path.join(scratch, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(volumes);
  const files = Object.fromEntries(sizes.map((size, index) => [clipName(index + 1), chance.bytes(size)]));
  await writeCamera(path.join(volumes, 'CAM7'), files);
  const expected = Object.values(files).map(hashOf);
  const elsewhere = await makeVault();
  const target: OffloadTarget = { ...elsewhere.target, evidenceFolder: path.join(disk, 'officer', 'evidence') };
  const tally = { cuts: 0, offloads: 0, keptBefore: 0, resumed: 0 };

  const open = async (promises: Promises): Promise<Desk> => {
    const sink = createEvidenceSink(target, {
      workerEntry: null,
      geometry: { partBytes: 1024 * 1024, segmentBytes: 64 * 1024 },
    });
    const desk = await startDesk({ volumesFolder: volumes, target, sink: watchSink(sink, promises) });
    await desk.log.camera(cameraSevenId, 'ready', 'offloading', 'finished', 'failed');
    await desk.api.offload(offloadOf(cameraSevenId, newJob())).catch(() => undefined);
    return desk;
  };
  const ended = (desk: Desk) =>
    desk.log.until('the offload to end', () => desk.log.progress.find((one) => isTerminal(one.phase)));

  while (tally.cuts < runs) {
    tally.offloads++;
    await makeImage(image, 96, 'ext4');
    await mount(image, disk);
    await mkdir(path.dirname(target.evidenceFolder), { recursive: true });
    await systemFiles.syncFolder(disk);
    const promises = newPromises();
    for (let whole = false; !whole && tally.cuts < runs;) {
      const power = await armPowerSwitch(disk);
      const desk = await open(promises);
      await wait(chance.between(0, 350));
      whole = desk.log.progress.some((one) => one.phase === 'done');
      const [durable, kept] = [new Map(promises.durable), new Set(promises.kept)];
      await power.cut();
      tally.cuts++;
      if (!whole) await ended(desk);
      desk.stop();
      await unmountPatiently(disk);
      await mount(image, disk);

      const held = await openVault(target);
      const there = new Set<string>(held.map((one) => one.receipt.recordingId));
      expect([...kept].filter((id) => !there.has(id))).toEqual([]);
      for (const one of held) expect(one.sha256).toBe(one.receipt.seal.sha256);
      tally.keptBefore += kept.size;
      // What goes on finds at least what was said to be durable.
      promises.durable.clear();
      promises.found.clear();
      const again = await open(promises);
      await again.log.until('what was begun to be taken up', () =>
        again.log.progress.some((one) => isTerminal(one.phase) || one.bytesDone > 0),
      );
      if (chance.between(0, 1) === 0) whole = (await ended(again)).phase === 'done';
      else await cancelAll(again);
      for (const [id, found] of promises.found) {
        tally.resumed++;
        expect(found).toBeGreaterThanOrEqual(durable.get(id) ?? 0);
      }
      again.stop();
    }
    const last = await open(promises);
    expect((await ended(last)).phase).toBe('done');
    last.stop();
    expect((await openVault(target)).map((one) => one.sha256)).toEqual(expected);
    await unmountPatiently(disk);
  }
  await elsewhere.remove();
  await rm(scratch, { recursive: true });
  console.log(`offload-power-cut: ${JSON.stringify(tally)}`);
});

async function cancelAll(desk: Desk): Promise<void> {
  for (const job of new Set(desk.log.progress.map((one) => one.jobId))) {
    await desk.api.cancel({ jobId: job }).catch(() => undefined);
    await desk.log.end(job);
  }
}

/** The last files of an ended offload are closed a moment after its end. */
async function unmountPatiently(folder: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await unmount(folder);
      return;
    } catch (error) {
      if (attempt === 50) throw error;
      await wait(100);
    }
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
