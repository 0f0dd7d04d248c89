// Cameras that appear as a disk: read without a trace, and read to the end through a pulled cable.
import assert from 'node:assert/strict';
import { createChance } from '../../../support/random.ts';
import { clipName, hashOf, newJob, offloadOf, writeCamera } from '../../../support/offload-kit.ts';
import { GuestDesk } from '../desk.ts';
import type { FileSystem } from '../disk-camera.ts';
import type { Lab } from '../lab.ts';
import type { Suite } from '../suite.ts';

const serial = 'X60-118842';

function makeFiles(sizes: readonly number[]): Record<string, Uint8Array> {
  const chance = createChance(7);
  return Object.fromEntries(sizes.map((size, index) => [clipName(index + 1), chance.bytes(size)]));
}

const hashesOf = (files: Record<string, Uint8Array>): Map<string, string> =>
  new Map(Object.entries(files).map(([name, bytes]) => [name, hashOf(bytes)]));

async function leavesNoTrace(lab: Lab, fileSystem: FileSystem): Promise<void> {
  const files = makeFiles([5_000_000, 3_000_001, 4096, 1]);
  const disk = await lab.diskCamera(fileSystem, (folder) => writeCamera(folder, files));
  const untouched = await disk.hash();
  await disk.plugIn();
  const mounted = await disk.hash();
  const desk = await GuestDesk.open(lab);
  const camera = await desk.camera('the disk', (one) => one.serial === serial, 'ready');
  assert.equal((await desk.offload(camera.id)).phase, 'done');
  assert.deepEqual(await desk.hashes(), hashesOf(files));
  assert.equal(await disk.hash(), mounted, 'the disk changed while it was offloaded');
  await disk.remove();
  assert.equal(await disk.hash(), untouched, 'the disk is not as it was before it was plugged in');
}

async function goesOnAfterPull(lab: Lab, fileSystem: FileSystem): Promise<void> {
  const files = makeFiles([16_000_000, 2_000_000]);
  const disk = await lab.diskCamera(fileSystem, (folder) => writeCamera(folder, files));
  await disk.plugIn();
  const desk = await GuestDesk.open(lab);
  const isDisk = (one: { serial: string | null }): boolean => one.serial === serial;
  const camera = await desk.camera('the disk', isDisk, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(camera.id, job));
  await desk.until('the middle of the first recording', () =>
    desk.log.progress.some((one) => one.bytesDone > 3_000_000),
  );
  await disk.pull();
  await desk.camera('the pulled disk', isDisk, 'unplugged');
  assert.notEqual(desk.log.progress.at(-1)?.phase, 'done');
  await disk.clear();
  await disk.plugIn();
  assert.equal((await desk.end(job)).phase, 'done');
  assert.deepEqual(await desk.hashes(), hashesOf(files));
}

async function erasesOnlyWhereItMay(lab: Lab): Promise<void> {
  const files = makeFiles([100_000, 50_000]);
  const disk = await lab.diskCamera('vfat', (folder) => writeCamera(folder, files));
  await disk.plugIn();
  await disk.makeReadOnly();
  const before = await disk.hash();
  const desk = await GuestDesk.open(lab);
  const { id: cameraId } = await desk.camera('the disk', (one) => one.serial === serial, 'ready');
  assert.equal((await desk.offload(cameraId)).phase, 'done');
  const [first, second] = (await desk.api.filesToErase({ cameraId })).files;
  assert.ok(first && second);
  const sha256 = (await desk.hashes()).get(first.path) ?? '';
  const erase = { cameraId, path: first.path, sha256 };

  const refused = await desk.api.erase(erase);
  assert.ok(refused.outcome === 'not-erased');
  assert.match(refused.reason, /may only read the camera, so nothing was erased/);
  assert.equal(await disk.hash(), before, 'the disk changed although it was mounted read-only');

  await disk.makeWritable();
  assert.deepEqual(await desk.api.erase(erase), { outcome: 'erased' });
  assert.deepEqual(
    (await desk.api.filesToErase({ cameraId })).files.map((file) => file.path),
    [second.path],
  );
}

export const disks: Suite = {
  title: 'a camera that appears as a disk',
  tests: [
    {
      name: 'is offloaded from FAT, mounted for writing, without a single byte of it changing',
      limitSeconds: 600,
      run: (lab) => leavesNoTrace(lab, 'vfat'),
    },
    {
      name: 'is offloaded from exFAT, mounted for writing, without a single byte of it changing',
      limitSeconds: 600,
      run: (lab) => leavesNoTrace(lab, 'exfat'),
    },
    {
      name: 'is offloaded to the end after the cable was pulled in the middle of a recording',
      limitSeconds: 600,
      run: (lab) => goesOnAfterPull(lab, 'vfat'),
    },
    {
      name: 'is erased only where it is mounted for writing, and only by the recording that is named',
      limitSeconds: 600,
      run: (lab) => erasesOnlyWhereItMay(lab),
    },
  ],
};
