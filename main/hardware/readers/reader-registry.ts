// The drivers of fingerprint readers, and the readers that are plugged in. An explicit list: a driver that is not named here does not run.
import { systemClock } from '../../ports/clock.ts';
import type { Scanner, Scanners } from '../../ports/scanner.ts';
import { UsbError, type UsbBus, type UsbDevice } from '../../ports/usb.ts';
import type { ReaderDriver, ReaderPlace } from './reader-driver.ts';
import { createReaderScanner } from './reader-scanner.ts';
import { createUareuDriver } from './uareu-4500/uareu-driver.ts';
import { uareuTimes } from './uareu-4500/uareu-times.ts';

/** In order of preference: the first that matches opens the place. */
export const readerDrivers: readonly ReaderDriver[] = [createUareuDriver({ times: uareuTimes, clock: systemClock })];

export const findReaderDriver = (drivers: readonly ReaderDriver[], place: ReaderPlace): ReaderDriver | null =>
  drivers.find((driver) => driver.matches(place)) ?? null;

/** None where this machine's USB cannot be used. */
export function createScanners(bus: UsbBus, drivers: readonly ReaderDriver[] = readerDrivers): Scanners {
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
        const place: ReaderPlace = { kind: 'usb', device };
        const driver = findReaderDriver(drivers, place);
        if (driver === null) return [];
        const scanner = known.get(device.key) ?? createReaderScanner(driver, place);
        known.set(device.key, scanner);
        return [scanner];
      });
      for (const key of known.keys()) if (!devices.some((device) => device.key === key)) known.delete(key);
      return found;
    },
    watch: (changed) => bus.watch(changed),
  };
}
