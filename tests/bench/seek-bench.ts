// Time to the first frame after a seek in a long recording: out of the vault, against the plain file over the same kind
// of loopback server in the same browser.
import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Page } from 'playwright';
import type { KerbdeskApi } from '#contract/index.ts';
import { answerRange } from '../../main/features/footage/byte-range.ts';
import { Profile, requireChromium } from '../support/program.ts';
import { makeVault } from '../support/officer.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

declare const window: { readonly kerbdesk: KerbdeskApi };

/** One minute at 24 Mbit/s, repeated without encoding again until it is long enough. */
function makeLongRecording(folder: string, gigabytes: number): string {
  const minute = join(folder, 'minute.mp4');
  const long = join(folder, 'long.mp4');
  const quiet = ['-hide_banner', '-loglevel', 'error', '-y'];
  const encode =
    '-f lavfi -i testsrc2=size=1280x720:rate=25 -f lavfi -i sine=frequency=440 -t 60 -c:v libx264 -preset ultrafast ' +
    '-g 50 -pix_fmt yuv420p -b:v 24M -minrate 24M -maxrate 24M -bufsize 24M -x264-params nal-hrd=cbr -c:a aac';
  execFileSync('ffmpeg', [...quiet, ...encode.split(' '), minute]);
  const repeats = Math.ceil((gigabytes * 1e9) / statSync(minute).size) - 1;
  execFileSync('ffmpeg', [
    ...quiet,
    '-stream_loop',
    String(repeats),
    '-i',
    minute,
    '-c',
    'copy',
    '-movflags',
    '+faststart',
    long,
  ]);
  return long;
}

function servePlain(file: string): Promise<Server> {
  const bytes = statSync(file).size;
  const server = createServer((request, response) => {
    if (request.url !== '/media') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>plain</title>');
      return;
    }
    const range = answerRange(request.headers.range ?? null, bytes);
    if (range.status === 416) {
      response.writeHead(416).end();
      return;
    }
    response.writeHead(range.status, {
      'content-type': 'video/mp4',
      'accept-ranges': 'bytes',
      'content-length': range.last - range.first + 1,
      'content-range': `bytes ${range.first}-${range.last}/${bytes}`,
    });
    const stream = createReadStream(file, { start: range.first, end: range.last });
    stream.pipe(response);
    response.on('close', () => stream.destroy());
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Opens `address` in a video element of the page. */
async function openVideo(page: Page, address: string): Promise<void> {
  await page.evaluate(async (source) => {
    const video = document.createElement('video');
    video.id = 'bench';
    video.muted = true;
    video.preload = 'auto';
    document.body.append(video);
    video.src = source;
    await new Promise<void>((resolve, reject) => {
      video.addEventListener('loadeddata', () => resolve(), { once: true });
      video.addEventListener('error', () => reject(new Error(video.error?.message ?? 'no video')), { once: true });
    });
  }, address);
}

/** Milliseconds from setting the time to the new frame being presented. */
function seek(page: Page, share: number): Promise<number> {
  return page.evaluate(async (at) => {
    const video = document.querySelector<HTMLVideoElement>('#bench');
    if (!video) throw new Error('no video');
    const begun = performance.now();
    const shown = new Promise<number>((resolve) => {
      video.requestVideoFrameCallback(() => resolve(performance.now() - begun));
    });
    video.currentTime = video.duration * at;
    return shown;
  }, share);
}

/** Asks the page again and again until it answers; a predicate that answers a promise would count as true at once. */
async function until<Answer>(ask: () => Promise<Answer | null>): Promise<Answer> {
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    await delay(500);
  }
}

async function offloadThroughProgram(page: Page): Promise<string> {
  const cameraId = await until(() =>
    page.evaluate(async () => {
      const cameras = await window.kerbdesk.cameras.list(null);
      const camera = cameras.ok ? cameras.value.cameras[0] : undefined;
      return camera?.state === 'ready' ? camera.id : null;
    }),
  );
  await page.evaluate(
    (id) => window.kerbdesk.cameras.offload({ cameraId: id, officerId: null, remember: false, first: null }),
    cameraId,
  );
  return until(() =>
    page.evaluate(async () => {
      const list = await window.kerbdesk.footage.list({ worklist: 'all', search: '', limit: 1, offset: 0 });
      return list.ok ? (list.value.recordings[0]?.id ?? null) : null;
    }),
  );
}

export async function benchSeek(folder: string, gigabytes: number, seeks: number): Promise<Figure[]> {
  const long = makeLongRecording(folder, gigabytes);
  const profile = new Profile();
  const browser = await chromium.launch({
    executablePath: requireChromium(),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const server = await servePlain(long);
  try {
    const { page, close } = await profile.launch();
    await makeVault(page);
    const media = join(profile.volumesFolder, '.CAM7', 'DCIM', '100MEDIA');
    mkdirSync(media, { recursive: true });
    writeFileSync(
      join(profile.volumesFolder, '.CAM7', 'camera.json'),
      JSON.stringify({ name: 'CAM 7', serial: 'BENCH' }),
    );
    const onCamera = join(media, '20261122_140322_0001.MP4');
    execFileSync('ln', [long, onCamera]);
    renameSync(join(profile.volumesFolder, '.CAM7'), join(profile.volumesFolder, 'CAM7'));
    const id = await offloadThroughProgram(page);
    await openVideo(page, `/evidence/${id}/media`);

    const plainPage = await browser.newPage();
    await plainPage.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await openVideo(plainPage, '/media');

    const ours: number[] = [];
    const plain: number[] = [];
    // The golden ratio visits every part of the file in no order that a cache could guess.
    for (let turn = 1; turn <= seeks + 3; turn++) {
      const share = (turn * 0.618_033_988_75) % 1;
      const pair = [await seek(page, share), await seek(plainPage, share)] as const;
      if (turn <= 3) continue;
      ours.push(pair[0]);
      plain.push(pair[1]);
    }
    await close();
    const ratio = median(ours) / median(plain);
    return [
      figure(`first frame after a seek in ${gigabytes} GB`, milliseconds(median(ours)), {
        baseline: `the plain file: ${milliseconds(median(plain))}`,
        ratio,
        target: 'at most 1.3',
        met: ratio <= 1.3,
      }),
      figure('the same, 95th percentile', milliseconds(percentile(ours, 0.95)), {
        baseline: `the plain file: ${milliseconds(percentile(plain, 0.95))}`,
        ratio: percentile(ours, 0.95) / percentile(plain, 0.95),
      }),
    ];
  } finally {
    server.close();
    await browser.close();
    await profile.remove();
  }
}
