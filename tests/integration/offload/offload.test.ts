// The main job on real parts: a folder tree as a camera, the real service, the real evidence containers.
import { mkdtemp, mkdir, readdir, rename, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTerminal } from '#contract/jobs.ts';
import type { EvidenceSink } from '../../../main/ports/evidence-sink.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import {
  cameraSevenId,
  clipName,
  deskOf,
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

const geometry = { partBytes: 64 * 1024, segmentBytes: 4096 };
const chance = createChance(7);
let folder: string;
let volumes: string;
let camera: string;
let vault: Vault;
let desks: Desk[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-offload-'));
  volumes = path.join(folder, 'volumes');
  camera = path.join(volumes, 'CAM7');
  await mkdir(volumes);
  vault = await makeVault(geometry);
  desks = [];
});
afterEach(async () => {
  for (const desk of desks) desk.stop();
  await rm(folder, { recursive: true });
  await vault.remove();
});

async function open(): Promise<Desk> {
  const desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: vault.sink() });
  desks.push(desk);
  return desk;
}

describe('an offload', () => {
  it('keeps every recording as it is, whatever it is, and changes nothing on the camera', async () => {
    const files = {
      [clipName(1)]: chance.bytes(300_000),
      [clipName(2)]: new Uint8Array(0),
      'VIDEO/odd name (copy) ünï.mov': chance.bytes(65_536),
      [clipName(3)]: chance.bytes(1),
    };
    await writeCamera(camera, files);
    await writeFile(path.join(camera, 'DCIM/100MEDIA/._20261122_140301_0001.MP4'), 'shadow');
    await writeFile(path.join(camera, 'DCIM/100MEDIA/20261122_999999_0009.json'), '{}');
    await symlink('/etc/hostname', path.join(camera, 'DCIM/100MEDIA/link.MP4'));
    const before = await fingerprintTree(camera);
    const desk = await open();
    const ready = await desk.log.camera(cameraSevenId, 'ready');
    expect(ready).toMatchObject({ name: 'CAM 7', serial: 'X60-118842', make: 'Kerb', safeToUnplug: true });
    expect(ready.recordings.map((one) => one.path).toSorted()).toEqual(Object.keys(files).toSorted());

    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 4, itemsTotal: 4, bytesDone: 365_537 });
    const done = await desk.log.camera(cameraSevenId, 'finished');
    expect(done).toMatchObject({ safeToUnplug: true, bytesKept: 365_537, problem: null });
    expect(done.recordings.every((one) => one.state === 'kept' && one.recordingId !== null)).toBe(true);

    const held = await openVault(vault.target);
    expect(held.map((one) => [one.receipt.facts.path, one.sha256])).toEqual(
      Object.entries(files)
        .map(([name, bytes]) => [name, hashOf(bytes)])
        .toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
    expect(held[0]?.receipt.custody.map((event) => event.what)).toEqual([
      'offload-started',
      'sealed',
      'read-back-equal',
    ]);
    expect(await fingerprintTree(camera)).toBe(before);
  });

  it('keeps what came with a recording after it, whole and read back, and says what it belongs to', async () => {
    const trail = clipName(1).replace('.MP4', '_gpstrail.json');
    const files = {
      [clipName(1)]: chance.bytes(200_000),
      [trail]: chance.bytes(70_000),
      [clipName(2)]: chance.bytes(9),
    };
    await writeCamera(camera, files);
    const desk = await open();
    const ready = await desk.log.camera(cameraSevenId, 'ready');
    expect(ready.recordings.map((one) => [one.path, one.sideOf])).toEqual([
      [clipName(1), null],
      [trail, clipName(1)],
      [clipName(2), null],
    ]);
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3 });
    const held = await openVault(vault.target);
    expect(held.map(({ receipt, sha256 }) => [receipt.facts.path, receipt.facts.sideOf, sha256])).toEqual(
      [clipName(1), trail, clipName(2)].map((name) => [
        name,
        name === trail ? clipName(1) : null,
        hashOf(files[name] ?? new Uint8Array(0)),
      ]),
    );
  });

  it('says which files are one recording that the camera split', async () => {
    const parts = ['GX010034.MP4', 'GX020034.MP4', 'GX010035.MP4'].map((name) => `DCIM/100GOPRO/${name}`);
    await writeCamera(camera, Object.fromEntries(parts.map((name) => [name, chance.bytes(1000)])));
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.log.end(job);
    const group = `${cameraSevenId}/DCIM/100GOPRO`;
    expect((await openVault(vault.target)).map(({ receipt }) => receipt.facts.segment)).toEqual([
      { group: `${group}/0034@2026-11-22`, index: 1 },
      { group: `${group}/0035@2026-11-22`, index: 1 },
      { group: `${group}/0034@2026-11-22`, index: 2 },
    ]);
  });

  it('a second time adds nothing, also after a restart', async () => {
    await writeCamera(camera, { [clipName(1)]: chance.bytes(100_000), [clipName(2)]: chance.bytes(20_000) });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const first = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, first));
    await desk.log.end(first);
    const names = (await readdir(vault.target.evidenceFolder)).toSorted();
    desk.stop();
    const again = await open();
    const seen = await again.log.camera(cameraSevenId, 'finished');
    expect(seen.recordings.map((one) => one.state)).toEqual(['kept', 'kept']);
    const second = newJob();
    await again.api.offload(offloadOf(cameraSevenId, second));
    expect(await again.log.end(second)).toMatchObject({ phase: 'done', itemsTotal: 0, bytesTotal: 0 });
    expect((await readdir(vault.target.evidenceFolder)).toSorted()).toEqual(names);
  });

  it('tells of its progress at most ten times a second, in order, and of its end exactly once', async () => {
    await writeCamera(camera, { [clipName(1)]: chance.bytes(30_000_000), [clipName(2)]: chance.bytes(10_000_000) });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.log.end(job);
    await desk.log.camera(cameraSevenId, 'finished');
    const events = desk.log.all.filter((event) => event.name === 'progress');
    expect(events.map((event) => event.payload.sequence)).toEqual(events.map((_event, index) => index));
    expect(events.filter((event) => isTerminal(event.payload.phase))).toHaveLength(1);
    expect(events.at(-1)?.payload).toMatchObject({ phase: 'done', bytesDone: 40_000_000, bytesTotal: 40_000_000 });
    const gaps = events.slice(1, -1).map((event, index) => event.at - (events[index]?.at ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(95);
  });

  it('pauses, goes on, and is cancelled with what it had kept whole', async () => {
    const bytes = chance.bytes(20_000_000);
    await writeCamera(camera, { [clipName(1)]: bytes });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.api.pause({ cameraId: cameraSevenId });
    expect(await desk.log.camera(cameraSevenId, 'paused')).toMatchObject({ safeToUnplug: false });
    await desk.api.resume({ cameraId: cameraSevenId });
    await desk.log.until('some progress', () => desk.log.progress.some((one) => one.bytesDone > 4_000_000));
    await desk.api.cancel({ jobId: job });
    expect(await desk.log.end(job)).toMatchObject({ phase: 'cancelled', error: null });
    const idle = await desk.log.camera(cameraSevenId, 'ready');
    expect(idle.recordings[0]).toMatchObject({ state: 'on-camera' });
    const next = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, next));
    expect(await desk.log.end(next)).toMatchObject({ phase: 'done' });
    const [held] = await openVault(vault.target);
    expect(held?.sha256).toBe(hashOf(bytes));
    expect(held?.receipt.custody.map((event) => event.what)).toEqual([
      'offload-started',
      'offload-interrupted',
      'offload-resumed',
      'sealed',
      'read-back-equal',
    ]);
  });

  it('goes on by itself, in the same job, when a pulled camera is plugged in again', async () => {
    const first = chance.bytes(8_000_000);
    const second = chance.bytes(12_000_000);
    await writeCamera(camera, { [clipName(1)]: first, [clipName(2)]: second });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.api.pause({ cameraId: cameraSevenId });
    // Away: the folder is renamed and its files made unreadable, as a pulled disk is.
    const away = path.join(folder, 'away');
    await rename(camera, away);
    await truncate(path.join(away, clipName(2)), 0);
    await desk.log.camera(cameraSevenId, 'unplugged');
    await desk.api.resume({ cameraId: cameraSevenId });
    const waiting = await desk.log.until('a paused job', () =>
      desk.log.progress.find((one) => one.error?.code === 'camera-unplugged'),
    );
    expect(waiting).toMatchObject({ jobId: job, phase: 'paused' });
    // Mounted again all at once, as a disk is.
    const back = path.join(folder, 'back');
    await writeCamera(back, { [clipName(1)]: first, [clipName(2)]: second });
    await rename(back, camera);
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 2, error: null });
    expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([hashOf(first), hashOf(second)]);
  });

  it('paused when only the read-back is left, ends as done', async () => {
    await writeCamera(camera, { [clipName(1)]: chance.bytes(100_000) });
    const sink = vault.sink();
    const paused = Promise.withResolvers<void>();
    const slow: EvidenceSink = {
      ...sink,
      async begin(facts, event) {
        const intake = await sink.begin(facts, event);
        const readBack = intake.readBack.bind(intake);
        return Object.assign(intake, {
          readBack: async (...parameters: Parameters<typeof readBack>) => {
            await paused.promise;
            return readBack(...parameters);
          },
        });
      },
    };
    const desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: slow });
    desks.push(desk);
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.log.until('the read-back', () => desk.log.progress.some((one) => one.phase === 'verifying'));
    await desk.api.pause({ cameraId: cameraSevenId });
    paused.resolve();
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done' });
    expect(await desk.log.camera(cameraSevenId, 'finished')).toMatchObject({ safeToUnplug: true });
  });

  it('cancelled while its camera is away, does not begin again by itself', async () => {
    const files = { [clipName(1)]: chance.bytes(20_000_000) };
    await writeCamera(camera, files);
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.api.pause({ cameraId: cameraSevenId });
    const away = path.join(folder, 'away');
    await rename(camera, away);
    await truncate(path.join(away, clipName(1)), 0);
    await desk.log.camera(cameraSevenId, 'unplugged');
    await desk.api.resume({ cameraId: cameraSevenId });
    await desk.log.until('the offload to wait', () =>
      desk.log.progress.some((one) => one.error?.code === 'camera-unplugged'),
    );
    await desk.api.cancel({ jobId: job });
    expect(await desk.log.end(job)).toMatchObject({ phase: 'cancelled' });
    await rm(away, { recursive: true });
    const back = path.join(folder, 'back');
    await writeCamera(back, files);
    await rename(back, camera);
    const ready = await desk.log.camera(cameraSevenId, 'ready');
    expect(ready.recordings[0]).toMatchObject({ state: 'on-camera' });
    expect(new Set(desk.log.progress.map((one) => one.jobId))).toEqual(new Set([job]));
  });

  it('leaves out a recording that changes while it is copied, says so, and goes on with the others', async () => {
    await writeCamera(camera, { [clipName(1)]: chance.bytes(20_000_000), [clipName(2)]: chance.bytes(30_000) });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await desk.api.pause({ cameraId: cameraSevenId });
    await utimes(path.join(camera, clipName(1)), new Date(), new Date());
    await desk.api.resume({ cameraId: cameraSevenId });
    expect(await desk.log.end(job)).toMatchObject({ phase: 'failed', error: { code: 'camera-read-error' } });
    const failed = await desk.log.camera(cameraSevenId, 'failed');
    expect(failed.recordings.map((one) => one.state)).toEqual(['failed', 'kept']);
    expect(failed.recordings[0]?.problem).toMatch(/changed on the camera/);
    expect(await openVault(vault.target)).toHaveLength(1);
    const again = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, again));
    expect(await desk.log.end(again)).toMatchObject({ phase: 'done', itemsTotal: 1 });
    expect(await openVault(vault.target)).toHaveLength(2);
  });

  it('refuses clearly without a vault, twice at once, and of a camera that is not there', async () => {
    await writeCamera(camera, { [clipName(1)]: chance.bytes(20_000_000) });
    const desk = await open();
    await desk.log.camera(cameraSevenId, 'ready');
    const job = newJob();
    await desk.api.offload(offloadOf(cameraSevenId, job));
    await expect(desk.api.offload(offloadOf(cameraSevenId, newJob()))).rejects.toMatchObject({
      code: 'busy',
    });
    await desk.log.end(job);
    await desk.api.setDesk(deskOf(null));
    await expect(desk.api.offload(offloadOf(cameraSevenId, newJob()))).rejects.toMatchObject({
      code: 'not-found',
    });
    const elsewhere = 'serial:x' as typeof cameraSevenId;
    await expect(desk.api.offload(offloadOf(elsewhere, newJob()))).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
