// A folder or a card that the officer points at is imported with the same custody as a camera, and nothing in it changes.
import { mkdir, mkdtemp, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import {
  cameraSevenId,
  clipName,
  fingerprintTree,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeCamera,
  type Desk,
} from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';

const chance = createChance(11);
let scratch: string;
let volumes: string;
let chosen: string;
let vault: Vault;
let desk: Desk;

beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'kerbdesk-import-'));
  volumes = path.join(scratch, 'volumes');
  chosen = path.join(scratch, 'SDCARD');
  await mkdir(volumes);
  await mkdir(chosen);
  vault = await makeVault({ partBytes: 64 * 1024, segmentBytes: 4096 });
  desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: vault.sink() });
});
afterEach(async () => {
  desk.stop();
  await rm(scratch, { recursive: true });
  await vault.remove();
});

async function fill(files: Readonly<Record<string, Uint8Array>>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(chosen, name)), { recursive: true });
    await writeFile(path.join(chosen, name), bytes);
  }
}

it('shows the folder as a camera, offloads it once however often it is chosen, and changes nothing in it', async () => {
  const files = {
    'b.mp4': chance.bytes(90_000),
    'a/deep/clip.MOV': chance.bytes(10),
    'a/deep/clip.json': chance.bytes(9),
  };
  await fill(files);
  const before = await fingerprintTree(chosen);
  const { cameraId } = await desk.api.importFolder({ folder: chosen });
  const ready = await desk.log.camera(cameraId, 'ready');
  expect(ready).toMatchObject({ kind: 'folder', name: 'Folder: SDCARD', canErase: false });
  const job = newJob();
  await desk.api.offload(offloadOf(cameraId, job));
  expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3 });
  expect((await openVault(vault.target)).map(({ receipt, sha256 }) => [receipt.facts.path, sha256])).toEqual(
    Object.entries(files)
      .map(([name, bytes]) => [name, hashOf(bytes)])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  expect(await fingerprintTree(chosen)).toBe(before);

  await symlink(chosen, path.join(scratch, 'link'));
  expect(await desk.api.importFolder({ folder: path.join(scratch, 'link') })).toEqual({ cameraId });
  await desk.api.putAway({ cameraId });
  expect((await desk.api.listCameras()).map((one) => one.id)).toEqual([]);
  const again = await desk.api.importFolder({ folder: chosen });
  expect(again).toEqual({ cameraId });
  const known = await desk.log.until('the folder to be read', () =>
    desk.log.cameras.find((one) => one.id === cameraId && one.state === 'finished'),
  );
  expect(known.recordings.every(({ state }) => state === 'kept')).toBe(true);
});

it("knows a camera's own card as that camera: what was offloaded by cable is not copied again", async () => {
  const files = { [clipName(1)]: chance.bytes(5000) };
  await writeCamera(path.join(volumes, 'CAM7'), files);
  await desk.log.camera(cameraSevenId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  await desk.log.end(job);
  await rename(path.join(volumes, 'CAM7'), path.join(scratch, 'CARD'));
  await desk.log.camera(cameraSevenId, 'unplugged');
  const { cameraId } = await desk.api.importFolder({ folder: path.join(scratch, 'CARD') });
  expect(cameraId).toBe(cameraSevenId);
  const card = await desk.log.camera(cameraSevenId, 'finished');
  expect(card.recordings.map(({ state }) => state)).toEqual(['kept']);
});

it('shows a disk that is a camera already as the camera it is', async () => {
  await writeCamera(path.join(volumes, 'CAM7'), { [clipName(1)]: chance.bytes(50) });
  await desk.log.camera(cameraSevenId, 'ready');
  expect(await desk.api.importFolder({ folder: path.join(volumes, 'CAM7') })).toEqual({ cameraId: cameraSevenId });
});

it('says so where there is nothing to import, and shows nothing', async () => {
  await fill({ 'notes.json': chance.bytes(5) });
  await expect(desk.api.importFolder({ folder: chosen })).rejects.toMatchObject({
    code: 'not-found',
    message: expect.stringContaining('no recordings in SDCARD') as string,
  });
  await expect(desk.api.importFolder({ folder: path.join(scratch, 'gone') })).rejects.toMatchObject({
    code: 'camera-read-error',
  });
  expect(await desk.api.listCameras()).toEqual([]);
});

it('a card that is taken out and put back goes on where it stopped', async () => {
  const files = { 'a.mp4': chance.bytes(8_000_000), 'b.mp4': chance.bytes(8_000_000) };
  await fill(files);
  const times = { a: new Date(Date.UTC(2026, 10, 22, 14)), b: new Date(Date.UTC(2026, 10, 22, 15)) };
  const stamp = async (root: string): Promise<void> => {
    await utimes(path.join(root, 'a.mp4'), times.a, times.a);
    await utimes(path.join(root, 'b.mp4'), times.b, times.b);
  };
  await stamp(chosen);
  const { cameraId } = await desk.api.importFolder({ folder: chosen });
  await desk.log.camera(cameraId, 'ready');
  const job = newJob();
  await desk.api.offload(offloadOf(cameraId, job));
  const away = path.join(scratch, 'away');
  await rename(chosen, away);
  await truncate(path.join(away, 'a.mp4'), 0);
  await truncate(path.join(away, 'b.mp4'), 0);
  await desk.log.camera(cameraId, 'unplugged');
  await mkdir(path.join(scratch, 'back'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(scratch, 'back', name), bytes);
  await stamp(path.join(scratch, 'back'));
  await rename(path.join(scratch, 'back'), chosen);
  expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 2 });
  expect((await openVault(vault.target)).map(({ sha256 }) => sha256)).toEqual(Object.values(files).map(hashOf));
});

it('files from the future show that a clock is ahead, which is told and corrects nothing', async () => {
  await fill({ 'a.mp4': chance.bytes(500), 'b.mp4': chance.bytes(500) });
  const ahead = new Date(Date.now() + 3_600_000);
  await utimes(path.join(chosen, 'b.mp4'), ahead, ahead);
  const { cameraId } = await desk.api.importFolder({ folder: chosen });
  const ready = await desk.log.camera(cameraId, 'ready');
  expect(ready.clock).toMatchObject({ source: 'files-from-the-future' });
  expect(ready.clock?.offsetSeconds).toBeGreaterThan(3500);
  const job = newJob();
  await desk.api.offload(offloadOf(cameraId, job));
  await desk.log.end(job);
  for (const { receipt } of await openVault(vault.target)) {
    expect(receipt.facts.clock?.source).toBe('files-from-the-future');
  }
});
