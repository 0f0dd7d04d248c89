// The device host as the product has it, in the guest: real volumes, the real bus, every driver, a real vault.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Camera } from '#contract/cameras.ts';
import type { CameraId, JobId } from '#contract/ids.ts';
import { isTerminal, type JobProgress } from '#contract/jobs.ts';
import { createDeviceService } from '../../../main/hardware/device-service.ts';
import { cameraDrivers } from '../../../main/hardware/driver-registry.ts';
import { cameraLayout } from '../../../main/hardware/drivers/layout/layout.ts';
import { createNodeUsbBus } from '../../../main/hardware/usb/node-usb-bus.ts';
import { createVolumes } from '../../../main/hardware/volumes/volumes.ts';
import { systemClock } from '../../../main/ports/clock.ts';
import type { DeviceHostApi } from '../../../main/ports/device-host.ts';
import type { Receipt } from '../../../main/storage/evidence/receipt.ts';
import { deskOf, EventLog, newJob, offloadOf, openVault, type RecordedEvent } from '../../support/offload-kit.ts';
import { makeVault } from '../../unit/evidence/support/evidence-kit.ts';
import type { Lab } from './lab.ts';

const mebibyte = 1024 * 1024;
/** For what would never come: on a busy machine the guest is a hundred times slower than a laptop. */
const patience = 400_000;

export class GuestDesk {
  readonly api: DeviceHostApi;
  readonly log: EventLog;
  readonly #held: () => Promise<{ receipt: Receipt; sha256: string }[]>;

  private constructor(api: DeviceHostApi, log: EventLog, held: () => Promise<{ receipt: Receipt; sha256: string }[]>) {
    this.api = api;
    this.log = log;
    this.#held = held;
  }

  static async open(lab: Lab): Promise<GuestDesk> {
    // Small parts, so that a pulled cable leaves something to go on from.
    const vault = await makeVault({ partBytes: mebibyte, segmentBytes: 64 * 1024 });
    const workerEntry = pathToFileURL(path.join(import.meta.dirname, 'part-cipher-worker.js'));
    const sink = vault.sink({ workerEntry });
    const log = new EventLog();
    const service = createDeviceService({
      volumes: createVolumes({ system: true, extraFolders: [] }),
      usb: createNodeUsbBus(),
      drivers: cameraDrivers,
      layout: cameraLayout,
      clock: systemClock,
      pollMilliseconds: 500,
      cameraMark: (_key, camera) => camera,
      createSink: () => sink,
      emit: (name, payload) => log.add({ name, payload, at: performance.now() } as RecordedEvent),
    });
    await service.api.setDesk(deskOf(vault.target));
    service.start();
    lab.atEnd(async () => {
      service.stop();
      await sink.close();
      await vault.remove();
    });
    return new GuestDesk(service.api, log, () => openVault(vault.target));
  }

  until<T>(what: string, look: () => T | undefined | null | false): Promise<T> {
    return this.log.until(what, look, patience);
  }

  /** The camera that `which` picks, once it is in one of the states. */
  camera(what: string, which: (camera: Camera) => boolean, ...states: Camera['state'][]): Promise<Camera> {
    return this.until(`${what} to be ${states.join(' or ')}`, () =>
      this.log.cameras.find((one) => which(one) && states.includes(one.state)),
    );
  }

  /** Offloads everything that is on the camera, and waits for the end. */
  async offload(id: CameraId): Promise<JobProgress> {
    const job = newJob();
    await this.api.offload(offloadOf(id, job));
    return this.end(job);
  }

  end(job: JobId): Promise<JobProgress> {
    const isEnd = (one: JobProgress): boolean => one.jobId === job && isTerminal(one.phase);
    return this.until(`the end of offload ${job}`, () => this.log.progress.find(isEnd));
  }

  /** Hashes of what the vault holds, taken anew from the opened containers, by the path on the camera. */
  async hashes(): Promise<Map<string, string>> {
    return new Map((await this.#held()).map(({ receipt, sha256 }) => [receipt.facts.path, sha256]));
  }

  /** The same, where cameras hold recordings of the same path. */
  async allHashes(): Promise<string[]> {
    return (await this.#held()).map(({ sha256 }) => sha256);
  }

  /** What befell each recording, in order of path. */
  async custody(): Promise<string[][]> {
    return (await this.#held()).map(({ receipt }) => receipt.custody.map((event) => event.what));
  }
}
