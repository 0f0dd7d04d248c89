// Real file systems in image files, mounted through loop devices, to pull, fill and cut the power of. Needs root on Linux.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, rm, truncate } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type FileSystem = 'vfat' | 'ext4';

const makers: Readonly<Record<FileSystem, readonly string[]>> = {
  vfat: ['mkfs.vfat', '-F', '32', '-n', 'CAM7'],
  ext4: ['mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0'],
};

export async function makeImage(image: string, megabytes: number, fileSystem: FileSystem): Promise<void> {
  await rm(image, { force: true });
  await run('truncate', ['-s', `${megabytes}M`, image]);
  const [command = '', ...options] = makers[fileSystem];
  await run(command, [...options, image]);
}

export async function mount(image: string, folder: string, options = 'loop'): Promise<void> {
  await mkdir(folder, { recursive: true });
  await run('mount', ['-o', options, image, folder]);
}

/** @param lazily takes it away though files on it are open, as a pulled disk is. */
export async function unmount(folder: string, lazily = false): Promise<void> {
  await run('umount', lazily ? ['-l', folder] : [folder]);
}

/** What of the image was not read yet cannot be read any more. */
export const cutImage = (image: string): Promise<void> => truncate(image, 0);

export const copyImage = (from: string, to: string): Promise<void> => copyFile(from, to);

const whyNot = new Map<FileSystem, string | null>();

/** Null where images of this kind can be mounted here; else why not. */
export async function cannotMount(fileSystem: FileSystem, scratch: string): Promise<string | null> {
  const known = whyNot.get(fileSystem);
  if (known !== undefined) return known;
  const image = `${scratch}/probe.img`;
  const folder = `${scratch}/probe`;
  let reason: string | null = null;
  try {
    await makeImage(image, 64, fileSystem);
    await mount(image, folder);
    await unmount(folder);
  } catch (error) {
    reason = error instanceof Error ? (error.message.split('\n')[0] ?? 'unknown') : String(error);
  }
  await rm(image, { force: true });
  await rm(folder, { recursive: true, force: true });
  whyNot.set(fileSystem, reason);
  return reason;
}
