// A shift comes back: several cameras of different kinds in one hub, offloaded side by side.
import assert from 'node:assert/strict';
import type { Camera } from '#contract/cameras.ts';
import { createChance } from '../../../support/random.ts';
import { clipName, hashOf, writeCamera } from '../../../support/offload-kit.ts';
import { GuestDesk } from '../desk.ts';
import type { Lab } from '../lab.ts';
import type { Suite } from '../suite.ts';
import { fillCamera } from './reading.ts';

async function offloadsFourAtOnce(lab: Lab): Promise<void> {
  const onDisk = createChance(3).bytes(3_000_000);
  const disk = await lab.diskCamera('exfat', (folder) => writeCamera(folder, { [clipName(1)]: onDisk }));
  // Both of QEMU's say the same serial number of themselves; what is on them differs.
  const cameras = [await lab.qemuCamera(), await lab.qemuCamera(), await lab.umtpCamera()];
  const wanted = [hashOf(onDisk)];
  for (const [index, camera] of cameras.entries()) {
    const hashes = await fillCamera(
      camera.folder,
      Array.from({ length: index + 1 }, () => 2_000_000 + index),
    );
    wanted.push(...hashes.values());
  }
  await disk.plugIn();
  for (const camera of cameras) await camera.plugIn();
  const desk = await GuestDesk.open(lab);
  const all = await desk.until('four cameras to be ready', () => {
    const ready = desk.log.cameras.filter((one) => one.state === 'ready');
    return ready.length === 4 && ready;
  });
  assert.equal(new Set(all.map((one) => one.id)).size, 4);
  const ends = await Promise.all(all.map((one: Camera) => desk.offload(one.id)));
  assert.deepEqual(
    ends.map((end) => end.phase),
    ['done', 'done', 'done', 'done'],
  );
  assert.deepEqual((await desk.allHashes()).toSorted(), wanted.toSorted());
  for (const camera of cameras) await camera.pull();
  await disk.pull();
  await desk.until('all of them to be away', () => desk.log.cameras.every((one) => one.state === 'unplugged'));
  await disk.clear();
}

export const several: Suite = {
  title: 'several cameras at once',
  tests: [
    {
      name: "two of QEMU's, one of Debian's and a disk are offloaded side by side, each into its own recordings",
      limitSeconds: 600,
      run: offloadsFourAtOnce,
    },
  ],
};
