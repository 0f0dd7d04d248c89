// What comes with a recording from cameras that know where they are: a trail in the words of Axis' published format, and a picture.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A walk along Hoe Street, Walthamstow, at a policeman's pace: one position in five seconds, by satellite time. */
const walk = { latitude: 51.5836, longitude: -0.0208, northEach: 0.000055, eastEach: 0.000012, secondsApart: 5 };

export async function makeTrail(file: string, startedAt: Date, seconds: number): Promise<void> {
  const entries = Array.from({ length: Math.floor(seconds / walk.secondsApart) + 1 }, (_, step) => ({
    LocationWKT: `POINT(${(walk.longitude + step * walk.eastEach).toFixed(6)} ${(walk.latitude + step * walk.northEach).toFixed(6)})`,
    SecondsFromStart: step * walk.secondsApart,
    Timestamp: new Date(startedAt.getTime() + step * walk.secondsApart * 1000).toISOString(),
  }));
  await writeFile(file, `${JSON.stringify({ CoordinateEntries: entries }, null, 1)}\n`);
}

/** The recording's first frame, small, as a JPEG. Needs ffmpeg. */
export async function makePicture(file: string, recording: string): Promise<void> {
  const words = '-frames:v 1 -vf scale=160:-2 -f mjpeg'.split(' ');
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', '-i', recording, ...words, file]);
}
