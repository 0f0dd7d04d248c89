// A camera pulled at random moments of an offload, a real file system under it: it goes on when it is plugged in again, and nothing is lost.
// KERBDESK_CABLE_RUNS=200 npx vitest run --project faults tests/faults/offload-pulled-cable.test.ts
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, rmdir, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Camera } from '#contract/cameras.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
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
import { cannotMount, copyImage, cutImage, makeImage, mount, unmount, type FileSystem } from '../support/loop-image.ts';
import { runsOf, seededChance, type Chance } from '../support/random.ts';
import { makeVault } from '../unit/evidence/support/evidence-kit.ts';

const runs = runsOf('KERBDESK_CABLE_RUNS', 10);
const sizes = [24_000_000, 4_500_000, 700, 9_000_000];

interface Cable {
  plugIn(): Promise<void>;
  /** Like a pulled disk: what was not read before cannot be read any more. */
  pull(): Promise<void>;
  /** The system notices, and the mount goes away. */
  clear(): Promise<void>;
}

async function makeImageCable(
  folder: string,
  volumes: string,
  files: Record<string, Uint8Array>,
  fileSystem: FileSystem,
  chance: Chance,
): Promise<Cable> {
  const [master, image, root] = [
    path.join(folder, 'master.img'),
    path.join(folder, 'camera.img'),
    path.join(volumes, 'CAM7'),
  ];
  await makeImage(master, 64, fileSystem);
  await mount(master, root);
  await writeCamera(root, files);
  await unmount(root);
  let mounted = false;
  const cable: Cable = {
    async plugIn() {
      await copyImage(master, image);
      await mount(image, root, 'loop,ro');
      mounted = true;
    },
    async pull() {
      // Either the medium dies under a mount that stays for a while, or the mount goes with it.
      if (chance.between(0, 2) > 0) await cutImage(image);
      else await cable.clear();
    },
    async clear(): Promise<void> {
      if (!mounted) return;
      mounted = false;
      await unmount(root, true);
      // Whoever mounts a disk makes a folder for it, and takes it away again.
      await rmdir(root);
    },
  };
  return cable;
}

/** Where nothing can be mounted: a folder whose files are emptied and taken away. */
async function makeFolderCable(folder: string, volumes: string, files: Record<string, Uint8Array>): Promise<Cable> {
  const [root, away] = [path.join(volumes, 'CAM7'), path.join(folder, 'away')];
  await rm(root, { recursive: true, force: true });
  const cable: Cable = {
    async plugIn() {
      await rm(away, { recursive: true, force: true });
      await writeCamera(away, files);
      await rename(away, root);
    },
    async pull() {
      await rename(root, away);
      for (const name of Object.keys(files)) await truncate(path.join(away, name), 0);
    },
    async clear() {
      if (existsSync(root)) await cable.pull();
    },
  };
  return cable;
}

const isAll = (camera: Camera): boolean =>
  camera.state === 'finished' && camera.recordings.length === sizes.length && camera.bytesKept === camera.bytesTotal;

const seen = (desk: Desk): Camera | undefined => desk.log.cameras.find((one) => one.id === cameraSevenId);

const latest = (desk: Desk): JobProgress | undefined => desk.log.progress.at(-1);
const hasEnded = (desk: Desk): boolean => isTerminal(latest(desk)?.phase ?? 'waiting');
const waits = (desk: Desk): boolean => latest(desk)?.error?.code === 'camera-unplugged';

it(`an offload survives ${runs} pulled cables`, { timeout: 120_000 + runs * 20_000 }, async () => {
  const chance = seededChance('offload-pulled-cable');
  const folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-cable-'));
  const volumes = path.join(folder, 'volumes');
  await mkdir(volumes);
  const files = Object.fromEntries(sizes.map((size, index) => [clipName(index + 1), chance.bytes(size)]));
  const fileSystem = await mountableFileSystem(folder);
  if (!fileSystem) console.warn('NO IMAGE CAN BE MOUNTED HERE: cables are pulled by taking the folder away');
  const cable = fileSystem
    ? await makeImageCable(folder, volumes, files, fileSystem, chance)
    : await makeFolderCable(folder, volumes, files);
  const expected = Object.values(files).map(hashOf);
  const tally = { pulls: 0, offloads: 0, waited: 0, doneBefore: 0, failed: 0, askedAgain: 0 };

  while (tally.pulls < runs) {
    const vault = await makeVault({ partBytes: 1024 * 1024, segmentBytes: 64 * 1024 });
    tally.offloads++;
    await cable.plugIn();
    const desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: vault.sink() });
    await desk.log.camera(cameraSevenId, 'ready');
    await desk.api.offload(offloadOf(cameraSevenId, newJob()));
    while (tally.pulls < runs) {
      await wait(chance.between(0, 150));
      const camera = seen(desk);
      if (camera && isAll(camera)) break;
      tally.pulls++;
      await cable.pull();
      await desk.log.until('the pull to be noticed', () => waits(desk) || hasEnded(desk));
      if (latest(desk)?.phase === 'done') tally.doneBefore++;
      else if (hasEnded(desk)) tally.failed++;
      else tally.waited++;
      await cable.clear();
      await desk.log.until('the camera to be away', () => (seen(desk)?.state ?? 'unplugged') === 'unplugged');
      await cable.plugIn();
      await desk.log.until('work to go on', () => {
        const state = seen(desk)?.state;
        return state === 'offloading' || state === 'finished' || state === 'failed' || state === 'ready';
      });
    }
    await desk.log.until('every recording to be kept', () => {
      const camera = seen(desk);
      if (camera && isAll(camera)) return true;
      // What goes on by itself answers "busy".
      if (camera?.state === 'ready' || camera?.state === 'failed') {
        tally.askedAgain++;
        desk.api.offload(offloadOf(cameraSevenId, newJob())).catch(() => undefined);
      }
      return false;
    });
    const held = await openVault(vault.target);
    expect(held.map((one) => one.sha256)).toEqual(expected);
    expect((await readdir(vault.target.evidenceFolder)).filter((name) => name.includes('partial'))).toEqual([]);
    desk.stop();
    await cable.clear();
    await vault.remove();
  }
  console.log(`offload-pulled-cable on ${fileSystem ?? 'a folder'}: ${JSON.stringify(tally)}`);
  await rm(folder, { recursive: true });
});

async function mountableFileSystem(scratch: string): Promise<FileSystem | null> {
  for (const fileSystem of ['vfat', 'ext4'] as const) {
    if ((await cannotMount(fileSystem, scratch)) === null) return fileSystem;
  }
  return null;
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
