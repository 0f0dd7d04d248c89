// No byte of a camera changes by an offload: on real file systems in images, down to the times of access.
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import { cannotMount, makeImage, mount, unmount } from '../../support/loop-image.ts';
import {
  cameraSevenId,
  clipName,
  hashFile,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
} from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';

const chance = createChance(31);
let scratch: string;
let image: string;
let whyNot: string | null;

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-read-only-'));
  whyNot = await cannotMount('ext4', scratch);
  image = path.join(scratch, 'camera.img');
  if (whyNot !== null) return;
  await makeImage(image, 64, 'ext4');
  await mount(image, path.join(scratch, 'making'));
  await writeCamera(path.join(scratch, 'making'), {
    [clipName(1)]: chance.bytes(3_000_000),
    [clipName(1).replace('.MP4', '_gpstrail.json')]: chance.bytes(5000),
    [clipName(2)]: chance.bytes(1_000_000),
  });
  await unmount(path.join(scratch, 'making'));
});
afterAll(() => rm(scratch, { recursive: true }));

/** Offloads everything on the camera that is mounted below `volumes`; answers how many files came into the vault. */
async function offloadAll(volumes: string): Promise<number> {
  const vault: Vault = await makeVault({ partBytes: 256 * 1024, segmentBytes: 4096 });
  const desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: vault.sink() });
  try {
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.log.end(job);
    return (await openVault(vault.target)).length;
  } finally {
    desk.stop();
    await vault.remove();
  }
}

/** Size, and times of access, change and status, of every file, to the nanosecond. */
async function timesBelow(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(
    files.toSorted().map(async (file) => {
      const { size, atimeNs, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
      return [path.relative(root, file), size, atimeNs, mtimeNs, ctimeNs].join(' ');
    }),
  );
}

it('an image that is mounted read-only is the same to the last byte afterwards', async (context) => {
  if (whyNot !== null) context.skip(`images cannot be mounted here: ${whyNot}`);
  const volumes = path.join(scratch, 'volumes-read-only');
  await mkdir(volumes);
  const before = await hashFile(image);
  // Without the journal's replay, which is the mount's own writing.
  await mount(image, path.join(volumes, 'CAM7'), 'loop,ro,noload');
  try {
    expect(await offloadAll(volumes)).toBe(3);
  } finally {
    await unmount(path.join(volumes, 'CAM7'), true);
  }
  expect(await hashFile(image)).toBe(before);
});

it('on a disk that is mounted for writing and notes every access, not even the time of access of a file changes', async (context) => {
  if (whyNot !== null) context.skip(`images cannot be mounted here: ${whyNot}`);
  const volumes = path.join(scratch, 'volumes-writable');
  await mkdir(volumes);
  await mount(image, path.join(volumes, 'CAM7'), 'loop,strictatime');
  try {
    const before = await timesBelow(path.join(volumes, 'CAM7'));
    expect(await offloadAll(volumes)).toBe(3);
    expect(await timesBelow(path.join(volumes, 'CAM7'))).toEqual(before);
    // The disk does note accesses: a plain read shows.
    await hashFile(path.join(volumes, 'CAM7', clipName(1)));
    expect(await timesBelow(path.join(volumes, 'CAM7'))).not.toEqual(before);
  } finally {
    await unmount(path.join(volumes, 'CAM7'), true);
  }
});
