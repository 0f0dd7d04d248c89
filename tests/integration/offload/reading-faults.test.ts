// What a camera can do to an offload while it is read: bad spots, shaken plugs, files that vanish. Each is told for what it is.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CameraDriver, SourceReader } from '../../../main/hardware/camera-source.ts';
import { volumeDriver } from '../../../main/hardware/drivers/volume/volume-driver.ts';
import { plainPerPart } from '../../../main/storage/evidence/geometry.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';
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
} from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';

const geometry = { partBytes: 256 * 1024, segmentBytes: 16 * 1024 };
const chance = createChance(5);
const first = chance.bytes(9_000_000);
const second = chance.bytes(8_000_000);
const third = chance.bytes(40_000);
let folder: string;
let vault: Vault;
let desk: Desk;
/** Decides on every read of a camera's file; the bytes that were read are noted. */
let onRead: (path: string, position: number) => void;
let bytesRead: number;

const fail = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};

const driver: CameraDriver = {
  id: 'faulty',
  matches: (place) => volumeDriver.matches(place),
  async open(place, signal) {
    const source = await volumeDriver.open(place, signal);
    return {
      eraser: null,
      splits: source.splits,
      identity: source.identity,
      list: (signal) => source.list(signal),
      present: () => source.present(),
      async open(file, use): Promise<SourceReader> {
        const reader = await source.open(file, use);
        return {
          async read(into, position) {
            onRead(file.path, position);
            const count = await reader.read(into, position);
            if (into.byteLength > 4096) bytesRead += count;
            return count;
          },
          facts: () => reader.facts(),
          close: () => reader.close(),
        };
      },
    };
  },
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-reading-'));
  await mkdir(path.join(folder, 'volumes'));
  await writeCamera(path.join(folder, 'volumes', 'CAM7'), {
    [clipName(1)]: first,
    [clipName(2)]: second,
    [clipName(3)]: third,
  });
  vault = await makeVault(geometry);
  onRead = () => undefined;
  bytesRead = 0;
  desk = await startDesk({
    volumesFolder: path.join(folder, 'volumes'),
    target: vault.target,
    sink: vault.sink(),
    drivers: [driver],
  });
  await desk.log.camera(cameraSevenId, 'ready');
});
afterEach(async () => {
  desk.stop();
  await rm(folder, { recursive: true });
  await vault.remove();
});

async function offload() {
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  return desk.log.end(job);
}

it('a bad spot fails that recording with its place, keeps what was read, and the others go on', async () => {
  const bad = 6_000_000;
  onRead = (name, position) => {
    if (name === clipName(1) && position + 2 * 1024 * 1024 > bad && position <= bad) fail('EIO');
  };
  expect(await offload()).toMatchObject({
    phase: 'failed',
    itemsDone: 3,
    itemsTotal: 3,
    error: { code: 'camera-read-error' },
  });
  const failed = await desk.log.camera(cameraSevenId, 'failed');
  expect(failed.recordings.map((one) => one.state)).toEqual(['failed', 'kept', 'kept']);
  expect(failed.recordings[0]?.problem).toMatch(/could not be read beyond 4\.2 MB\. What was read before is kept/);
  expect(failed.problem).toMatch(/^1 file could not be taken in, 2 could\./);

  // The spot can be read after all: only what is missing is read again.
  onRead = () => undefined;
  bytesRead = 0;
  expect(await offload()).toMatchObject({ phase: 'done', itemsTotal: 1 });
  const wholeParts = Math.floor((2 * 2 * 1024 * 1024) / plainPerPart(geometry)) * plainPerPart(geometry);
  expect(bytesRead).toBe(first.byteLength - wholeParts);
  expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
});

it('a plug that is only shaken stops nothing', async () => {
  let faults = 0;
  onRead = (name, position) => {
    if (name === clipName(1) && position > 5_000_000 && faults < 2) {
      faults++;
      fail('ENODEV');
    }
  };
  expect(await offload()).toMatchObject({ phase: 'done', itemsDone: 3 });
  expect(faults).toBe(2);
  expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
});

it('a camera whose folders answer from memory, but none of whose files does, is waited for like a pulled one', async () => {
  onRead = (_name, position) => {
    if (position > 1_000_000) fail('EIO');
  };
  const job = newJob();
  await desk.api.offload(offloadOf(cameraSevenId, job));
  await desk.log.until('the offload to wait', () =>
    desk.log.progress.some((one) => one.error?.code === 'camera-unplugged'),
  );
  onRead = () => undefined;
  expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3 });
  expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
});

it('a camera whose files never answer ends the offload with a word instead of waiting for ever', async () => {
  onRead = (_name, position) => {
    if (position > 1_000_000) fail('EIO');
  };
  expect(await offload()).toMatchObject({ phase: 'failed', error: { code: 'camera-read-error' } });
  const failed = await desk.log.camera(cameraSevenId, 'failed', 'unplugged');
  expect(failed.recordings.map((one) => one.state)).toEqual(['failed', 'failed', 'kept']);
});

it('a recording that vanished from the camera is told, and the others go on', async () => {
  const removed: Promise<void>[] = [];
  onRead = (name) => {
    if (name === clipName(1) && removed.length === 0) {
      removed.push(rm(path.join(folder, 'volumes', 'CAM7', clipName(2))));
    }
  };
  expect(await offload()).toMatchObject({ phase: 'failed' });
  await Promise.all(removed);
  const failed = await desk.log.camera(cameraSevenId, 'failed');
  expect(failed.recordings.map((one) => one.state)).toEqual(['kept', 'failed', 'kept']);
});
