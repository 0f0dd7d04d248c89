// Simulated cameras for the demonstration and for tests: folder trees with real recordings, plugged in and pulled at will.
import { copyFile, mkdir, readdir, rename, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { deviceFile, type DeviceFacts } from '../usb/folder-bus.ts';
import { ffmpegIsInstalled, makeClip, type Clip } from './demonstration-footage.ts';
import { makePicture, makeTrail } from './made-side-files.ts';

export interface VirtualCameraOptions {
  /** Its children are what the device host takes for mounted volumes (`DeviceHostStart.extraVolumeFolders`). */
  readonly volumesFolder: string;
  /** Its children are devices on the virtual USB bus; for models that are no disks. */
  readonly usbFolder?: string;
  /** Where the camera's content is made, once, and kept while it is not plugged in. */
  readonly storeFolder: string;
  readonly model: CameraModel;
  /** Recordings end shortly before this; now by default. Counts only when the content is made. */
  readonly madeAt?: Date;
  /** Without it ffmpeg is used where it is installed. */
  readonly withFfmpeg?: boolean;
  /** Hears one sentence when there is something to tell a developer. */
  readonly say?: (sentence: string) => void;
}

export interface VirtualCamera {
  /** Where its files are while it is plugged in. */
  readonly root: string;
  pluggedIn(): Promise<boolean>;
  /** Appears all at once, as a mounted disk does. Harmless where it is plugged in. */
  plugIn(): Promise<void>;
  /** Goes away all at once: open files end early, and nothing can be opened, as after a pulled cable. */
  unplug(): Promise<void>;
}

interface ModelClip extends Pick<Clip, 'seconds' | 'seed' | 'fragmented'> {
  readonly minutesBefore: number;
  /** A share of the file that is left, as after a power loss. */
  readonly leaves?: number;
}

interface Model {
  /** A disk where nothing is said. */
  readonly plug?: 'usb';
  readonly volume: string;
  readonly caption: string;
  /** Written into the root; null for a camera that does not say who it is. */
  readonly identity: { readonly name: string; readonly text: string } | null;
  fileName(startedAt: Date, number: number): string;
  readonly clips: readonly ModelClip[];
  /** How far its clock is ahead; none is exact. */
  readonly clockAheadSeconds?: number;
  /** Whether a GPS trail and a picture come with each recording. */
  readonly withSideFiles?: true;
}

const two = (value: number): string => String(value).padStart(2, '0');
const day = (at: Date): string => `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
const time = (at: Date): string => `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
const compactUtc = (at: Date): string => at.toISOString().replaceAll(/[-:]|\.\d+/g, '');

const camFour: DeviceFacts = {
  vendorId: 0x2b4c,
  productId: 0x0104,
  manufacturer: 'Merlin',
  model: 'M4',
  serial: 'M4-00417',
  friendlyName: 'CAM 4',
  clockAheadSeconds: -72,
};

const models = {
  /** Names with the camera's local time, an identity file, one recording without its index. */
  'cam-7': {
    volume: 'CAM7',
    caption: 'CAM 7',
    identity: {
      name: 'CAMERA.JSON',
      text: `${JSON.stringify({ name: 'CAM 7', serial: 'X60-118842', make: 'Kestrel', model: 'X60' }, null, 2)}\n`,
    },
    fileName: (at: Date, number: number) =>
      `DCIM/100MEDIA/${day(at)}_${time(at)}_${String(number).padStart(4, '0')}.MP4`,
    clips: [
      { minutesBefore: 96, seconds: 42, seed: 0, fragmented: false },
      { minutesBefore: 63, seconds: 60, seed: 1, fragmented: false },
      { minutesBefore: 34, seconds: 24, seed: 2, fragmented: false },
      { minutesBefore: 12, seconds: 20, seed: 3, fragmented: false, leaves: 0.6 },
    ],
  },
  /** Names with user, serial number and UTC, no identity file, fragmented files. */
  'lapel-cam': {
    volume: 'LAPEL',
    caption: 'PC4471',
    identity: null,
    fileName: (at: Date) => `VIDEO/PC4471_LC2-00731_${compactUtc(at)}.mp4`,
    clips: [
      { minutesBefore: 180, seconds: 30, seed: 3, fragmented: true },
      { minutesBefore: 141, seconds: 20, seed: 0, fragmented: true },
    ],
  },
  /** Speaks MTP: a device on the virtual USB bus. Its clock is 72 seconds slow, in names, times and pictures alike. */
  'cam-4': {
    plug: 'usb',
    volume: 'CAM4',
    caption: 'CAM 4',
    identity: { name: deviceFile, text: `${JSON.stringify(camFour, null, 2)}\n` },
    fileName: (at: Date, number: number) =>
      `memory/DCIM/100MEDIA/${day(at)}_${time(at)}_${String(number).padStart(4, '0')}.MP4`,
    clips: [
      { minutesBefore: 88, seconds: 30, seed: 1, fragmented: false },
      { minutesBefore: 26, seconds: 36, seed: 2, fragmented: false },
    ],
    clockAheadSeconds: camFour.clockAheadSeconds,
  },
  /** Splits its recordings after a minute, and keeps a GPS trail and a picture beside each file. */
  'cam-3': {
    volume: 'CAM3',
    caption: 'CAM 3',
    identity: {
      name: 'CAMERA.JSON',
      text: `${JSON.stringify({ name: 'CAM 3', serial: 'T2-000319', make: 'Sparrow', model: 'T2' }, null, 2)}\n`,
    },
    fileName: (at: Date, number: number) =>
      `DCIM/100MEDIA/${day(at)}_${time(at)}_${String(number).padStart(4, '0')}.MP4`,
    clips: [
      { minutesBefore: 72, seconds: 60, seed: 2, fragmented: false },
      { minutesBefore: 71, seconds: 60, seed: 2, fragmented: false },
      { minutesBefore: 70, seconds: 18, seed: 2, fragmented: false },
      { minutesBefore: 21, seconds: 20, seed: 1, fragmented: false },
    ],
    withSideFiles: true,
  },
} as const satisfies Readonly<Record<string, Model>>;

export type CameraModel = keyof typeof models;

/** Makes the camera's content where it is not there yet, which takes ffmpeg some seconds. Does not plug it in. */
export async function createVirtualCamera(options: VirtualCameraOptions): Promise<VirtualCamera> {
  const model: Model = models[options.model];
  const store = path.join(options.storeFolder, options.model);
  const pluggedInto = model.plug === 'usb' ? options.usbFolder : options.volumesFolder;
  if (pluggedInto === undefined) throw new Error('this model needs a virtual USB bus');
  const root = path.join(pluggedInto, model.volume);
  const waiting = path.join(pluggedInto, `.${model.volume}`);
  if (!(await exists(store))) await makeContent(store, model, options);
  return {
    root,
    pluggedIn: () => exists(root),
    async plugIn() {
      if (await exists(root)) return;
      await rm(waiting, { recursive: true, force: true });
      await copyTree(store, waiting);
      await rename(waiting, root);
    },
    async unplug() {
      if (!(await exists(root))) return;
      await rm(waiting, { recursive: true, force: true });
      await rename(root, waiting);
      // A file that is open elsewhere would go on giving bytes, which no pulled camera does.
      for (const file of await filesIn(waiting)) await truncate(file, 0);
      await rm(waiting, { recursive: true });
    },
  };
}

async function makeContent(store: string, model: Model, options: VirtualCameraOptions): Promise<void> {
  const withFfmpeg = options.withFfmpeg ?? (await ffmpegIsInstalled());
  if (!withFfmpeg) {
    options.say?.(
      'ffmpeg is not installed: the simulated camera holds plain, silent recordings. "apt-get install ffmpeg" gives better ones.',
    );
  }
  const making = `${store}.making`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  if (model.identity) await writeFile(path.join(making, model.identity.name), model.identity.text);
  const now = options.madeAt ?? new Date();
  for (const [index, clip] of model.clips.entries()) {
    const ahead = (model.clockAheadSeconds ?? 0) * 1000;
    const startedAt = new Date(Math.floor(now.getTime() / 1000) * 1000 - clip.minutesBefore * 60_000 + ahead);
    const file = path.join(making, model.fileName(startedAt, index + 1));
    await mkdir(path.dirname(file), { recursive: true });
    const { seconds, seed, fragmented } = clip;
    await makeClip(file, { seconds, seed, fragmented, startedAt, camera: model.caption }, withFfmpeg);
    if (clip.leaves !== undefined) await truncate(file, Math.floor((await stat(file)).size * clip.leaves));
    const endedAt = new Date(startedAt.getTime() + seconds * 1000);
    await utimes(file, endedAt, endedAt);
    if (model.withSideFiles) {
      const stem = file.slice(0, -path.extname(file).length);
      await makeTrail(`${stem}_gpstrail.json`, startedAt, seconds);
      if (withFfmpeg) await makePicture(`${stem}.THM`, file);
    }
  }
  await rename(making, store);
}

async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const file of await filesIn(from)) {
    const copy = path.join(to, path.relative(from, file));
    await mkdir(path.dirname(copy), { recursive: true });
    await copyFile(file, copy);
    const { atime, mtime } = await stat(file);
    await utimes(copy, atime, mtime);
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

async function exists(place: string): Promise<boolean> {
  try {
    await stat(place);
    return true;
  } catch {
    return false;
  }
}
