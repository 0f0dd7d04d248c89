// Keeps the list of cameras: looks at every place one can be, opens those that are cameras, notices those that went away.
import { randomUUID } from 'node:crypto';
import type { Camera, CameraEstimate, CameraLink, CameraUpdate } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { jobId, type CameraId, type JobId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraFile, DeviceHostEvents, EraseOutcome } from '../ports/device-host.ts';
import { CameraDevice } from './camera-device.ts';
import { besides, rootOf, type CameraPlace, type CameraPlaces } from './camera-places.ts';
import type { CameraDriver, CameraSource, SourceFile } from './camera-source.ts';
import type { DeviceParts } from './device-parts.ts';
import { findDriver } from './driver-registry.ts';
import type { Estimator, VaultSpeed } from './offload/estimate.ts';
import type { OffloadVault } from './offload/job-camera.ts';
import { OffloadQueue } from './offload/offload-queue.ts';
import { Throttle } from './throttle.ts';

export interface WatchEvents {
  cameras(update: CameraUpdate): void;
  progress(progress: JobProgress): void;
  kept(kept: { officerId: OfficerId; recordingId: RecordingId }): void;
  erasing(erasing: DeviceHostEvents['erasing']): void;
}

/** Whose vaults there are, and whose cameras. */
export interface WatchDesk {
  readonly vaults: readonly OffloadVault[];
  readonly current: OfficerId | null;
  ownerOf(camera: CameraId): OfficerId | null;
}

export interface WatchParts {
  readonly places: CameraPlaces;
  readonly drivers: readonly CameraDriver[];
  readonly clock: Clock;
  readonly pollMilliseconds: number;
  readonly events: WatchEvents;
  readonly estimator: Estimator;
  /** How a camera is connected; null where that cannot be told. */
  readonly linkOf: (place: CameraPlace) => Promise<CameraLink | null>;
  /** Degrees Celsius of the disk of this officer's vault, where it is too hot. */
  readonly hotDiskOf: (officer: OfficerId) => Promise<number | null>;
}

/** How long a pulled camera that no offload waits for stays in sight. */
const forgetAfter = 15_000;
/** After this long a camera whose files did not answer, but whose place never went away, is tried again. */
const settleAfter = 2_000;
/** How often a place that holds no camera is looked at again: it may be one whose first recording is still being written. */
const lookAgainAfter = 3_000;
/** Four times a second is enough for an eye, and a full camera's list is long. */
const [camerasInterval, erasingInterval] = [250, 100];
/** A sleep that never came, or of whose end nobody tells: this long awake (timers stand still in sleep) ends it. */
const wakeAfter = 60_000;
/**
 * Cameras that are copied at the same time. One on USB 2 gives some 35 MB/s, far from what a disk takes: a few together are
 * done much sooner, and more would only make each officer wait longer for their own.
 */
const camerasAtOnce = 4;

export class CameraWatch {
  readonly #parts: WatchParts;
  readonly #devices = new Map<CameraId, CameraDevice>();
  /** Places without a camera that can be opened, by key, and when each was looked at. */
  readonly #notCameras = new Map<string, number>();
  readonly #opening = new Set<string>();
  readonly #ended = new AbortController();
  /** Offloads that the officer cancelled are not begun again by themselves. */
  readonly #cancelled = new Set<CameraId>();
  readonly #announce: Throttle;
  readonly #deviceParts: DeviceParts;
  readonly #queue: OffloadQueue;
  /** Whose vault a camera goes to for as long as it is plugged in, where an officer chose another one just this once. */
  readonly #once = new Map<CameraId, OfficerId>();
  #desk: WatchDesk = { vaults: [], current: null, ownerOf: () => null };
  #polling: Promise<void> | null = null;
  #pollAgain = false;
  #stopWatching: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;
  #wakeTimer: NodeJS.Timeout | undefined;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#announce = new Throttle(() => parts.events.cameras(this.#takeChanges()), camerasInterval, parts.clock);
    this.#queue = new OffloadQueue(camerasAtOnce, () => this.#announce.touch());
    this.#deviceParts = {
      clock: parts.clock,
      queue: this.#queue,
      events: {
        changed: () => this.#announce.touch(),
        progress: (progress) => parts.events.progress(progress),
        kept: (officerId, recordingId) => parts.events.kept({ officerId, recordingId }),
        unfinishedFound: (device) => void this.#goOn(device),
        ended: (speed) => this.#offloadEnded(speed),
      },
      claimedByOthers: (device) => this.#claimed(device),
      estimate: (device, source, left) => this.#estimate(device, source, left),
    };
  }

  start(): void {
    const tick = async (): Promise<void> => {
      await this.rescan(false);
      if (this.#timer) this.#timer = setTimeout(() => void tick(), this.#parts.pollMilliseconds);
    };
    this.#timer ??= setTimeout(() => void tick(), 0);
    this.#stopWatching ??= this.#parts.places.watch(() => this.#lookSoon());
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopWatching?.();
    this.#ended.abort(new Error('the device host ends'));
    for (const device of this.#devices.values()) device.close();
    this.#announce.stop();
    clearTimeout(this.#wakeTimer);
  }

  list(): Camera[] {
    return [...this.#devices.values()].map((device) => device.view());
  }

  setDesk(desk: WatchDesk): void {
    // Where somebody says anew whose camera it is, that counts from now on.
    for (const id of this.#once.keys()) if (desk.ownerOf(id) !== this.#desk.ownerOf(id)) this.#once.delete(id);
    this.#desk = desk;
    this.#settleAll();
  }

  /** @throws KerbdeskError `not-found` where there is no such camera or vault; see `CameraDevice.offload`. */
  async offload(id: CameraId, job: JobId, officer: OfficerId, first: string | null): Promise<void> {
    const device = this.deviceOf(id);
    const vault = this.#vaultOf(officer);
    if (!vault) {
      throw new KerbdeskError(
        'not-found',
        'The vault that these recordings go to cannot take any now. Its officer must unlock it once on this laptop.',
      );
    }
    this.#cancelled.delete(id);
    await device.offload(job, vault, first);
    if (officer !== this.#desk.ownerOf(id)) this.#once.set(id, officer);
  }

  putFirst(id: CameraId, path: string | null, first: boolean): void {
    const job = this.#jobOf(id);
    if (path !== null) job.putFirst(first ? path : null);
    else if (first) this.#queue.putFirst(id);
    else this.#queue.putBack(id);
    this.#announce.touch();
  }

  filesToErase(id: CameraId): Promise<{ vaultOf: OfficerId | null; files: CameraFile[] }> {
    return this.deviceOf(id).erasing.files();
  }

  erase(id: CameraId, file: string, sha256: string): Promise<EraseOutcome> {
    let bytes = 0;
    const tell = (): void => this.#parts.events.erasing({ cameraId: id, path: file, bytes });
    const throttle = new Throttle(tell, erasingInterval, this.#parts.clock);
    return this.deviceOf(id)
      .erasing.erase(file, sha256, (hashed) => {
        bytes = hashed;
        throttle.touch();
      })
      .finally(() => throttle.stop());
  }

  stopErasing(id: CameraId): void {
    this.deviceOf(id).erasing.stop();
  }

  /** @returns when what was read is durable and no camera is being read. */
  async sleep(): Promise<void> {
    clearTimeout(this.#wakeTimer);
    this.#wakeTimer = setTimeout(() => this.wake(), wakeAfter);
    for (const device of this.#devices.values()) device.erasing.stop();
    await Promise.all([...this.#devices.values()].map(async (device) => device.job?.sleep()));
  }

  wake(): void {
    clearTimeout(this.#wakeTimer);
    for (const device of this.#devices.values()) device.job?.wake();
  }

  pause(id: CameraId): void {
    this.#jobOf(id).pause();
  }

  resume(id: CameraId): void {
    this.#jobOf(id).resume();
  }

  cancel(id: JobId): void {
    for (const [camera, device] of this.#devices) {
      if (device.job?.jobId !== id) continue;
      this.#cancelled.add(camera);
      device.job.cancel();
      return;
    }
    throw new KerbdeskError('not-found', 'That offload has ended already.');
  }

  /** @param thorough lists idle cameras anew, and looks again at places that held no camera. */
  async rescan(thorough: boolean): Promise<void> {
    if (thorough) {
      this.#notCameras.clear();
      await this.#polling;
    }
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = null;
      if (this.#pollAgain) this.#lookSoon();
    });
    await this.#polling;
    if (thorough) for (const device of this.#devices.values()) device.readAgain();
  }

  /** Looks anew, even if a look is under way. */
  async look(): Promise<void> {
    await this.#polling;
    await this.rescan(false);
  }

  /** The camera that was opened where `root` is the top of everything. */
  cameraAt(root: string): CameraId | null {
    return [...this.#devices].find(([, { place }]) => place && rootOf(place) === root)?.[0] ?? null;
  }

  letGo(id: CameraId): void {
    this.deviceOf(id).close();
    this.#devices.delete(id);
    this.#announce.touch();
  }

  /** Something was plugged in or pulled: a poll that is under way may have looked before it. */
  #lookSoon(): void {
    this.#pollAgain = this.#polling !== null;
    if (!this.#polling && !this.#ended.signal.aborted) void this.rescan(false);
  }

  async #poll(): Promise<void> {
    const places = await this.#parts.places.list();
    const keys = new Set(places.map((place) => place.key));
    for (const key of this.#notCameras.keys()) if (!keys.has(key)) this.#notCameras.delete(key);
    for (const device of this.#devices.values()) await this.#checkDevice(device, keys);
    for (const place of places) {
      if (this.#holdsCamera(place) || this.#opening.has(place.key) || this.#lookedAtLately(place)) continue;
      const opening = this.#openPlace(place);
      // A device on the bus may be slow to answer, or silent: nothing else waits for it.
      if (place.kind !== 'usb') await opening;
    }
    for (const [id, device] of this.#devices) {
      const waited = this.#parts.clock.monotonic() - device.unpluggedAt;
      if (device.state !== 'unplugged' || device.job || waited < forgetAfter) continue;
      device.forget();
      this.#devices.delete(id);
      this.#once.delete(id);
      this.#announce.touch();
    }
  }

  async #checkDevice(device: CameraDevice, keys: ReadonlySet<string>): Promise<void> {
    const { place } = device;
    if (!place) return;
    // The bus itself tells what left it; a mount can outlive its disk.
    const gone = !keys.has(place.key) || (place.kind !== 'usb' && !(await device.answers()));
    if (device.state === 'unplugged') {
      // Its job found it dead while its place is still listed.
      const waited = this.#parts.clock.monotonic() - device.unpluggedAt;
      if (gone || (waited >= settleAfter && device.released)) device.place = null;
    } else if (gone) {
      device.unplugged();
      device.place = null;
    }
  }

  #holdsCamera(place: CameraPlace): boolean {
    return [...this.#devices.values()].some((device) => device.place?.key === place.key);
  }

  #lookedAtLately(place: CameraPlace): boolean {
    const at = this.#notCameras.get(place.key);
    return at !== undefined && this.#parts.clock.monotonic() - at < lookAgainAfter;
  }

  async #openPlace(place: CameraPlace): Promise<void> {
    this.#opening.add(place.key);
    try {
      const source = await this.#openSource(place);
      if (!source) return;
      if (this.#ended.signal.aborted) await source.close?.();
      else this.#welcome(source, place);
    } finally {
      this.#opening.delete(place.key);
    }
  }

  /** Null where no driver knows the place, or where it was pulled between two looks. */
  async #openSource(place: CameraPlace): Promise<CameraSource | null> {
    const driver = await findDriver(this.#parts.drivers, place);
    if (driver) {
      try {
        return await driver.open(place, this.#ended.signal);
      } catch {
        // The next poll sees what is there then. What is on the bus and does not let itself be opened gets more time.
        if (place.kind !== 'usb') return null;
      }
    }
    this.#notCameras.set(place.key, this.#parts.clock.monotonic());
    return null;
  }

  #welcome(source: CameraSource, place: CameraPlace): void {
    const known = this.#devices.get(source.identity.id);
    if (known?.state === 'unplugged') {
      known.pluggedIn(source, place);
      return;
    }
    const identity = known ? { ...source.identity, id: besides(source.identity.id, place) } : source.identity;
    const twin = this.#devices.get(identity.id);
    if (twin) {
      if (twin.state === 'unplugged') twin.pluggedIn(source, place);
      else void source.close?.();
      return;
    }
    const device = new CameraDevice(source, identity, place, this.#whose(identity.id), this.#deviceParts);
    this.#devices.set(identity.id, device);
    this.#announce.touch();
  }

  #takeChanges(): CameraUpdate {
    return [...this.#devices.values()].map((device) => device.takeChanges());
  }

  #vaultOf(officer: OfficerId | null): OffloadVault | null {
    return this.#desk.vaults.find((vault) => vault.officerId === officer) ?? null;
  }

  #whose(id: CameraId): { readonly owner: OfficerId | null; readonly vault: OffloadVault | null } {
    const owner = this.#desk.ownerOf(id);
    return { owner, vault: this.#vaultOf(this.#once.get(id) ?? owner ?? this.#desk.current) };
  }

  #settleAll(): void {
    for (const [id, device] of this.#devices) {
      const { owner, vault } = this.#whose(id);
      device.belongTo(owner, vault);
    }
  }

  #offloadEnded(speed: VaultSpeed): void {
    this.#parts.estimator.learn(speed);
    this.#settleAll();
    for (const device of this.#devices.values()) void device.estimateAgain();
  }

  async #estimate(device: CameraDevice, source: CameraSource, left: readonly SourceFile[]): Promise<CameraEstimate> {
    const { vault, place } = device;
    return this.#parts.estimator.estimate({
      source,
      left,
      sink: vault?.sink ?? null,
      claimed: this.#claimed(device),
      link: place === null ? null : await this.#parts.linkOf(place),
      hotDisk: vault === null ? null : await this.#parts.hotDiskOf(vault.officerId),
    });
  }

  #claimed(device: CameraDevice): number {
    let bytes = 0;
    for (const other of this.#devices.values()) if (other !== device) bytes += other.job?.report.bytesLeft ?? 0;
    return bytes;
  }

  /** What an offload began and could not end (the program was ended, say) goes on by itself. */
  async #goOn(device: CameraDevice): Promise<void> {
    const { vault } = device;
    if (!vault || this.#cancelled.has(device.identity.id)) return;
    try {
      await device.offload(jobId.parse(randomUUID()), vault, null);
    } catch {
      // The officer's own try tells what is in the way.
    }
  }

  /** @throws KerbdeskError `not-found`. */
  deviceOf(id: CameraId): CameraDevice {
    const device = this.#devices.get(id);
    if (!device) throw new KerbdeskError('not-found', 'That camera is not plugged in.');
    return device;
  }

  #jobOf(id: CameraId): NonNullable<CameraDevice['job']> {
    const { job } = this.deviceOf(id);
    if (!job) throw new KerbdeskError('not-found', 'That camera is not being offloaded.');
    return job;
  }
}
