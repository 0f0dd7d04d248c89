// A shift as it comes off the camera: forty recordings of twelve jobs, real files that play, each with its own time.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { aac, h264, makeMedia } from './ffmpeg.ts';
import { recordingName, type MadeCamera } from './made-camera.ts';
import type { Profile } from './program.ts';

const run = promisify(execFile);

/** How many recordings each job has, in the order of the shift. */
export const jobs: readonly number[] = [3, 4, 2, 5, 3, 4, 2, 3, 5, 4, 2, 3];
export const recordingsInShift = jobs.reduce((sum, count) => sum + count, 0);

const minute = 60_000;

/** The start of each recording: jobs forty minutes apart, the recordings of a job five. */
function starts(begins: number): Date[] {
  return jobs.flatMap((count, job) =>
    Array.from({ length: count }, (_, index) => new Date(begins + (job * 40 + index * 5) * minute)),
  );
}

export async function shiftCamera(profile: Profile, begins: Date): Promise<MadeCamera> {
  return profile.filledCamera({ name: 'CAM 4', serial: 'X60-440', make: 'Kestrel' }, async (folder) => {
    const clip = path.join(folder, '..', '..', 'clip.mp4');
    await makeMedia(clip, 2, [...h264, ...aac]);
    for (const [index, at] of starts(begins.getTime()).entries()) {
      const file = path.join(folder, recordingName(at, index + 1));
      const time = `creation_time=${at.toISOString()}`;
      await run('ffmpeg', [
        '-nostdin',
        '-v',
        'error',
        '-y',
        '-i',
        clip,
        '-c',
        'copy',
        '-metadata',
        time,
        '-f',
        'mp4',
        file,
      ]);
    }
    await run('rm', [clip]);
  });
}

/** On the hour, ten hours before now: the whole shift lies in the past. */
export const shiftBegins = (): Date => new Date(Math.floor((Date.now() - 10 * 60 * minute) / 3_600_000) * 3_600_000);
