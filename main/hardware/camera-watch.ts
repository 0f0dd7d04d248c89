// Keeps the list of cameras: looks for volumes, opens those that are cameras, notices those that went away.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Camera } from '#contract/cameras.ts';
import { KerbdeskError } from '#contract/errors.ts';
import { cameraId, jobId, type CameraId, type JobId, type OfficerId, type RecordingId } from '#contract/ids.ts';
import type { JobProgress } from '#contract/jobs.ts';
import type { Clock } from '../ports/clock.ts';
import type { Volume, Volumes } from '../ports/volumes.ts';
import { CameraDevice, type DeviceEvents } from './camera-device.ts';
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
  readonly volumes: Volumes;
  readonly drivers: readonly CameraDriver[];
  readonly clock: Clock;
  readonly pollMilliseconds: number;
  readonly events: WatchEvents;
}

/** How long a camera that was pulled, and that no offload waits for, stays in sight. */
const forgetAfter = 15_000;
/** After this long a camera whose files did not answer, but whose volume never went away, is tried again. */
const settleAfter = 2_000;
/** How often a volume that is no camera is looked at again: it may be one whose first recording is still being written. */
const lookAgainAfter = 3_000;
/** Four times a second is enough for an eye, and a full camera's list is long. */
const camerasInterval = 250;

export class CameraWatch {
  readonly #parts: WatchParts;
  readonly #devices = new Map<CameraId, CameraDevice>();
  readonly #notCameras = new Map<string, number>();
  /** Offloads that the officer cancelled are not begun again by themselves. */
  readonly #cancelled = new Set<CameraId>();
  readonly #announce: Throttle;
  readonly #deviceEvents: DeviceEvents;
  #vault: OffloadVault | null = null;
  #polling: Promise<void> | null = null;
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
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
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

  /** @param thorough lists idle cameras anew, and looks again at volumes that were no cameras. */
  async rescan(thorough: boolean): Promise<void> {
    if (thorough) {
      this.#notCameras.clear();
      await this.#polling;
    }
    this.#polling ??= this.#poll().finally(() => {
      this.#polling = null;
    });
    await this.#polling;
    if (thorough) for (const device of this.#devices.values()) device.readAgain();
  }

  async #poll(): Promise<void> {
    const volumes = await this.#parts.volumes.list();
    const keys = new Set(volumes.map(keyOf));
    for (const key of this.#notCameras.keys()) if (!keys.has(key)) this.#notCameras.delete(key);
    for (const device of this.#devices.values()) await this.#checkDevice(device, keys);
    for (const volume of volumes) {
      if (this.#deviceAt(volume)) continue;
      if (this.#lookedAtLately(volume)) continue;
      await this.#openVolume(volume);
    }
    for (const [id, device] of this.#devices) {
      const waited = this.#parts.clock.monotonic() - device.unpluggedAt;
      if (device.state !== 'unplugged' || device.job || waited < forgetAfter) continue;
      device.forget();
      this.#devices.delete(id);
    }
  }

  async #checkDevice(device: CameraDevice, keys: ReadonlySet<string>): Promise<void> {
    const { volume } = device;
    if (!volume) return;
    if (device.state === 'unplugged') {
      // Its job found it dead while the volume is still listed.
      const waited = this.#parts.clock.monotonic() - device.unpluggedAt;
      const away = !keys.has(keyOf(volume)) || !(await device.answers());
      if (away || waited >= settleAfter) device.volume = null;
    } else if (!keys.has(keyOf(volume)) || !(await device.answers())) {
      device.unplugged();
      device.volume = null;
    }
  }

  #deviceAt(volume: Volume): CameraDevice | undefined {
    const key = keyOf(volume);
    return [...this.#devices.values()].find((device) => device.volume && keyOf(device.volume) === key);
  }

  #lookedAtLately(volume: Volume): boolean {
    const at = this.#notCameras.get(keyOf(volume));
    return at !== undefined && this.#parts.clock.monotonic() - at < lookAgainAfter;
  }

  async #openVolume(volume: Volume): Promise<void> {
    const driver = await findDriver(this.#parts.drivers, volume);
    if (!driver) {
      this.#notCameras.set(keyOf(volume), this.#parts.clock.monotonic());
      return;
    }
    let source: CameraSource;
    try {
      source = await driver.open(volume);
    } catch {
      // Pulled between two looks; the next poll sees what is there then.
      return;
    }
    const known = this.#devices.get(source.identity.id);
    if (known?.state === 'unplugged') {
      known.pluggedIn(source, volume);
      return;
    }
    const identity = known ? { ...source.identity, id: besides(source.identity.id, volume) } : source.identity;
    const twin = this.#devices.get(identity.id);
    if (twin) {
      if (twin.state === 'unplugged') twin.pluggedIn(source, volume);
      return;
    }
    const device = new CameraDevice(source, identity, volume, this.#vault, this.#parts.clock, this.#deviceEvents);
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

const keyOf = (volume: Volume): string => `${volume.root}\n${volume.identity ?? ''}`;

/** Two volumes that claim to be the same camera are two cameras: their recordings must never be taken for each other's. */
const besides = (id: CameraId, volume: Volume): CameraId =>
  cameraId.parse(`${id.slice(0, 130)}~${(volume.identity ?? path.basename(volume.root)).slice(0, 60)}`);
