// A USB bus whose devices are folders: whoever makes one plugs a camera in, whoever takes it away pulls it, also from another process.
import { readFileSync, watch, type FSWatcher } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { UsbBus } from '../../main/ports/usb.ts';
import { heldOnDisk } from './mtp-contents.ts';
import { MtpResponder } from './mtp-responder.ts';
import { VirtualBus } from './virtual-bus.ts';
import type { VirtualDeviceOptions } from './virtual-device.ts';

/** In each folder: what the device says of itself. The folders beside it are its memories. */
export const deviceFile = 'device.json';

export const deviceFacts = z.object({
  vendorId: z.number(),
  productId: z.number(),
  manufacturer: z.string(),
  model: z.string(),
  serial: z.string(),
  friendlyName: z.string(),
  clockAheadSeconds: z.number(),
});
export type DeviceFacts = z.infer<typeof deviceFacts>;

const lookEveryMilliseconds = 100;

export function createFolderBus(folder: string): UsbBus {
  const bus = new VirtualBus();
  const plugged = new Map<string, FSWatcher>();
  const look = async (): Promise<void> => {
    const names = await listDevices(folder);
    for (const [name, watcher] of plugged) {
      if (names.has(name)) continue;
      watcher.close();
      plugged.delete(name);
      bus.unplug(name);
    }
    for (const name of names) {
      if (!plugged.has(name)) plugged.set(name, plugIn(bus, name, path.join(folder, name)));
    }
  };
  const tick = (): void => {
    void look()
      .catch(() => undefined)
      .finally(() => setTimeout(tick, lookEveryMilliseconds).unref());
  };
  tick();
  return bus;
}

async function listDevices(folder: string): Promise<Set<string>> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return new Set(entries.filter((one) => one.isDirectory() && !one.name.startsWith('.')).map(({ name }) => name));
  } catch {
    return new Set();
  }
}

function plugIn(bus: VirtualBus, name: string, place: string): FSWatcher {
  const facts = deviceFacts.parse(JSON.parse(readFileSync(path.join(place, deviceFile), 'utf8')));
  const responders: MtpResponder[] = [];
  const options: VirtualDeviceOptions = {
    vendorId: facts.vendorId,
    productId: facts.productId,
    manufacturer: facts.manufacturer,
    product: facts.model,
    serial: facts.serial,
    firmware: (end) => {
      const responder = new MtpResponder(end, {
        ...facts,
        storages: [{ id: 0x0001_0001, description: 'Memory', contents: () => heldOnDisk(path.join(place, 'memory')) }],
      });
      responders.push(responder);
      return responder;
    },
  };
  bus.plugIn(name, options);
  const watcher = watch(path.join(place, 'memory'), { recursive: true }, () => {
    for (const responder of responders) responder.tellChange();
  });
  // The folder is taken away when the camera is pulled.
  watcher.on('error', () => undefined);
  return watcher;
}
