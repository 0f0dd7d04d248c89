// A camera that appears as a disk: an image file as a USB stick, mounted as desktops mount one.
import { mkdir, readFile, readdir, rm, rmdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hashFile } from '../../support/offload-kit.ts';
import { qemuDisk, type PluggableDevice } from './devices.ts';
import type { MachineControl } from './machine-control.ts';
import { eventually, shell } from './shell.ts';

export type FileSystem = 'vfat' | 'exfat';

/** What udisks, which mounts on most desktops, asks for: read and write, times of access kept now and then. */
const mountOptions: Record<FileSystem, string> = {
  vfat: 'rw,nosuid,nodev,relatime,fmask=0022,dmask=0022,codepage=437,iocharset=ascii,shortname=mixed,utf8=1,flush',
  exfat: 'rw,nosuid,nodev,relatime,fmask=0022,dmask=0022,iocharset=utf8',
};

export class DiskCamera implements PluggableDevice {
  readonly #id: string;
  readonly #image: string;
  readonly #fileSystem: FileSystem;
  readonly #device: PluggableDevice;
  #plugged = false;
  /** Where its files are while it is plugged in. */
  readonly folder: string;

  private constructor(id: string, image: string, fileSystem: FileSystem, device: PluggableDevice) {
    this.#id = id;
    this.#image = image;
    this.#fileSystem = fileSystem;
    this.#device = device;
    this.folder = path.join('/tmp/media', id);
  }

  /** Makes a formatted disk and lets `fill` write what is on it. */
  static async make(
    control: MachineControl,
    id: string,
    fileSystem: FileSystem,
    fill: (folder: string) => Promise<void>,
  ): Promise<DiskCamera> {
    const image = path.join('/shared', `${id}.img`);
    await writeFile(image, '');
    await truncate(image, 40 * 1024 * 1024);
    await shell(`mkfs.${fileSystem}`, ...(fileSystem === 'vfat' ? ['-F', '32'] : []), '-n', 'CAM7', image);
    const camera = new DiskCamera(id, image, fileSystem, await qemuDisk(control, id, image));
    await camera.plugIn();
    await fill(camera.folder);
    await camera.remove();
    return camera;
  }

  async plugIn(): Promise<void> {
    await this.#device.plugIn();
    this.#plugged = true;
    await mkdir(this.folder, { recursive: true });
    await eventually(`the disk ${this.#id}`, () => this.#mount());
  }

  /** As a locked card or a damaged file system is mounted. */
  async makeReadOnly(): Promise<void> {
    await shell('mount', '-o', 'remount,ro', this.folder);
  }

  async makeWritable(): Promise<void> {
    await shell('mount', '-o', 'remount,rw', this.folder);
  }

  /** The cable only: what was mounted stays mounted, as it does until the system looks. */
  async pull(): Promise<void> {
    await this.#device.pull();
    this.#plugged = false;
  }

  /** What the system does when it sees that a disk is gone. */
  async clear(): Promise<void> {
    await shell('umount', '-l', this.folder);
    await rmdir(this.folder);
  }

  /** Ejects it as a careful person does, and pulls it. */
  async remove(): Promise<void> {
    await this.unmount();
    await this.pull();
  }

  async unmount(): Promise<void> {
    await shell('umount', this.folder);
    await rmdir(this.folder);
  }

  /** Whatever state it is in. */
  async discard(): Promise<void> {
    if ((await readFile('/proc/mounts', 'utf8')).includes(` ${this.folder} `)) await this.clear();
    if (this.#plugged) await this.pull();
    await rm(this.#image);
  }

  /** Of every byte of the disk, as the host has it: nothing that this machine remembers comes between. */
  async hash(): Promise<string> {
    await shell('sync');
    return hashFile(this.#image);
  }

  /** False while the system has not made the disk known, or still shows the one that was pulled before. */
  async #mount(): Promise<boolean> {
    const links = '/dev/disk/by-id';
    const names = await readdir(links).catch(() => []);
    const name = names.find((one) => one.includes(`DISK-${this.#id}-`));
    if (name === undefined) return false;
    try {
      const options = mountOptions[this.#fileSystem];
      await shell('mount', '-t', this.#fileSystem, '-o', options, path.join(links, name), this.folder);
      return true;
    } catch {
      return false;
    }
  }
}
