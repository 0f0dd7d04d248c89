// How long an officer waits for a redaction: a face followed, then covered in a minute of footage; against ffmpeg doing the covering.
import { execFileSync } from 'node:child_process';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { button, cameraIsRead, goTo, makeVault, offloadAll } from '../support/officer.ts';
import { madeFrom, redactPanel } from '../support/officer-derivatives.ts';
import { canBeWatched, openRecording } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';
import { figure, type Figure } from './report.ts';

const ffmpeg = (words: string): void => {
  execFileSync('ffmpeg', ['-nostdin', '-loglevel', 'error', '-y', ...words.split(' ')]);
};

/** A square that crosses a noisy picture, 1080p as cameras record it. */
function makeFootage(folder: string, seconds: number): string {
  const file = join(folder, 'GX010001.MP4');
  ffmpeg(
    `-f lavfi -i testsrc2=size=1920x1080:rate=25 -f lavfi -i sine=frequency=440:sample_rate=48000 -t ${seconds} -c:v libx264 ` +
      `-preset ultrafast -g 50 -pix_fmt yuv420p -b:v 8M -maxrate 8M -bufsize 8M -c:a aac -b:a 64k ${file}`,
  );
  return file;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

async function timed(work: () => Promise<unknown> | void): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

const longest = 600_000;

export async function benchRedaction(folder: string, length: number): Promise<Figure[]> {
  const footage = makeFootage(folder, length);
  const covered = join(folder, 'covered.mp4');
  const box = 'crop=iw*0.2:ih*0.3:iw*0.4:ih*0.35';
  const plain = await timed(() =>
    ffmpeg(
      `-i ${footage} -filter_complex [0:v]split[a][b];[b]${box},boxblur=20[c];[a][c]overlay=W*0.4:H*0.35 ` +
        `-c:v libx264 -preset veryfast -b:v 8M -c:a copy ${covered}`,
    ),
  );
  const profile = new Profile({ quickUnlock: true });
  try {
    const camera = await profile.filledCamera({ name: 'CAM 1', serial: 'BENCH', make: 'Kestrel' }, (to) =>
      copyFile(footage, join(to, 'GX010001.MP4')),
    );
    const { page, close } = await profile.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 1');
    await offloadAll(page, 'CAM 1');
    await goTo(page, 'Footage');
    await openRecording(page, 'GX010001');
    await canBeWatched(page);
    await page.locator('#screen-title').focus();
    await page.keyboard.press('d');
    await redactPanel(page).waitFor();
    await page.keyboard.press('b');
    const following = await timed(async () => {
      await button(redactPanel(page), 'Follow from here').click();
      await button(redactPanel(page), 'Follow from here').waitFor({ timeout: longest });
    });
    const making = await timed(async () => {
      await button(redactPanel(page), /^Make the/).click();
      await madeFrom(page).waitFor({ timeout: longest });
    });
    await close();
    return [
      figure(
        `following what lies in the box through ${length} s of 1080p`,
        `${(following / 1000 / length).toFixed(2)} s a second`,
        {
          target: 'at most 1',
          met: following / 1000 <= length,
        },
      ),
      figure(
        `redaction of ${length} s of 1080p with one blurred box, until it is sealed in the vault`,
        seconds(making),
        {
          baseline: `ffmpeg, blurring and encoding the plain file: ${seconds(plain)}`,
          ratio: making / plain,
        },
      ),
      figure('the same, against the length of the footage', `${(making / 1000 / length).toFixed(2)} s a second`, {
        target: 'at most 1',
        met: making / 1000 <= length,
      }),
    ];
  } finally {
    await profile.remove();
  }
}
