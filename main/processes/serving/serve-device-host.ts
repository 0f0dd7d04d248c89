// The device host without what differs between the product and its demonstration: which USB bus it looks at.
import { createDeviceService } from '../../hardware/device-service.ts';
import { cameraDrivers } from '../../hardware/driver-registry.ts';
import { createVolumes } from '../../hardware/volumes/volumes.ts';
import { systemClock } from '../../ports/clock.ts';
import type { DeviceHostEvents, DeviceHostStart } from '../../ports/device-host.ts';
import type { UsbBus } from '../../ports/usb.ts';
import { parentChannel } from '../../rpc/parent-channel.ts';
import { serveRpc } from '../../rpc/rpc.ts';
import { cameraMark } from '../../storage/device/camera-owners.ts';
import { createEvidenceSink } from '../../storage/evidence/evidence-sink.ts';

export interface DeviceHostParts {
  /** Is asked once, with what the process was started with. */
  readonly usb: (start: DeviceHostStart) => UsbBus;
  /** The file of the worker that encrypts, beside the process's own. */
  readonly workerEntry: URL;
}

/** Waits to be told how to start, then serves whoever started this process. */
export function serveDeviceHost({ usb, workerEntry }: DeviceHostParts): void {
  const channel = parentChannel();
  let started = false;
  channel.onMessage((message) => {
    if (started || !isStart(message)) return;
    started = true;
    const { start } = message;
    const service = createDeviceService({
      volumes: createVolumes({ system: start.systemVolumes, extraFolders: start.extraVolumeFolders }),
      usb: usb(start),
      drivers: cameraDrivers,
      clock: systemClock,
      pollMilliseconds: start.pollMilliseconds,
      cameraMark,
      createSink: (target) => createEvidenceSink(target, { workerEntry }),
      emit: (name, payload) => emit(name, payload),
    });
    const emit = serveRpc<DeviceHostEvents>(channel, service.api);
    service.start();
  });
}

const isStart = (message: unknown): message is { start: DeviceHostStart } =>
  typeof message === 'object' && message !== null && 'start' in message;
