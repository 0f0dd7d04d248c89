// The simulated cameras of the demonstration: noticed, examined, offloaded and pulled like any other.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraId } from '#contract/ids.ts';
import { createVirtualCamera, type CameraModel } from '../../../native-mocks/devices/virtual-camera.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import { createFolderBus } from '../../../native-mocks/usb/folder-bus.ts';
import { newJob, offloadOf, openVault, startDesk } from '../../support/offload-kit.ts';

let folder: string;
let vault: Vault;
const volumesFolder = (): string => path.join(folder, 'volumes');
const usbFolder = (): string => path.join(folder, 'usb');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-cameras-'));
  await mkdir(volumesFolder());
  await mkdir(usbFolder());
  vault = await makeVault({ partBytes: 256 * 1024, segmentBytes: 4096 });
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await vault.remove();
});

const make = (model: CameraModel, withFfmpeg: boolean) =>
  createVirtualCamera({
    volumesFolder: volumesFolder(),
    usbFolder: usbFolder(),
    storeFolder: path.join(folder, 'store'),
    model,
    withFfmpeg,
  });

describe('a simulated camera', () => {
  // Without ffmpeg: the same on every machine.
  it('is noticed when it is plugged in, holds real recordings of today, and is offloaded', async () => {
    const camera = await make('cam-7', false);
    const desk = await startDesk({ volumesFolder: volumesFolder(), target: vault.target, sink: vault.sink() });
    await camera.plugIn();
    const id = cameraId.parse('serial:Kestrel:X60-118842');
    const ready = await desk.log.camera(id, 'ready');
    expect(ready.recordings.map((one) => [one.media.playability, one.media.durationSeconds])).toEqual([
      ['playable', 42],
      ['playable', 60],
      ['playable', 24],
      ['index-missing', null],
    ]);
    for (const one of ready.recordings.slice(0, 3)) {
      expect(one.media).toMatchObject({ videoCodec: 'avc1.42c01e', startByMedia: one.startByFile });
    }
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 4 });
    await camera.unplug();
    expect(await desk.log.camera(id, 'unplugged')).toMatchObject({ safeToUnplug: true });
    expect(await openVault(vault.target)).toHaveLength(4);
    desk.stop();
  });

  it('ends what is being read when it is pulled, and goes on when it is plugged in again', async () => {
    const camera = await make('cam-7', false);
    await camera.plugIn();
    const desk = await startDesk({ volumesFolder: volumesFolder(), target: vault.target, sink: vault.sink() });
    const id = cameraId.parse('serial:Kestrel:X60-118842');
    await desk.log.camera(id, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    await camera.unplug();
    await desk.log.until('the camera to be missed', () =>
      desk.log.progress.some((one) => one.error?.code === 'camera-unplugged'),
    );
    await camera.plugIn();
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done' });
    expect(await openVault(vault.target)).toHaveLength(4);
    desk.stop();
  });

  it('that speaks MTP is pulled and plugged in like any other, and tells how slow its clock is', async () => {
    const camera = await make('cam-4', false);
    await camera.plugIn();
    const id = cameraId.parse('usb:2b4c:0104:M4-00417');
    const desk = await startDesk({
      volumesFolder: volumesFolder(),
      target: vault.target,
      sink: vault.sink(),
      usb: createFolderBus(usbFolder()),
    });
    const ready = await desk.log.camera(id, 'ready');
    expect(ready).toMatchObject({ name: 'CAM 4', make: 'Merlin', serial: 'M4-00417', kind: 'mtp' });
    expect(ready.recordings.map((one) => [one.media.playability, one.media.durationSeconds])).toEqual([
      ['playable', 30],
      ['playable', 36],
    ]);
    expect(ready.recordings.every((one) => one.startByFile === one.media.startByMedia)).toBe(true);
    await camera.unplug();
    await desk.log.camera(id, 'unplugged');
    await camera.plugIn();
    await desk.log.camera(id, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 2 });
    const [held] = await openVault(vault.target);
    expect(held?.receipt.facts.cameraName).toBe('CAM 4');
    desk.stop();
  });

  it('of another make has its own layout and names, and is known without an identity file', async () => {
    const camera = await make('lapel-cam', false);
    await camera.plugIn();
    const desk = await startDesk({ volumesFolder: volumesFolder(), target: vault.target, sink: vault.sink() });
    const seen = await desk.log.camera(cameraId.parse('serial:LC2-00731'), 'ready');
    expect(seen).toMatchObject({ name: 'LAPEL', serial: 'LC2-00731', make: null });
    expect(seen.recordings.map((one) => one.startByFile)).toEqual(seen.recordings.map((one) => one.media.startByMedia));
    desk.stop();
  });

  it('that splits its recordings has them joined by time, each file with its trail', async () => {
    const camera = await make('cam-3', false);
    await camera.plugIn();
    const desk = await startDesk({ volumesFolder: volumesFolder(), target: vault.target, sink: vault.sink() });
    const { recordings } = await desk.log.camera(cameraId.parse('serial:Sparrow:T2-000319'), 'ready');
    const files = recordings.filter(({ sideOf }) => sideOf === null);
    const [first, second, third, alone] = files.map(({ segment }) => segment);
    expect(first?.group).toMatch(/_0001\.MP4$/);
    expect([second?.group, third?.group]).toEqual([first?.group, first?.group]);
    expect(alone).toBeNull();
    const trails = recordings.filter(({ name }) => name.endsWith('_gpstrail.json'));
    expect(trails.map(({ sideOf }) => sideOf)).toEqual(files.map(({ path: of }) => of));
    desk.stop();
  });

  it('is made once: the next start finds the same recordings', async () => {
    const first = await make('lapel-cam', false);
    const store = path.join(folder, 'store', 'lapel-cam');
    const made = await stat(store);
    expect(await first.pluggedIn()).toBe(false);
    await make('lapel-cam', false);
    expect((await stat(store)).mtimeMs).toBe(made.mtimeMs);
  });
});
