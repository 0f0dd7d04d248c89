// The device host without what differs between the product and its demonstration: which USB bus it looks at.
import { createDeviceService } from '../../hardware/device-service.ts';
import type { CameraDriver } from '../../hardware/camera-source.ts';
import { createCameraDrivers } from '../../hardware/driver-registry.ts';
import { layoutWith } from '../../hardware/drivers/layout/configured-layouts.ts';
import { loadPlugIns } from '../../hardware/plug-ins/load-plug-ins.ts';
import { createVolumes } from '../../hardware/volumes/volumes.ts';
import { systemClock } from '../../ports/clock.ts';
import type { DeviceHostApi, DeviceHostEvents, DeviceHostStart } from '../../ports/device-host.ts';
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
    const layout = layoutWith(start.cameraLayouts);
    // None before the plug-ins are loaded: no other driver takes what is theirs.
    const drivers: CameraDriver[] = [];
    const service = createDeviceService({
      volumes: createVolumes({ system: start.systemVolumes, extraFolders: start.extraVolumeFolders }),
      usb: usb(start),
      drivers,
      layout,
      clock: systemClock,
      pollMilliseconds: start.pollMilliseconds,
      cameraMark,
      createSink: (target) => createEvidenceSink(target, { workerEntry }),
      emit: (name, payload) => emit(name, payload),
    });
    const emit = serveRpc<DeviceHostEvents>(channel, {
      ...service.api,
      // A folder that is asked for before there are drivers would be taken for one without recordings.
      importFolder: async (input) => {
        await begun;
        return service.api.importFolder(input);
      },
    } satisfies DeviceHostApi);
    const begun = begin();

    async function begin(): Promise<void> {
      const plugIns = await loadPlugIns(start.cameraPlugIns, (text) => emit('problem', { message: text }));
      drivers.push(...plugIns, ...createCameraDrivers(layout));
      service.start();
    }
  });
}

const isStart = (message: unknown): message is { start: DeviceHostStart } =>
  typeof message === 'object' && message !== null && 'start' in message;
