// The process that talks to cameras and writes evidence. It holds public keys only, and works while the vault is locked.
import { cameraDrivers } from '../hardware/driver-registry.ts';
import { createDeviceService } from '../hardware/device-service.ts';
import { createNodeUsbBus } from '../hardware/usb/node-usb-bus.ts';
import { createVolumes } from '../hardware/volumes/volumes.ts';
import { systemClock } from '../ports/clock.ts';
import type { DeviceHostEvents, DeviceHostStart } from '../ports/device-host.ts';
import { parentChannel } from '../rpc/parent-channel.ts';
import { serveRpc } from '../rpc/rpc.ts';
import { cameraMark } from '../storage/device/camera-owners.ts';
import { createEvidenceSink } from '../storage/evidence/evidence-sink.ts';

/** The worker lies beside this file, in source as in the built program. */
const sibling = (name: string): URL =>
  new URL(name + (import.meta.url.endsWith('.ts') ? '.ts' : '.js'), import.meta.url);

const channel = parentChannel();
let started = false;

channel.onMessage((message) => {
  if (started || !isStart(message)) return;
  started = true;
  run(message.start);
});

function run(start: DeviceHostStart): void {
  const service = createDeviceService({
    volumes: createVolumes({ system: start.systemVolumes, extraFolders: start.extraVolumeFolders }),
    usb: createNodeUsbBus(),
    drivers: cameraDrivers,
    clock: systemClock,
    pollMilliseconds: start.pollMilliseconds,
    cameraMark,
    createSink: (target) => createEvidenceSink(target, { workerEntry: sibling('part-cipher-worker') }),
    emit: (name, payload) => emit(name, payload),
  });
  const emit = serveRpc<DeviceHostEvents>(channel, service.api);
  service.start();
}

const isStart = (message: unknown): message is { start: DeviceHostStart } =>
  typeof message === 'object' && message !== null && 'start' in message;
