// Several cameras on real parts: the queue, what goes first, sleep, and whatever is done to them in any order.
import { mkdtemp, mkdir, readdir, rename, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Camera } from '#contract/cameras.ts';
import { cameraId, type CameraId } from '#contract/ids.ts';
import { isTerminal } from '#contract/jobs.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
import {
  clipName,
  hashOf,
  newJob,
  offloadOf,
  openVault,
  startDesk,
  writeNamedCamera,
  type Desk,
} from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';

const geometry = { partBytes: 64 * 1024, segmentBytes: 4096 };
let folder: string;
let volumes: string;
let vault: Vault;
let desk: Desk;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-several-'));
  volumes = path.join(folder, 'volumes');
  await mkdir(volumes);
  vault = await makeVault(geometry);
  desk = await startDesk({ volumesFolder: volumes, target: vault.target, sink: vault.sink() });
});
afterEach(async () => {
  desk.stop();
  await rm(folder, { recursive: true });
  await vault.remove();
});

interface TestCamera {
  readonly name: string;
  readonly id: CameraId;
  readonly files: Readonly<Record<string, Uint8Array>>;
  plugIn(): Promise<void>;
  pull(): Promise<void>;
}

function testCamera(name: string, files: Readonly<Record<string, Uint8Array>>): TestCamera {
  const root = path.join(volumes, name);
  let pullings = 0;
  return {
    name,
    id: cameraId.parse(`serial:Kerb:${name}`),
    files,
    async plugIn() {
      const back = path.join(folder, `${name}.back`);
      await writeNamedCamera(back, { name, serial: name, make: 'Kerb' }, files);
      await rename(back, root);
    },
    async pull() {
      const away = path.join(folder, `${name}.away${pullings++}`);
      await rename(root, away);
      for (const file of Object.keys(files)) await truncate(path.join(away, file), 0);
    },
  };
}

const stateOf = (camera: TestCamera): Camera['state'] | undefined =>
  desk.log.cameras.find((one) => one.id === camera.id)?.state;

const hashesOf = (cameras: readonly TestCamera[]): string[] =>
  cameras.flatMap(({ files }) => Object.values(files).map(hashOf)).toSorted();

const heldHashes = async (): Promise<string[]> => (await openVault(vault.target)).map((one) => one.sha256).toSorted();

describe('several cameras', () => {
  it('one put first goes alone; the others wait at the end of a part and go on by themselves', async () => {
    const chance = createChance(11);
    const cameras = ['A', 'B', 'C'].map((name) => testCamera(name, { [clipName(1)]: chance.bytes(30_000_000) }));
    for (const camera of cameras) await camera.plugIn();
    for (const { id } of cameras) await desk.log.camera(id, 'ready');
    const jobs = cameras.map(({ id }) => offloadOf(id, newJob()));
    for (const job of jobs) await desk.api.offload(job);
    const [a, b, c] = cameras;
    if (!a || !b || !c) throw new Error('three cameras');
    await desk.api.putFirst({ cameraId: c.id, path: null, first: true });
    await desk.log.camera(a.id, 'queued');
    expect(desk.log.cameras.find((one) => one.id === c.id)?.queue).toEqual({ place: 1, of: 3, first: true });
    await desk.log.camera(c.id, 'finished');
    expect([stateOf(a), stateOf(b)]).not.toContain('finished');
    for (const job of jobs) expect(await desk.log.end(job.jobId)).toMatchObject({ phase: 'done' });
    expect(await heldHashes()).toEqual(hashesOf(cameras));
    // Held, not broken off: their custody knows of no interruption.
    const steps = (await openVault(vault.target)).flatMap((one) => one.receipt.custody.map((event) => event.what));
    expect(steps).not.toContain('offload-interrupted');
  });

  it('a recording put first is copied next; the one that made way goes on after it, from whole parts', async () => {
    const chance = createChance(12);
    const files = {
      [clipName(1)]: chance.bytes(40_000_000),
      [clipName(2)]: chance.bytes(50_000),
      [clipName(3)]: chance.bytes(60_000),
    };
    const camera = testCamera('A', files);
    await camera.plugIn();
    await desk.log.camera(camera.id, 'ready');
    const job = offloadOf(camera.id, newJob());
    await desk.api.offload(job);
    await desk.log.until('some progress', () => desk.log.progress.some((one) => one.bytesDone > 2_000_000));
    await desk.api.putFirst({ cameraId: camera.id, path: clipName(3), first: true });
    expect(await desk.log.end(job.jobId)).toMatchObject({ phase: 'done', itemsDone: 3 });
    const kept = desk.log.all.flatMap((event) => (event.name === 'kept' ? [event.payload.recordingId] : []));
    const held = await openVault(vault.target);
    const pathOf = new Map(held.map(({ receipt }) => [receipt.recordingId, receipt.facts.path]));
    expect(kept.map((id) => pathOf.get(id))).toEqual([clipName(3), clipName(1), clipName(2)]);
    expect(await heldHashes()).toEqual(hashesOf([camera]));
    const long = held.find(({ receipt }) => receipt.facts.path === clipName(1));
    expect(long?.receipt.custody.map(({ what, detail }) => `${what}: ${detail}`)).toContain(
      'offload-interrupted: Another recording of this camera was put first',
    );
  });

  it('sleep makes what was read durable and lets go of the cameras; waking goes on in the same jobs', async () => {
    const chance = createChance(13);
    const cameras = ['A', 'B'].map((name) => testCamera(name, { [clipName(1)]: chance.bytes(40_000_000) }));
    for (const camera of cameras) await camera.plugIn();
    for (const { id } of cameras) await desk.log.camera(id, 'ready');
    const jobs = cameras.map(({ id }) => offloadOf(id, newJob()));
    for (const job of jobs) await desk.api.offload(job);
    await desk.log.until('some progress', () => desk.log.progress.some((one) => one.bytesDone > 2_000_000));
    await desk.api.sleep();
    const progressed = desk.log.progress.length;
    const parts = (await readdir(vault.target.evidenceFolder)).filter((name) => name.endsWith('.resume'));
    expect(parts.length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(desk.log.progress.slice(progressed + 2)).toEqual([]);
    await desk.api.wake();
    for (const job of jobs) expect(await desk.log.end(job.jobId)).toMatchObject({ phase: 'done' });
    expect(await heldHashes()).toEqual(hashesOf(cameras));
  });
});

const deeds = [
  'pull',
  'plug',
  'pause',
  'resume',
  'first',
  'back',
  'recording-first',
  'cancel',
  'offload',
  'sleep',
] as const;

describe('whatever is done to several cameras, in whatever order', () => {
  it.each([1, 2, 3, 4, 5, 6])('leaves every recording whole or to be gone on with (%i)', async (seed) => {
    const chance = createChance(seed);
    const cameras = ['A', 'B', 'C'].map((name) =>
      testCamera(name, { [clipName(1)]: chance.bytes(9_000_000), [clipName(2)]: chance.bytes(2_500_000) }),
    );
    const plugged = new Set<TestCamera>();
    for (const camera of cameras) {
      await camera.plugIn();
      plugged.add(camera);
    }
    for (const { id } of cameras) await desk.log.camera(id, 'ready');
    for (let step = 0; step < 25; step++) {
      const camera = cameras[chance.between(0, cameras.length - 1)];
      const deed = deeds[chance.between(0, deeds.length - 1)];
      if (!camera || !deed) continue;
      await act(camera, deed, plugged).catch((error: unknown) => {
        // A refusal in words is an answer; anything else is a defect.
        if (!(error instanceof Error) || error.name !== 'KerbdeskError') throw error;
      });
      await new Promise((resolve) => setTimeout(resolve, chance.between(0, 60)));
    }
    // In the end everything is plugged in and asked for once more.
    await desk.api.wake();
    for (const camera of cameras) if (!plugged.has(camera)) await camera.plugIn();
    for (const camera of cameras) {
      await desk.log.until(`${camera.name} to be done`, () => {
        const state = stateOf(camera);
        const tried = state === 'ready' || state === 'failed';
        if (tried) void desk.api.offload(offloadOf(camera.id, newJob())).catch(() => undefined);
        if (state === 'paused') void desk.api.resume({ cameraId: camera.id }).catch(() => undefined);
        return state === 'finished';
      });
    }
    expect(await heldHashes()).toEqual(hashesOf(cameras));
    const last = new Map(desk.log.progress.map((one) => [one.jobId, one]));
    expect([...last.values()].filter((one) => !isTerminal(one.phase))).toEqual([]);
  });
});

async function act(camera: TestCamera, deed: (typeof deeds)[number], plugged: Set<TestCamera>): Promise<void> {
  const { id } = camera;
  switch (deed) {
    case 'pull':
      if (plugged.delete(camera)) await camera.pull();
      return;
    case 'plug':
      if (plugged.has(camera)) return;
      await camera.plugIn();
      plugged.add(camera);
      return;
    case 'pause':
      return desk.api.pause({ cameraId: id });
    case 'resume':
      return desk.api.resume({ cameraId: id });
    case 'first':
      return desk.api.putFirst({ cameraId: id, path: null, first: true });
    case 'back':
      return desk.api.putFirst({ cameraId: id, path: null, first: false });
    case 'recording-first':
      return desk.api.putFirst({ cameraId: id, path: clipName(2), first: true });
    case 'cancel': {
      const job = desk.log.cameras.find((one) => one.id === id)?.jobId;
      return job ? desk.api.cancel({ jobId: job }) : undefined;
    }
    case 'offload':
      return desk.api.offload(offloadOf(id, newJob()));
    case 'sleep':
      await desk.api.sleep();
      return desk.api.wake();
    default:
      return deed satisfies never;
  }
}
