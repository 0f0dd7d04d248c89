// What tests of the offload share: a camera as a folder tree, the service that reads it, and what the vault then holds.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cameraId, jobId, recordingId, type CameraId, type JobId } from '#contract/ids.ts';
import { applyCameraUpdate, type Camera } from '#contract/cameras.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
import type { CameraDriver } from '../../main/hardware/camera-source.ts';
import { createDeviceService } from '../../main/hardware/device-service.ts';
import { cameraDrivers } from '../../main/hardware/driver-registry.ts';
import { cameraLayout } from '../../main/hardware/drivers/layout/layout.ts';
import { createFolderVolumes } from '../../main/hardware/volumes/folder-volumes.ts';
import { systemClock } from '../../main/ports/clock.ts';
import type { DeviceHostApi, DeviceHostEvents, OffloadDesk, OffloadTarget } from '../../main/ports/device-host.ts';
import type { EvidenceSink } from '../../main/ports/evidence-sink.ts';
import type { UsbBus } from '../../main/ports/usb.ts';
import { kitOfficer, officerKeys, openAsOfficer } from '../unit/evidence/support/evidence-kit.ts';
import { openReceipt, type Receipt } from '../../main/storage/evidence/receipt.ts';

export const identityText = JSON.stringify({ name: 'CAM 7', serial: 'X60-118842', make: 'Kerb' });
export const cameraSevenId = cameraId.parse('serial:Kerb:X60-118842');

/** Writes a camera's files; a name's time is its time of change too, as cameras have it. */
export const writeCamera = (root: string, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> =>
  writeNamedCamera(root, { name: 'CAM 7', serial: 'X60-118842', make: 'Kerb' }, files);

/** The same for a camera of another name. */
export async function writeNamedCamera(
  root: string,
  identity: { readonly name: string; readonly serial: string; readonly make: string },
  files: Readonly<Record<string, Uint8Array | string>>,
): Promise<void> {
  await mkdir(path.join(root, 'DCIM', '100MEDIA'), { recursive: true });
  await writeFile(path.join(root, 'camera.json'), JSON.stringify(identity));
  let second = 0;
  for (const [name, content] of Object.entries(files)) {
    const place = path.join(root, name);
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, content);
    const at = new Date(Date.UTC(2026, 10, 22, 14, 3, second++ * 2));
    await utimes(place, at, at);
  }
}

export const clipName = (index: number): string =>
  `DCIM/100MEDIA/20261122_1403${String(index).padStart(2, '0')}_${String(index).padStart(4, '0')}.MP4`;

/** Every file's path, size, time and hash, in one string: equal before and after means that nothing was changed. */
export async function fingerprintTree(root: string): Promise<string> {
  const lines: string[] = [];
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const place = path.join(entry.parentPath, entry.name);
    const facts = await stat(place);
    lines.push(`${path.relative(root, place)} ${facts.size} ${facts.mtimeMs} ${await hashFile(place)}`);
  }
  return lines.toSorted().join('\n');
}

export async function hashFile(place: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(place)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export type RecordedEvent = {
  [N in keyof DeviceHostEvents]: { name: N; payload: DeviceHostEvents[N]; at: number };
}[keyof DeviceHostEvents];

/** The events of a device host, and waiting for one of them. */
export class EventLog {
  readonly all: RecordedEvent[] = [];
  /** As they are after every update so far. */
  cameras: readonly Camera[] = [];
  #waiting: (() => void)[] = [];

  add(event: RecordedEvent): void {
    this.all.push(event);
    if (event.name === 'cameras') {
      const joined = applyCameraUpdate(this.cameras, event.payload);
      if (joined === null) throw new Error('an update of a camera that nobody was told of');
      this.cameras = joined;
    }
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const wake of waiting) wake();
  }

  get progress(): JobProgress[] {
    return this.all.flatMap((event) => (event.name === 'progress' ? [event.payload] : []));
  }

  async until<T>(what: string, look: () => T | undefined | null | false, milliseconds = 60_000): Promise<T> {
    const deadline = Date.now() + milliseconds;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== null && found !== false) return found;
      if (Date.now() > deadline) {
        const problems = this.cameras.flatMap(({ recordings }) => recordings.flatMap(({ problem }) => problem ?? []));
        const last = JSON.stringify(this.all.at(-1), null, 1);
        throw new Error(`waited in vain for: ${what}; problems: ${problems.join(' ')}; last: ${last}`);
      }
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, 50);
      });
    }
  }

  camera(id: CameraId, ...states: Camera['state'][]): Promise<Camera> {
    return this.until(`camera ${id} ${states.join(' or ')}`, () =>
      this.cameras.find((one) => one.id === id && states.includes(one.state)),
    );
  }

  end(job: JobId): Promise<JobProgress> {
    return this.until(`the end of offload ${job}`, () =>
      this.progress.find((one) => one.jobId === job && isTerminal(one.phase)),
    );
  }
}

/** A laptop into which nothing but disks is plugged. */
const emptyBus: UsbBus = { list: () => Promise.resolve([]), watch: () => () => undefined };

export interface Desk {
  readonly api: DeviceHostApi;
  readonly log: EventLog;
  stop(): void;
}

/** The device service as its process has it, in this one. */
export async function startDesk(parts: {
  readonly volumesFolder: string;
  readonly target: OffloadTarget | null;
  readonly sink: EvidenceSink;
  readonly usb?: UsbBus;
  readonly drivers?: readonly CameraDriver[];
  /** For a desk of several officers. */
  readonly sinkOf?: (target: OffloadTarget) => EvidenceSink;
}): Promise<Desk> {
  const log = new EventLog();
  const service = createDeviceService({
    volumes: createFolderVolumes(parts.volumesFolder),
    usb: parts.usb ?? emptyBus,
    drivers: parts.drivers ?? cameraDrivers,
    layout: cameraLayout,
    clock: systemClock,
    pollMilliseconds: 50,
    cameraMark: (_key, camera) => camera,
    createSink: (target) => parts.sinkOf?.(target) ?? parts.sink,
    emit: (name, payload) => log.add({ name, payload, at: performance.now() } as RecordedEvent),
  });
  await service.api.setDesk(deskOf(parts.target));
  service.start();
  return { api: service.api, log, stop: () => service.stop() };
}

/** The desk of a laptop with this officer alone, or with nobody. */
export const deskOf = (target: OffloadTarget | null): OffloadDesk => ({
  targets: target === null ? [] : [target],
  current: target?.officerId ?? null,
  owners: [],
});

/** The one officer of these tests (evidence-kit). */
export const offloadOf = (cameraId: CameraId, job: JobId): Parameters<DeviceHostApi['offload']>[0] => ({
  cameraId,
  jobId: job,
  officerId: kitOfficer,
  first: null,
});

export const newJob = (): JobId => jobId.parse(crypto.randomUUID());

/** What the vault holds, opened with the officer's key: receipts, and each container's bytes hashed by themselves. */
export async function openVault(target: OffloadTarget): Promise<{ receipt: Receipt; sha256: string }[]> {
  const held: { receipt: Receipt; sha256: string }[] = [];
  if (!existsSync(target.evidenceFolder)) return held;
  for (const name of await readdir(target.evidenceFolder)) {
    if (!name.endsWith('.receipt')) continue;
    const id = recordingId.parse(name.slice(0, -'.receipt'.length));
    const bytes = await readFile(path.join(target.evidenceFolder, name));
    const receipt = openReceipt(bytes, officerKeys.privateKey, officerKeys.publicKey, target.resumeKey);
    const container = await openAsOfficer(path.join(target.evidenceFolder, `${id}.kev`));
    const hash = createHash('sha256');
    for (let at = 0; at < container.bytes; at += 4 * 1024 * 1024) {
      hash.update(await container.read(at, Math.min(4 * 1024 * 1024, container.bytes - at)));
    }
    await container.close();
    held.push({ receipt, sha256: hash.digest('hex') });
  }
  return held.toSorted((a, b) => (a.receipt.facts.path < b.receipt.facts.path ? -1 : 1));
}
