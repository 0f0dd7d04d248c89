// What the device host offers to main: cameras, and offloads into the vault of whoever works on this laptop.
import { isDeepStrictEqual } from 'node:util';
import { KerbdeskError } from '#contract/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { CameraId } from '#contract/ids.ts';
import type { DeviceHostApi, DeviceHostEvents, OffloadTarget } from '../ports/device-host.ts';
import type { EvidenceSink } from '../ports/evidence-sink.ts';
import type { UsbBus } from '../ports/usb.ts';
import type { Volumes } from '../ports/volumes.ts';
import { createCameraPlaces } from './camera-places.ts';
import type { CameraDriver } from './camera-source.ts';
import type { CameraLayout } from './drivers/layout/layout.ts';
import { CameraWatch } from './camera-watch.ts';
import { importFolder, putAway } from './import-folder.ts';
import { ImportedFolders } from './volumes/imported-folders.ts';
import { Estimator } from './offload/estimate.ts';
import { readCameraLink } from './system/camera-link.ts';
import { readHotDisk } from './system/disk-heat.ts';

export type EmitDeviceEvent = <N extends keyof DeviceHostEvents>(name: N, payload: DeviceHostEvents[N]) => void;

export interface DeviceServiceParts {
  readonly volumes: Volumes;
  readonly usb: UsbBus;
  readonly drivers: readonly CameraDriver[];
  /** What counts as a recording in a folder that is imported from. */
  readonly layout: CameraLayout;
  readonly clock: Clock;
  readonly pollMilliseconds: number;
  /** Names a camera to whoever has the device secret. */
  readonly cameraMark: (resumeKey: Uint8Array, camera: CameraId) => string;
  readonly createSink: (target: OffloadTarget) => EvidenceSink;
  readonly emit: EmitDeviceEvent;
}

export interface DeviceService {
  readonly api: DeviceHostApi;
  start(): void;
  stop(): void;
}

export function createDeviceService(parts: DeviceServiceParts): DeviceService {
  const { emit } = parts;
  const folders = new ImportedFolders();
  const watch = new CameraWatch({
    places: createCameraPlaces(parts.volumes, parts.usb, folders, (message) => emit('problem', { message })),
    drivers: parts.drivers,
    clock: parts.clock,
    pollMilliseconds: parts.pollMilliseconds,
    estimator: new Estimator(parts.clock),
    linkOf: readCameraLink,
    hotDiskOf: async (officer) => {
      const target = sinks.find((one) => one.target.officerId === officer)?.target;
      return target ? readHotDisk(target.evidenceFolder) : null;
    },
    events: {
      cameras: (update) => emit('cameras', update),
      progress: (progress) => emit('progress', progress),
      kept: (kept) => emit('kept', kept),
      erasing: (erasing) => emit('erasing', erasing),
    },
  });
  // One for each target, however often it is set: a sink keeps threads and an index of what it holds.
  const sinks: { target: OffloadTarget; sink: EvidenceSink }[] = [];
  const sinkFor = (target: OffloadTarget): EvidenceSink => {
    const known = sinks.find((one) => isDeepStrictEqual(one.target, target));
    if (known) return known.sink;
    const sink = parts.createSink(target);
    sinks.push({ target, sink });
    return sink;
  };
  const api: DeviceHostApi = {
    async setDesk({ targets, current, owners }) {
      const vaults = targets.map((target) => ({ officerId: target.officerId, sink: sinkFor(target) }));
      const officers = new Map(owners.map(({ mark, officerId }) => [mark, officerId]));
      const [resumeKey] = targets.map((target) => target.resumeKey);
      watch.setDesk({
        vaults,
        current,
        ownerOf: (camera) =>
          resumeKey === undefined ? null : (officers.get(parts.cameraMark(resumeKey, camera)) ?? null),
      });
      // A folder that cannot be used is better known now than in the middle of an offload.
      for (const { sink } of vaults) await reportUnusable(sink, emit);
    },
    async listCameras() {
      return watch.list();
    },
    offload: ({ cameraId, jobId, officerId, first }) => watch.offload(cameraId, jobId, officerId, first),
    async pause({ cameraId }) {
      watch.pause(cameraId);
    },
    async resume({ cameraId }) {
      watch.resume(cameraId);
    },
    async cancel({ jobId }) {
      watch.cancel(jobId);
    },
    async putFirst({ cameraId, path, first }) {
      watch.putFirst(cameraId, path, first);
    },
    filesToErase: ({ cameraId }) => watch.filesToErase(cameraId),
    erase: ({ cameraId, path, sha256 }) => watch.erase(cameraId, path, sha256),
    async stopErasing({ cameraId }) {
      watch.stopErasing(cameraId);
    },
    sleep: () => watch.sleep(),
    async wake() {
      watch.wake();
    },
    async importFolder({ folder }) {
      const known = watch.cameraAt(await folders.resolve(folder).catch(() => folder));
      if (known !== null) return { cameraId: known };
      const root = await importFolder(folders, folder, parts.layout);
      await watch.look();
      const cameraId = watch.cameraAt(root);
      if (cameraId !== null) return { cameraId };
      folders.remove(root);
      throw new KerbdeskError('camera-read-error', 'The folder could not be opened. Nothing was imported; try again.');
    },
    putAway: ({ cameraId }) => putAway(watch, folders, cameraId),
    rescan: () => watch.rescan(true),
  };
  return { api, start: () => watch.start(), stop: () => watch.stop() };
}

async function reportUnusable(sink: EvidenceSink, emit: EmitDeviceEvent): Promise<void> {
  try {
    await sink.freeBytes();
  } catch {
    emit('problem', {
      message: "The folder for evidence on this laptop's disk cannot be used: offload will not work. Tell IT.",
    });
  }
}
