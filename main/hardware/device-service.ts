// What the device host offers to main: cameras, and offloads into the vault of whoever works on this laptop.
import { isDeepStrictEqual } from 'node:util';
import type { Clock } from '../ports/clock.ts';
import type { DeviceHostApi, DeviceHostEvents, OffloadTarget } from '../ports/device-host.ts';
import type { EvidenceSink } from '../ports/evidence-sink.ts';
import type { UsbBus } from '../ports/usb.ts';
import type { Volumes } from '../ports/volumes.ts';
import { createCameraPlaces } from './camera-places.ts';
import type { CameraDriver } from './camera-source.ts';
import { CameraWatch } from './camera-watch.ts';

export type EmitDeviceEvent = <N extends keyof DeviceHostEvents>(name: N, payload: DeviceHostEvents[N]) => void;

export interface DeviceServiceParts {
  readonly volumes: Volumes;
  readonly usb: UsbBus;
  readonly drivers: readonly CameraDriver[];
  readonly clock: Clock;
  readonly pollMilliseconds: number;
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
  const watch = new CameraWatch({
    places: createCameraPlaces(parts.volumes, parts.usb, (message) => emit('problem', { message })),
    drivers: parts.drivers,
    clock: parts.clock,
    pollMilliseconds: parts.pollMilliseconds,
    events: {
      cameras: (cameras) => emit('cameras', cameras),
      progress: (progress) => emit('progress', progress),
      kept: (kept) => emit('kept', kept),
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
    async setTarget(target) {
      const sink = target ? sinkFor(target) : null;
      watch.setVault(target && sink ? { officerId: target.officerId, sink } : null);
      // A folder that cannot be used is better known now than in the middle of an offload.
      if (sink) await reportUnusable(sink, emit);
    },
    async listCameras() {
      return watch.list();
    },
    offload: ({ cameraId, jobId }) => watch.offload(cameraId, jobId),
    async pause({ cameraId }) {
      watch.pause(cameraId);
    },
    async resume({ cameraId }) {
      watch.resume(cameraId);
    },
    async cancel({ jobId }) {
      watch.cancel(jobId);
    },
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
