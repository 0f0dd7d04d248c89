// Removable volumes on Linux: the kernel's own table of mounts, /sys for what is removable, udev's links for identity.
import { readFile, readdir, readlink, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Volume, Volumes } from '../../ports/volumes.ts';

/** Where the kernel shows its tables; tests show their own. */
export interface LinuxPlaces {
  readonly mountTable: string;
  readonly blockDevices: string;
  readonly byUuid: string;
  readonly byLabel: string;
}

const systemPlaces: LinuxPlaces = {
  mountTable: '/proc/self/mountinfo',
  blockDevices: '/sys/dev/block',
  byUuid: '/dev/disk/by-uuid',
  byLabel: '/dev/disk/by-label',
};

interface Mount {
  readonly device: string;
  readonly root: string;
  readonly mountPoint: string;
  readonly fileSystem: string;
}

export function createLinuxVolumes(places: LinuxPlaces = systemPlaces): Volumes {
  return {
    async list() {
      let table: string;
      try {
        table = await readFile(places.mountTable, 'utf8');
      } catch {
        return [];
      }
      const [uuids, labels] = [await readLinks(places.byUuid), await readLinks(places.byLabel)];
      const volumes: Volume[] = [];
      const seen = new Set<string>();
      for (const mount of table.split('\n').map(readMount)) {
        // A part of a volume mounted elsewhere (a bind mount) is not another volume.
        if (!mount || mount.root !== '/' || seen.has(mount.device)) continue;
        const kernelName = await removableName(places.blockDevices, mount.device);
        if (kernelName === null) continue;
        seen.add(mount.device);
        volumes.push({
          identity: uuids.get(kernelName) ?? null,
          label: labels.get(kernelName) ?? null,
          root: mount.mountPoint,
          fileSystem: mount.fileSystem,
        });
      }
      return volumes;
    },
  };
}

/** One line of mountinfo: id, parent, major:minor, root, mount point, options, tags..., "-", type, source, options. */
function readMount(line: string): Mount | null {
  const [before, after] = line.split(' - ');
  const [, , device, root, mountPoint] = before?.split(' ') ?? [];
  const fileSystem = after?.split(' ')[0];
  if (device === undefined || root === undefined || mountPoint === undefined || fileSystem === undefined) return null;
  return { device, root: unescapeOctal(root), mountPoint: unescapeOctal(mountPoint), fileSystem };
}

/** The kernel writes spaces and the like as \040, byte by byte. */
function unescapeOctal(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes: Buffer[] = [];
  for (const piece of text.split(/(\\[0-7]{3})/)) {
    bytes.push(/^\\[0-7]{3}$/.test(piece) ? Buffer.from([Number.parseInt(piece.slice(1), 8)]) : Buffer.from(piece));
  }
  return Buffer.concat(bytes).toString('utf8');
}

/**
 * The kernel's name of a block device ("sdb1") if it is removable or hangs on USB; null for any other. The device's
 * entry vanishes the moment the cable is pulled, long before somebody unmounts what was on it.
 */
async function removableName(blockDevices: string, device: string): Promise<string | null> {
  let place: string;
  try {
    place = await realpath(path.join(blockDevices, device));
  } catch {
    return null;
  }
  const name = path.basename(place);
  if (/\/usb\d+\//.test(place)) return name;
  // A partition lies in the folder of its disk, which has the flag.
  for (const folder of [place, path.dirname(place)]) {
    try {
      return (await readFile(path.join(folder, 'removable'), 'utf8')).trim() === '1' ? name : null;
    } catch {
      // A partition has no such file of its own.
    }
  }
  return null;
}

/** Device name by link name, as udev keeps them; its escapes (\x20) are undone. */
async function readLinks(folder: string): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  try {
    for (const link of await readdir(folder)) {
      const target = path.basename(await readlink(path.join(folder, link)));
      const plain = link.replaceAll(/\\x([0-9a-f]{2})/g, (_all, code: string) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
      names.set(target, plain);
    }
  } catch {
    // Without udev there are no such links: volumes then have no identity of their own.
  }
  return names;
}
