// Keeps the list of cameras: looks at every place one can be, opens those that are cameras, notices those that went away.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Camera } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { cameraId, jobId, type CameraId, type JobId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { Clock } from '../ports/clock.ts';
import { CameraDevice, type DeviceEvents } from './camera-device.ts';
import type { CameraPlace, CameraPlaces } from './camera-places.ts';
import type { CameraDriver, CameraSource } from './camera-source.ts';
import { findDriver } from './driver-registry.ts';
import type { OffloadVault } from './offload/offload-job.ts';
import { Throttle } from './throttle.ts';

export interface WatchEvents {
  cameras(cameras: Camera[]): void;
  progress(progress: JobProgress): void;
  kept(kept: { officerId: OfficerId; recordingId: RecordingId }): void;
}

export interface WatchParts {
  readonly places: CameraPlaces;
  readonly drivers: readonly CameraDriver[];
  readonly clock: Clock;
  readonly pollMilliseconds: number;
  readonly events: WatchEvents;
}

/** How long a camera that was pulled, and that no offload waits for, stays in sight. */
const forgetAfter = 15_000;
/** After this long a camera whose files did not answer, but whose place never went away, is tried again. */
const settleAfter = 2_000;
/** How often a place that holds no camera is looked at again: it may be one whose first recording is still being written. */
const lookAgainAfter = 3_000;
/** Four times a second is enough for an eye, and a full camera's list is long. */
const camerasInterval = 250;

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
  readonly #deviceEvents: DeviceEvents;
  #vault: OffloadVault | null = null;
  #polling: Promise<void> | null = null;
  #pollAgain = false;
  #stopWatching: (() => void) | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: WatchParts) {
    this.#parts = parts;
    this.#announce = new Throttle(() => parts.events.cameras(this.list()), camerasInterval, parts.clock);
    this.#deviceEvents = {
      changed: () => this.#announce.touch(),
      progress: (progress) => parts.events.progress(progress),
      kept: (officerId, recordingId) => parts.events.kept({ officerId, recordingId }),
      unfinishedFound: (device) => void this.#goOn(device),
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
  }

  list(): Camera[] {
    return [...this.#devices.values()].map((device) => device.view());
  }

  setVault(vault: OffloadVault | null): void {
    this.#vault = vault;
    for (const device of this.#devices.values()) device.setVault(vault);
  }

  async offload(id: CameraId, job: JobId): Promise<void> {
    this.#cancelled.delete(id);
    await this.#find(id).offload(job);
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
    const device = new CameraDevice(source, identity, place, this.#vault, this.#parts.clock, this.#deviceEvents);
    this.#devices.set(identity.id, device);
    this.#announce.touch();
  }

  /** What an offload began and could not end (the program was ended, say) goes on by itself. */
  async #goOn(device: CameraDevice): Promise<void> {
    if (this.#cancelled.has(device.identity.id)) return;
    try {
      await device.offload(jobId.parse(randomUUID()));
    } catch {
      // The officer's own try tells what is in the way.
    }
  }

  #find(id: CameraId): CameraDevice {
    const device = this.#devices.get(id);
    if (!device) throw new KerbdeskError('not-found', 'That camera is not plugged in.');
    return device;
  }

  #jobOf(id: CameraId): NonNullable<CameraDevice['job']> {
    const { job } = this.#find(id);
    if (!job) throw new KerbdeskError('not-found', 'That camera is not being offloaded.');
    return job;
  }
}

/** Two places that claim to be the same camera are two cameras: their recordings must never be taken for each other's. */
const besides = (id: CameraId, place: CameraPlace): CameraId =>
  cameraId.parse(`${id.slice(0, 130)}~${distinction(place).slice(0, 60)}`);

const distinction = (place: CameraPlace): string =>
  place.kind === 'usb' ? place.device.port : (place.volume.identity ?? path.basename(place.volume.root));
