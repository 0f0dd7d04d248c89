// The drivers of fingerprint readers, and the readers that are plugged in. A new one is one more entry here.
import type { Scanner, Scanners } from '../../ports/scanner.ts';
import { UsbError, type UsbBus, type UsbDevice } from '../../ports/usb.ts';
import { createUAreUReader } from './u-are-u/u-are-u-reader.ts';
import { productIds, vendorId } from './u-are-u/protocol.ts';

interface ReaderDriver {
  readonly id: string;
  readonly matches: (device: UsbDevice) => boolean;
  readonly open: (device: UsbDevice) => Scanner;
}

const readerDrivers: readonly ReaderDriver[] = [
  {
    id: 'u-are-u',
    matches: (device) => device.vendorId === vendorId && productIds.some((id) => id === device.productId),
    open: createUAreUReader,
  },
];

/** None where this machine's USB cannot be used. */
export function createScanners(bus: UsbBus): Scanners {
  const known = new Map<string, Scanner>();
  return {
    async list() {
      let devices: readonly UsbDevice[];
      try {
        devices = await bus.list();
      } catch (error) {
        if (error instanceof UsbError) return [];
        throw error;
      }
      const found = devices.flatMap((device): Scanner[] => {
        const driver = readerDrivers.find(({ matches }) => matches(device));
        if (driver === undefined) return [];
        const scanner = known.get(device.key) ?? driver.open(device);
        known.set(device.key, scanner);
        return [scanner];
      });
      for (const key of known.keys()) if (!devices.some((device) => device.key === key)) known.delete(key);
      return found;
    },
    watch: (changed) => bus.watch(changed),
  };
}
