// Whether the disk of the vault is hotter than its maker wants it, as Linux tells it. Elsewhere it is not known.
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { sysfsBlockDevice } from './block-device.ts';

export interface HeatPlaces {
  readonly blockDevices: string;
  readonly sensors: string;
}

const systemPlaces: HeatPlaces = { blockDevices: '/sys/dev/block', sensors: '/sys/class/hwmon' };

/** Degrees Celsius of a disk that has reached the limit it names itself; null where it is cooler, or does not tell. Never rejects. */
export async function readHotDisk(folder: string, places: HeatPlaces = systemPlaces): Promise<number | null> {
  try {
    const disks = await disksUnder(await sysfsBlockDevice(places.blockDevices, (await stat(folder)).dev));
    for (const name of await readdir(places.sensors)) {
      const sensor = path.join(places.sensors, name);
      const owner = await realpath(path.join(sensor, 'device')).catch(() => null);
      if (owner === null || !disks.some((disk) => disk.startsWith(`${owner}${path.sep}`))) continue;
      const heat = await readMillidegrees(sensor, 'temp1_input');
      const limit = await readMillidegrees(sensor, 'temp1_max');
      // A limit of 0 or above boiling is a disk that does not know one.
      if (heat !== null && limit !== null && limit > 0 && limit < 120 && heat >= limit) return Math.round(heat);
    }
  } catch {
    // No /sys, or a file system that is no disk.
  }
  return null;
}

/** An encrypted or joined disk stands for those below it. */
async function disksUnder(device: string): Promise<string[]> {
  const below = await readdir(path.join(device, 'slaves')).catch((): string[] => []);
  const disks = [device];
  for (const name of below) disks.push(...(await disksUnder(await realpath(path.join(device, 'slaves', name)))));
  return disks;
}

async function readMillidegrees(sensor: string, name: string): Promise<number | null> {
  try {
    const value = Number((await readFile(path.join(sensor, name), 'utf8')).trim());
    return Number.isFinite(value) ? value / 1000 : null;
  } catch {
    return null;
  }
}
