// The kinds of cameras Kerbdesk can read. An explicit list: a driver that is not named here does not run.
import type { CameraPlace } from './camera-places.ts';
import type { CameraDriver } from './camera-source.ts';
import { systemClock } from '../ports/clock.ts';
import { cameraLayout, type CameraLayout } from './drivers/layout/layout.ts';
import { createMtpDriver } from './drivers/mtp/mtp-driver.ts';
import { mtpTimes } from './drivers/mtp/mtp-times.ts';
import { createFolderDriver } from './drivers/volume/folder-driver.ts';
import { createVolumeDriver } from './drivers/volume/volume-driver.ts';

/** In order of preference: the first that matches opens the place. */
export const createCameraDrivers = (layout: CameraLayout): readonly CameraDriver[] => [
  createFolderDriver(layout),
  createVolumeDriver(layout),
  createMtpDriver({ layout, times: mtpTimes, clock: systemClock }),
];

/** For cameras of which IT's policy says nothing. */
export const cameraDrivers = createCameraDrivers(cameraLayout);

export async function findDriver(drivers: readonly CameraDriver[], place: CameraPlace): Promise<CameraDriver | null> {
  for (const driver of drivers) {
    if (await driver.matches(place)) return driver;
  }
  return null;
}
