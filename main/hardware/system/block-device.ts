// Which folder of /sys speaks of the disk that a file lies on.
import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** @param device as `stat` gives it. Rejects where it is no block device. */
export function sysfsBlockDevice(blockDevices: string, device: number): Promise<string> {
  // Linux: 12 bits of major number, and the minor's lower 8 bits below it and the rest above (makedev(3)).
  const major = Math.floor(device / 256) % 4096;
  const minor = (device % 256) + Math.floor(device / 2 ** 20) * 256;
  return realpath(path.join(blockDevices, `${major}:${minor}`));
}
