// Real USB devices that others wrote, each as something that can be plugged in, pulled, and plugged in again.
import path from 'node:path';
import type { MachineControl } from './machine-control.ts';

export interface PluggableDevice {
  plugIn(): Promise<void>;
  pull(): Promise<void>;
}

/** A device whose files lie in a folder of the guest that a test may fill and look at. */
export interface PluggableCamera extends PluggableDevice {
  readonly folder: string;
}

/** The one folder that the host lets the guest write. */
export const shared = '/shared';

/** Where QEMU, which runs on the host, finds what the guest has at `place`. */
export function onHost(place: string): string {
  const host = process.env['KERBDESK_SHARED_ON_HOST'];
  if (host === undefined || !place.startsWith(`${shared}/`)) throw new Error(`the host does not see ${place}`);
  return path.join(host, place.slice(shared.length));
}

/** QEMU's own MTP responder, of a folder that the guest shares with the host. */
export function qemuCamera(
  control: MachineControl,
  id: string,
  writable: boolean,
  folder = path.join(shared, id),
): PluggableCamera {
  return {
    folder,
    plugIn: () =>
      control.plugIn('usb-mtp', id, {
        rootdir: onHost(folder),
        desc: 'Card',
        serial: `QEMU-${id}`,
        readonly: !writable,
      }),
    pull: () => control.pull(id),
  };
}

/** QEMU's USB stick, of an image file that the guest shares with the host. */
export async function qemuDisk(control: MachineControl, id: string, image: string): Promise<PluggableDevice> {
  const node = `${id}-medium`;
  await control.run('blockdev-add', {
    driver: 'raw',
    'node-name': node,
    file: { driver: 'file', filename: onHost(image) },
  });
  return {
    plugIn: () => control.plugIn('usb-storage', id, { drive: node, removable: true, serial: `DISK-${id}` }),
    pull: () => control.pull(id),
  };
}
