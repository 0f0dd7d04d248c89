// Which mounts are removable volumes, from tables as the kernel and udev write them.
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFolderVolumes } from '../../../main/hardware/volumes/folder-volumes.ts';
import { createLinuxVolumes } from '../../../main/hardware/volumes/linux-volumes.ts';
import { createWindowsVolumes } from '../../../main/hardware/volumes/windows-volumes.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kerbdesk-volumes-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mountTable = `22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
31 22 0:27 / /proc rw - proc proc rw
90 22 8:17 / /media/officer/CAM\\0407\\303\\274 rw,nosuid,nodev shared:60 - vfat /dev/sdb1 rw,uid=1000
91 22 8:17 /DCIM /srv/bind rw - vfat /dev/sdb1 rw
92 22 179:1 / /media/officer/SD rw master:3 - exfat /dev/mmcblk0p1 rw
93 22 8:33 / /media/officer/SSD rw - ntfs3 /dev/sdc1 rw
94 22 8:49 / /media/officer/PULLED rw - vfat /dev/sdd1 rw
a line that is none
`;

describe('Linux', () => {
  beforeEach(async () => {
    const at = (...names: string[]): string => path.join(folder, ...names);
    const disks = [
      { device: '8:17', place: 'devices/pci0000:00/usb1/1-2/block/sdb/sdb1', removable: '0' },
      { device: '179:1', place: 'devices/platform/mmc0/block/mmcblk0/mmcblk0p1', removable: '1' },
      { device: '8:33', place: 'devices/pci0000:00/ata2/block/sdc/sdc1', removable: '0' },
      { device: '254:1', place: 'devices/pci0000:00/virtio1/block/vda/vda1', removable: '0' },
    ];
    await mkdir(at('block'));
    for (const { device, place, removable } of disks) {
      await mkdir(at(place), { recursive: true });
      await writeFile(at(path.dirname(place), 'removable'), `${removable}\n`);
      await symlink(at(place), at('block', device));
    }
    await mkdir(at('uuid'));
    await mkdir(at('label'));
    await symlink('../../sdb1', at('uuid', '6A3F-11C2'));
    await symlink('../../sdb1', at('label', 'CAM\\x207'));
    await writeFile(at('mountinfo'), mountTable);
  });
  const volumes = () =>
    createLinuxVolumes({
      mountTable: path.join(folder, 'mountinfo'),
      blockDevices: path.join(folder, 'block'),
      byUuid: path.join(folder, 'uuid'),
      byLabel: path.join(folder, 'label'),
    });

  it('lists what hangs on USB and what is removable, once each, with identity and label', async () => {
    expect(await volumes().list()).toEqual([
      { identity: '6A3F-11C2', label: 'CAM 7', root: '/media/officer/CAM 7ü', fileSystem: 'vfat' },
      { identity: null, label: null, root: '/media/officer/SD', fileSystem: 'exfat' },
    ]);
  });

  it('drops a volume the moment its device is gone, though it is still mounted', async () => {
    await rm(path.join(folder, 'block', '8:17'));
    expect((await volumes().list()).map((volume) => volume.root)).toEqual(['/media/officer/SD']);
  });

  it('is an empty list where there is no table', async () => {
    await rm(path.join(folder, 'mountinfo'));
    expect(await volumes().list()).toEqual([]);
  });

  it('works on this machine', async () => {
    expect(Array.isArray(await createLinuxVolumes().list())).toBe(true);
  });
});

it('a folder of volumes lists its folders, not its files and not what is hidden', async () => {
  await mkdir(path.join(folder, 'CAM7'));
  await mkdir(path.join(folder, '.waiting'));
  await writeFile(path.join(folder, 'file'), '');
  await symlink('/', path.join(folder, 'Macintosh HD'));
  expect((await createFolderVolumes(folder).list()).map((volume) => volume.label)).toEqual(['CAM7']);
  expect(await createFolderVolumes(path.join(folder, 'nowhere')).list()).toEqual([]);
});

it('Windows lists the letters that answer, but not its own', async () => {
  const present = new Map([
    ['C:\\', 1n],
    ['D:\\', 0x6a3f11c2n],
    ['E:\\', 2n],
  ]);
  const volumes = createWindowsVolumes('e:', async (root) => {
    const serial = present.get(root);
    if (serial === undefined) throw new Error('ENOENT');
    return serial;
  });
  expect(await volumes.list()).toEqual([{ identity: '6A3F11C2', label: null, root: 'D:\\', fileSystem: null }]);
});
