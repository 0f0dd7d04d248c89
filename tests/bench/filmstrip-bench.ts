// How long an officer waits for the filmstrip and the waveform of an hour of footage, out of the encrypted vault; against ffmpeg
// decoding every key frame of the plain file.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright';
import { command } from '../support/kerbdesk-api.ts';
import { cameraIsRead, goTo, makeVault, offloadAll } from '../support/officer.ts';
import { openRecording } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';
import { figure, milliseconds, type Figure } from './report.ts';

const ffmpeg = (words: string): void => {
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...words.split(' ')]);
};

/** A minute of 720p with sound, repeated without encoding again. */
function makeHour(folder: string, minutes: number): string {
  const [minute, hour] = [join(folder, 'minute.mp4'), join(folder, 'GX010001.MP4')];
  ffmpeg(
    '-f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=frequency=440:sample_rate=48000 -t 60 -c:v libx264 ' +
      `-preset ultrafast -g 50 -pix_fmt yuv420p -b:v 4M -maxrate 4M -bufsize 4M -c:a aac -b:a 64k ${minute}`,
  );
  ffmpeg(`-stream_loop ${minutes - 1} -i ${minute} -c copy ${hour}`);
  return hour;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(50);
}

async function timed(work: () => Promise<void> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function openedIn(page: Page): Promise<readonly [number, number]> {
  const { recordings } = await command(page, 'footage', 'list', { worklist: 'all', search: '', limit: 1, offset: 0 });
  const id = recordings[0]?.id;
  if (id === undefined) throw new Error('nothing was offloaded');
  await openRecording(page, 'GX010001');
  const begun = performance.now();
  const have = async () => await command(page, 'pictures', 'get', { id });
  await until(async () => (await have()).filmstrip !== null);
  const strip = performance.now() - begun;
  await until(async () => (await have()).waveform !== null);
  return [strip, performance.now() - begun - strip];
}

export async function benchFilmstrip(folder: string, minutes: number): Promise<Figure[]> {
  const hour = makeHour(folder, minutes);
  const everyKeyFrame = await timed(() =>
    ffmpeg(`-skip_frame nokey -i ${hour} -vf scale=-2:90 -fps_mode passthrough -f null -`),
  );
  const allSound = await timed(() => ffmpeg(`-i ${hour} -vn -f null -`));
  const profile = new Profile({ quickUnlock: true });
  try {
    const camera = await profile.filledCamera({ name: 'CAM 1', serial: 'BENCH', make: 'Kestrel' }, (to) => {
      execFileSync('cp', [hour, to]);
      return Promise.resolve();
    });
    const { page, close } = await profile.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 1');
    await offloadAll(page, 'CAM 1');
    await goTo(page, 'Footage');
    const [strip, sound] = await openedIn(page);
    await close();
    return [
      figure(`filmstrip of ${minutes} minutes of 720p, from opening it`, milliseconds(strip), {
        baseline: `ffmpeg, every key frame of the plain file: ${milliseconds(everyKeyFrame)}`,
        ratio: strip / everyKeyFrame,
        target: 'at most 1',
        met: strip <= everyKeyFrame,
      }),
      figure('waveform of the same', milliseconds(sound), {
        baseline: `ffmpeg, all sound of the plain file: ${milliseconds(allSound)}`,
        ratio: sound / allSound,
      }),
    ];
  } finally {
    await profile.remove();
  }
}
