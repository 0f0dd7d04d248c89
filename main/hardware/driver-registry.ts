// The kinds of cameras Kerbdesk can read. An explicit list: a driver that is not named here does not run.
import type { CameraPlace } from './camera-places.ts';
import type { CameraDriver } from './camera-source.ts';
import { mtpDriver } from './drivers/mtp/mtp-driver.ts';
import { volumeDriver } from './drivers/volume/volume-driver.ts';

/** In order of preference: the first that matches opens the place. */
export const cameraDrivers: readonly CameraDriver[] = [volumeDriver, mtpDriver];

export async function findDriver(drivers: readonly CameraDriver[], place: CameraPlace): Promise<CameraDriver | null> {
  for (const driver of drivers) {
    if (await driver.matches(place)) return driver;
  }
  return null;
}
