// The kinds of cameras Kerbdesk can read. An explicit list: a driver that is not named here does not run.
import type { Volume } from '../ports/volumes.ts';
import type { CameraDriver } from './camera-source.ts';
import { volumeDriver } from './drivers/volume/volume-driver.ts';

/** In order of preference: the first that matches opens the volume. */
export const cameraDrivers: readonly CameraDriver[] = [volumeDriver];

export async function findDriver(drivers: readonly CameraDriver[], volume: Volume): Promise<CameraDriver | null> {
  for (const driver of drivers) {
    if (await driver.matches(volume)) return driver;
  }
  return null;
}
