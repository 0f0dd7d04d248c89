// How fast the connection of a camera can be, as Linux tells it. Elsewhere it is not known, and nothing is said.
import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CameraLink } from '#contract/cameras.ts';
import { rootOf, type CameraPlace } from '../camera-places.ts';
import { sysfsBlockDevice } from './block-device.ts';

export interface LinkPlaces {
  readonly blockDevices: string;
  readonly usbDevices: string;
}

const systemPlaces: LinkPlaces = { blockDevices: '/sys/dev/block', usbDevices: '/sys/bus/usb/devices' };

/** Never rejects. */
export async function readCameraLink(
  place: CameraPlace,
  places: LinkPlaces = systemPlaces,
): Promise<CameraLink | null> {
  try {
    const folder =
      place.kind === 'usb'
        ? await realpath(path.join(places.usbDevices, place.device.port))
        : await usbFolderAbove(await sysfsBlockDevice(places.blockDevices, (await stat(rootOf(place) ?? '')).dev));
    return folder === null ? null : await readLink(folder);
  } catch {
    // No /sys, no such device, or a volume that is no disk.
    return null;
  }
}

/** A disk on USB lies below the folder of its USB device, which is the nearest one that has a speed. */
async function usbFolderAbove(device: string): Promise<string | null> {
  for (let folder = device; folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (!/\/usb\d+\//.test(folder)) return null;
    if ((await readWord(path.join(folder, 'speed'))) !== null) return folder;
  }
  return null;
}

async function readLink(folder: string): Promise<CameraLink | null> {
  // Megabits a second: 1.5, 12, 480, 5000, 10000, 20000.
  const speed = Number((await readWord(path.join(folder, 'speed'))) ?? Number.NaN);
  if (!Number.isFinite(speed) || speed <= 0) return null;
  const generation = speed >= 5000 ? 3 : speed >= 480 ? 2 : 1;
  // A device that could do USB 3 says 2.10 or more while it is connected as USB 2 (USB 3.2 specification, 9.6.1).
  const version = Number((await readWord(path.join(folder, 'version'))) ?? Number.NaN);
  const couldBeFaster = (generation === 2 && version >= 2.1) || (generation === 1 && version >= 2);
  return { generation, couldBeFaster };
}

async function readWord(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return null;
  }
}
