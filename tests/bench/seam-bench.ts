// How long the picture stands still where one file of a recording ends and the next begins; against a frame at its own rate.
import { join } from 'node:path';
import { aac, h264, makeMedia } from '../support/ffmpeg.ts';
import { cameraIsRead, goTo, makeVault, offloadAll } from '../support/officer.ts';
import { canBeWatched, openRecording, seekTo, timeline } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';
import { figure, median, milliseconds, type Figure } from './report.ts';

const secondsEach = 8;
/** Of the whole: near enough to the border, and far enough before it that playing is steady. */
const from = 0.4;

interface Shown {
  readonly video: number;
  readonly at: number;
}

/** Plays over the border of two files and tells when each frame of either was shown. Runs in the page. */
function framesOverBorder(): Promise<Shown[]> {
  const shown: Shown[] = [];
  const videos = [...document.querySelectorAll('video')];
  return new Promise((resolve) => {
    for (const [index, video] of videos.entries()) {
      const next = (): void => {
        video.requestVideoFrameCallback((at) => {
          if (!video.paused) shown.push({ video: index, at });
          const first = shown[0]?.video;
          const after = shown.filter((one) => one.video !== first);
          if (after.length > 10) resolve(shown);
          else next();
        });
      };
      next();
    }
  });
}

/** The pause between the last frame of the one and the first of the other, and the usual one between two frames. */
function pausesOf(shown: readonly Shown[]): readonly [number, number] {
  const pauses = shown.slice(1).map(({ at }, index) => at - (shown[index]?.at ?? 0));
  const border = shown.findIndex(({ video }) => video !== shown[0]?.video);
  return [pauses[border - 1] ?? Number.NaN, median(pauses.filter((_, index) => index !== border - 1))];
}

export async function benchSeam(runs: number): Promise<Figure[]> {
  const start = Date.now() - 3 * 3_600_000;
  const profile = new Profile({ quickUnlock: true });
  try {
    const camera = await profile.filledCamera({ name: 'CAM 1', serial: 'BENCH', make: 'Kestrel' }, async (folder) => {
      for (const part of [0, 1]) {
        const began = new Date(start + part * secondsEach * 1000).toISOString();
        await makeMedia(join(folder, `GX0${part + 1}0042.MP4`), secondsEach, [
          ...h264,
          ...aac,
          '-metadata',
          `creation_time=${began}`,
        ]);
      }
    });
    const { page, close } = await profile.launch();
    await makeVault(page);
    await camera.plugIn();
    await cameraIsRead(page, 'CAM 1');
    await offloadAll(page, 'CAM 1');
    await goTo(page, 'Footage');
    await openRecording(page, 'GX010042');
    await canBeWatched(page);
    const [seams, usual]: [number[], number[]] = [[], []];
    for (let run = 0; run < runs; run++) {
      await seekTo(page, from);
      await timeline(page).focus();
      const frames = page.evaluate(framesOverBorder);
      await page.keyboard.press('k');
      const [seam, frame] = pausesOf(await frames);
      await page.keyboard.press('k');
      seams.push(seam);
      usual.push(frame);
    }
    await close();
    const [seam, frame] = [median(seams), median(usual)];
    return [
      figure('standing still between two joined files', milliseconds(seam), {
        baseline: `between two frames of one file: ${milliseconds(frame)}`,
        ratio: seam / frame,
        target: 'at most 100 ms',
        met: seam <= 100,
      }),
    ];
  } finally {
    await profile.remove();
  }
}
