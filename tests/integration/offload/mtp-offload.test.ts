// The main job over MTP: a camera on the virtual bus, the real driver and service, the real evidence containers.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cameraId } from '#contract/ids.ts';
import { UsbError, type UsbBus } from '../../../main/ports/usb.ts';
import { heldFile, heldFolder, type HeldObject } from '../../../native-mocks/usb/mtp-contents.ts';
import { MtpResponder, type MtpCameraOptions } from '../../../native-mocks/usb/mtp-responder.ts';
import { VirtualBus } from '../../../native-mocks/usb/virtual-bus.ts';
import { cameraWith, mtpOptions, testDriver } from '../../support/mtp-kit.ts';
import { hashOf, newJob, offloadOf, openVault, startDesk, type Desk } from '../../support/offload-kit.ts';
import { createChance } from '../../support/random.ts';
import { makeVault, type Vault } from '../../unit/evidence/support/evidence-kit.ts';

const geometry = { partBytes: 256 * 1024, segmentBytes: 16 * 1024 };
const chance = createChance(9);
const first = chance.bytes(24_000_000);
const second = chance.bytes(9_000_000);
const third = chance.bytes(700);
const id = cameraId.parse('usb:2b4c:0104:M4-00417');

/** Reads of a camera's memory that this says no to never end, as if the camera hung. */
type Gate = (name: string, position: number) => boolean | Promise<boolean>;
let gate: Gate;
let held: HeldObject[];
let folder: string;
let vault: Vault;
let bus: VirtualBus;
const desks: Desk[] = [];

const gated = (name: string, bytes: Uint8Array): HeldObject => {
  const file = heldFile(name, bytes);
  return {
    ...file,
    async read(position, length) {
      if (!(await gate(name, position))) await new Promise(() => undefined);
      return file.read(position, length);
    },
  };
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-mtp-'));
  await mkdir(path.join(folder, 'volumes'));
  vault = await makeVault(geometry);
  bus = new VirtualBus();
  gate = () => true;
  held = [
    heldFolder('DCIM', [
      gated('20261122_140301_0001.MP4', first),
      gated('20261122_140302_0002.MP4', second),
      gated('20261122_140303_0003.MP4', third),
    ]),
  ];
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.stop();
  await rm(folder, { recursive: true });
  await vault.remove();
});

async function open(usb: UsbBus = bus): Promise<Desk> {
  const desk = await startDesk({
    volumesFolder: path.join(folder, 'volumes'),
    target: vault.target,
    sink: vault.sink(),
    drivers: [testDriver],
    usb,
  });
  desks.push(desk);
  return desk;
}

const plugIn = (habits: Partial<MtpCameraOptions> = {}): void => void bus.plugIn('1-1', cameraWith(held, habits));
const isAbout = (desk: Desk, bytes: number): boolean => desk.log.progress.some((one) => one.bytesDone >= bytes);

describe('an offload over MTP', () => {
  it('keeps every recording as it is', async () => {
    const desk = await open();
    plugIn();
    const ready = await desk.log.camera(id, 'ready');
    expect(ready).toMatchObject({ name: 'CAM 4', make: 'Merlin', kind: 'mtp', problem: null });
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3, bytesDone: 33_000_700 });
    expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
  });

  it.each([
    ['reads parts', {}],
    ['reads whole files only', { partialReads: [] }],
    ['knows no requests of its class', { classRequests: false }],
  ] satisfies [string, Partial<MtpCameraOptions>][])(
    'from a camera that %s goes on in the same job after it was pulled in the middle of a file',
    async (_name, habits) => {
      const desk = await open();
      plugIn(habits);
      await desk.log.camera(id, 'ready');
      const job = newJob();
      // The camera gives no more than this until it was pulled, so that it is surely in the middle.
      gate = (name, position) => name !== '20261122_140301_0001.MP4' || position < 14_000_000;
      await desk.api.offload(offloadOf(id, job));
      await desk.log.until('the middle of the file', () => isAbout(desk, 4_000_000));
      bus.unplug('1-1');
      const pulledAt = performance.now();
      await desk.log.camera(id, 'unplugged');
      expect(performance.now() - pulledAt).toBeLessThan(1_000);
      await desk.log.until('the offload to wait', () =>
        desk.log.progress.some((one) => one.phase === 'paused' && one.error?.code === 'camera-unplugged'),
      );
      gate = () => true;
      plugIn(habits);
      expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3, error: null });
      const kept = await openVault(vault.target);
      expect(kept.map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
      expect(kept[0]?.receipt.custody.map((event) => event.what)).toEqual([
        'offload-started',
        'offload-interrupted',
        'offload-resumed',
        'sealed',
        'read-back-equal',
      ]);
      expect(kept[0]?.receipt.facts.cameraId).toBe(id);
    },
  );

  it('goes on where it was when the camera falls silent for a moment', async () => {
    const desk = await open();
    plugIn();
    await desk.log.camera(id, 'ready');
    let silences = 2;
    gate = (_name, position) => position < 6_000_000 || silences-- <= 0;
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'done', itemsDone: 3 });
    expect(silences).toBeLessThan(0);
    expect((await openVault(vault.target)).map((one) => one.sha256)).toEqual([first, second, third].map(hashOf));
  });

  it('gives up one recording whose memory hangs the camera, and takes in the others', async () => {
    const desk = await open();
    plugIn();
    await desk.log.camera(id, 'ready');
    gate = (name, position) => name !== '20261122_140301_0001.MP4' || position < 6_000_000;
    const job = newJob();
    await desk.api.offload(offloadOf(id, job));
    expect(await desk.log.end(job)).toMatchObject({ phase: 'failed', error: { code: 'camera-read-error' } });
    const failed = await desk.log.camera(id, 'failed');
    expect(failed.recordings.map((one) => one.state)).toEqual(['failed', 'kept', 'kept']);
    expect(failed.recordings[0]?.problem).toMatch(/could not be read beyond/);
  });

  it('of several cameras at once keeps each one apart, also where they claim to be the same', async () => {
    const desk = await open();
    plugIn();
    bus.plugIn('1-2', cameraWith([heldFile('20261122_140301_0001.MP4', second)]));
    bus.plugIn('1-3', cameraWith([heldFile('20261122_140301_0001.MP4', third)], {}, { serial: 'M4-00418' }));
    const cameras = await desk.log.until('three cameras', () => {
      const seen = desk.log.cameras.filter((one) => one.state === 'ready');
      return seen.length === 3 && seen;
    });
    expect(new Set(cameras.map((one) => one.id)).size).toBe(3);
    const jobs = cameras.map((one) => offloadOf(one.id, newJob()));
    await Promise.all(jobs.map((job) => desk.api.offload(job)));
    for (const job of jobs) expect(await desk.log.end(job.jobId)).toMatchObject({ phase: 'done' });
    const hashes = (await openVault(vault.target)).map((one) => one.sha256);
    expect(hashes.toSorted()).toEqual([first, second, third, second, third].map(hashOf).toSorted());
  });
});

describe('a camera over MTP', () => {
  it('is listed again when it says that something was added', async () => {
    const contents = [heldFile('20261122_140301_0001.MP4', third)];
    const responders: MtpResponder[] = [];
    bus.plugIn('1-1', {
      ...cameraWith([]),
      firmware: (end) => {
        const made = new MtpResponder(end, mtpOptions(contents));
        responders.push(made);
        return made;
      },
    });
    const desk = await open();
    expect((await desk.log.camera(id, 'ready')).recordings).toHaveLength(1);
    contents.push(heldFile('20261122_140401_0002.MP4', third));
    responders[0]?.tellChange();
    await desk.log.until('the new recording', () => desk.log.cameras[0]?.recordings.length === 2);
  });

  it('that does not answer is shown with what to do, and works once it was plugged in again', async () => {
    bus.plugIn('1-1', { ...cameraWith([]), firmware: () => ({ control: () => null, reset: () => undefined }) });
    const desk = await open();
    const failed = await desk.log.camera(id, 'failed');
    expect(failed.problem).toBe(
      'M4 is plugged in but does not answer. Unplug it, switch it off and on, and plug it in again.',
    );
    bus.unplug('1-1');
    await desk.log.camera(id, 'unplugged');
    plugIn();
    expect(await desk.log.camera(id, 'ready')).toMatchObject({ problem: null, name: 'CAM 4' });
  });

  it('is not missed where USB cannot be used: that is told once, and disks go on being seen', async () => {
    const broken: UsbBus = {
      list: () => Promise.reject(new UsbError('unavailable', 'no /sys/bus/usb')),
      watch: () => () => undefined,
    };
    const desk = await open(broken);
    for (let look = 0; look < 3; look++) await desk.api.rescan();
    expect(desk.log.all.filter((event) => event.name === 'problem')).toHaveLength(1);
    expect(await desk.api.listCameras()).toEqual([]);
  });
});
