// A camera that goes from hand to hand: to a second officer, away while another takes its place, erased while it is looked through.
import { mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { cameraId, officerId } from '#contract/ids.ts';
import type { CameraDriver, CameraSource } from '../../../main/hardware/camera-source.ts';
import { volumeDriver } from '../../../main/hardware/drivers/volume/volume-driver.ts';
import {
  cameraSevenId,
  clipName,
  deskOf,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
  writeNamedCamera,
  type Desk,
} from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';
import { temporaryFolder } from '../../support/vault-kit.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';

const chance = createChance(31);

async function laptop(drivers?: readonly CameraDriver[]): Promise<{ volumes: string; vault: Vault; desk: Desk }> {
  const volumes = path.join(await temporaryFolder(), 'volumes');
  await mkdir(volumes);
  const vault = await makeVault({ partBytes: 64 * 1024, segmentBytes: 4096 });
  const desk = await startDesk({
    volumesFolder: volumes,
    target: vault.target,
    sink: vault.sink(),
    ...(drivers === undefined ? {} : { drivers }),
  });
  onTestFinished(async () => {
    desk.stop();
    await vault.remove();
  });
  return { volumes, vault, desk };
}

/** The driver of cameras that are disks, with something of its sources done differently. */
const changed = (change: (source: CameraSource) => Partial<CameraSource>): CameraDriver => ({
  ...volumeDriver,
  async open(place, signal): Promise<CameraSource> {
    const source = await volumeDriver.open(place, signal);
    return {
      identity: source.identity,
      splits: source.splits,
      eraser: source.eraser,
      list: (signal) => source.list(signal),
      open: (file, use) => source.open(file, use),
      present: () => source.present(),
      ...change(source),
    };
  },
});

test('a camera that is in one officer’s vault already is offloaded whole to a second officer', async () => {
  const volumes = path.join(await temporaryFolder(), 'volumes');
  await mkdir(volumes);
  const [first, second] = [await makeVault(), await makeVault()];
  const other = { ...second.target, officerId: officerId.parse('5f0a7a52-3c5e-4a9f-9a55-0f1f6f3b9a02') };
  const sinks = new Map([
    [first.target.officerId, first.sink()],
    [other.officerId, second.sink()],
  ]);
  const sinkOf = ({ officerId: whose }: typeof other) => sinks.get(whose) ?? first.sink();
  const desk = await startDesk({ volumesFolder: volumes, target: first.target, sink: first.sink(), sinkOf });
  onTestFinished(async () => {
    desk.stop();
    await Promise.all([first.remove(), second.remove()]);
  });
  await desk.api.setDesk({ ...deskOf(first.target), targets: [first.target, other] });
  const files = { [clipName(1)]: chance.bytes(50_000), [clipName(2)]: chance.bytes(70_000) };
  await writeCamera(path.join(volumes, 'CAM7'), files);
  await desk.log.camera(cameraSevenId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  expect((await desk.log.end(job)).phase).toBe('done');

  const again = newJob();
  await desk.log.camera(cameraSevenId, 'finished');
  await desk.api.offload({ ...offloadOf(cameraSevenId, again), officerId: other.officerId });
  expect(await desk.log.end(again)).toMatchObject({ phase: 'done', error: null });
  const held = (await openVault(other)).map(({ sha256 }) => sha256);
  expect(held).toEqual(Object.values(files).map(hashOf));
});

test('an offload waits for its own camera where another has taken its place, and takes nothing for it', async () => {
  const { volumes, vault, desk } = await laptop();
  const own = { [clipName(1)]: chance.bytes(40_000_000), [clipName(2)]: chance.bytes(300_000) };
  const place = path.join(volumes, 'E');
  await writeCamera(place, own);
  await desk.log.camera(cameraSevenId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  await desk.log.until('the first bytes', () => desk.log.progress.some((one) => one.bytesDone > 100_000));
  await desk.api.pause({ cameraId: cameraSevenId });
  await desk.log.camera(cameraSevenId, 'paused');

  const away = path.join(volumes, '..', 'away');
  await rename(place, away);
  await writeNamedCamera(
    place,
    { name: 'CAM 8', serial: '8', make: 'Kerb' },
    { [clipName(1)]: chance.bytes(40_000_000) },
  );
  await desk.log.camera(cameraId.parse('serial:Kerb:8'), 'ready');
  await desk.log.camera(cameraSevenId, 'unplugged');
  await desk.api.resume({ cameraId: cameraSevenId });
  await desk.log.until('the offload to wait', () => desk.log.progress.at(-1)?.error?.code === 'camera-unplugged');

  await rename(away, path.join(volumes, 'F'));
  expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 2 });
  const held = await openVault(vault.target);
  expect(held.map(({ sha256 }) => sha256)).toEqual(Object.values(own).map(hashOf));
});

test('a camera that is erased from while it is still looked through is looked through to the end', async () => {
  const looking = Promise.withResolvers<void>();
  let slow = false;
  const patient = changed((source) => ({
    async open(file, use) {
      if (slow && use === 'look') await looking.promise;
      return source.open(file, use);
    },
  }));
  const { volumes, desk } = await laptop([patient]);
  const bytes = chance.bytes(50_000);
  await writeCamera(path.join(volumes, 'CAM7'), { [clipName(1)]: bytes });
  await desk.log.camera(cameraSevenId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  await desk.log.end(job);
  slow = true;
  await writeFile(path.join(volumes, 'CAM7', clipName(2)), chance.bytes(40_000));
  await desk.api.rescan();
  await rename(path.join(volumes, 'CAM7'), path.join(volumes, '..', 'away'));
  await desk.log.camera(cameraSevenId, 'unplugged');
  await rename(path.join(volumes, '..', 'away'), path.join(volumes, 'CAM7'));
  await desk.log.camera(cameraSevenId, 'reading');
  await desk.log.until('both recordings', () => desk.log.cameras.find(({ recordings }) => recordings.length === 2));
  const erased = await desk.api.erase({ cameraId: cameraSevenId, path: clipName(1), sha256: hashOf(bytes) });
  expect(erased).toEqual({ outcome: 'erased' });
  looking.resolve();
  const { recordings } = await desk.log.camera(cameraSevenId, 'ready');
  expect(recordings.map(({ path: where }) => where)).toEqual([clipName(2)]);
});

test('where a camera does not say whether it erased a recording, nobody says that it did not', async () => {
  const silent = changed((source) => ({
    eraser: {
      async erase(file) {
        await source.eraser?.erase(file);
        throw Object.assign(new Error('pulled'), { code: 'EIO' });
      },
    },
  }));
  const { volumes, desk } = await laptop([silent]);
  const bytes = chance.bytes(50_000);
  await writeCamera(path.join(volumes, 'CAM7'), { [clipName(1)]: bytes });
  await desk.log.camera(cameraSevenId, 'ready');
  const wanted = { cameraId: cameraSevenId, path: clipName(1), sha256: hashOf(bytes) };
  expect(await desk.api.erase(wanted)).toMatchObject({ outcome: 'not-known' });
  // A file that is not there any more before it was to be erased was not erased by Kerbdesk.
  const place = path.join(volumes, 'CAM7', clipName(3));
  await writeFile(place, bytes);
  await unlink(place);
  expect(await desk.api.erase({ ...wanted, path: clipName(3) })).toMatchObject({ outcome: 'not-erased' });
});

test('a camera that stumbles over a recording just after it was plugged in again is asked for it once more', async () => {
  let stumbles = 0;
  const stumbling = changed((source) => ({
    async list(signal) {
      const listing = await source.list(signal);
      if (stumbles-- <= 0) return listing;
      return { files: listing.files.slice(0, 1), problem: 'One file or folder on this camera could not be read.' };
    },
  }));
  const { volumes, vault, desk } = await laptop([stumbling]);
  const files = { [clipName(1)]: chance.bytes(40_000_000), [clipName(2)]: chance.bytes(700) };
  await writeCamera(path.join(volumes, 'CAM7'), files);
  await desk.log.camera(cameraSevenId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  await desk.log.until('the first bytes', () => desk.log.progress.some((one) => one.bytesDone > 100_000));
  await desk.api.pause({ cameraId: cameraSevenId });
  await rename(path.join(volumes, 'CAM7'), path.join(volumes, '..', 'away'));
  await desk.log.camera(cameraSevenId, 'unplugged');
  stumbles = 1;
  await desk.api.resume({ cameraId: cameraSevenId });
  await rename(path.join(volumes, '..', 'away'), path.join(volumes, 'CAM7'));
  expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 2 });
  expect((await openVault(vault.target)).map(({ sha256 }) => sha256)).toEqual(Object.values(files).map(hashOf));
});
