// Cameras that a test fills itself: any files, plugged in and pulled like the simulated ones.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, rename, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface MadeCamera {
  readonly name: string;
  /** Where its files are while it is plugged in. */
  readonly root: string;
  /** Where they are kept otherwise: what the camera held before anybody read it. */
  readonly store: string;
  plugIn(): Promise<void>;
  /** Goes away all at once: open files end early, and nothing can be opened, as after a pulled cable. */
  unplug(): Promise<void>;
}

export interface CameraIdentity {
  readonly name: string;
  readonly serial: string;
  readonly make: string;
}

/** A camera whose `store` holds an identity file and the recordings that `fill` puts into the folder it is given. */
export async function makeCamera(
  volumesFolder: string,
  store: string,
  identity: CameraIdentity,
  fill: (recordings: string) => Promise<void>,
): Promise<MadeCamera> {
  if (!(await exists(store))) {
    const making = `${store}.making`;
    await rm(making, { recursive: true, force: true });
    const recordings = path.join(making, 'DCIM', '100MEDIA');
    await mkdir(recordings, { recursive: true });
    await writeFile(path.join(making, 'CAMERA.JSON'), JSON.stringify(identity));
    await fill(recordings);
    await rename(making, store);
  }
  const volume = identity.name.replaceAll(/\W+/g, '');
  const root = path.join(volumesFolder, volume);
  const waiting = path.join(volumesFolder, `.${volume}`);
  return {
    name: identity.name,
    root,
    store,
    async plugIn() {
      await rm(waiting, { recursive: true, force: true });
      await cp(store, waiting, { recursive: true, preserveTimestamps: true });
      await rename(waiting, root);
    },
    async unplug() {
      await rename(root, waiting);
      // A file that is open elsewhere would go on giving bytes, which no pulled camera does.
      for (const file of await filesIn(waiting)) await truncate(file, 0);
      await rm(waiting, { recursive: true });
    },
  };
}

/** A recording that plays, as long as it takes to reach the size, out of a shorter one repeated. */
export async function lengthen(clip: string, to: string, megabytes: number, startedAt: Date): Promise<void> {
  const { size } = await stat(clip);
  const repeats = Math.ceil((megabytes * 1024 * 1024) / size);
  const words = `-nostdin -v error -y -stream_loop ${repeats} -i`.split(' ');
  const made = ['-c', 'copy', '-metadata', `creation_time=${startedAt.toISOString()}`, '-f', 'mp4'];
  await run('ffmpeg', [...words, clip, ...made, to]);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "20261122_140302_0007.MP4": local time and number, as many cameras name a recording. */
export function recordingName(at: Date, number: number): string {
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}_${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}_${String(number).padStart(4, '0')}.MP4`;
}

export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
}

export async function exists(place: string): Promise<boolean> {
  try {
    await stat(place);
    return true;
  } catch {
    return false;
  }
}
