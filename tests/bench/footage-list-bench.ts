// Ten thousand recordings: how long the records take for a list and its counts, and whether the page scrolls through them smoothly.
import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { officerId } from '#contract/ids.ts';
import { openDatabase } from '../../main/storage/records/open-database.ts';
import { createRecordsService } from '../../main/storage/records/records-service.ts';
import type { RecordsDatabase } from '../../main/storage/records/sqlite.ts';
import type { RecordsWorkerApi } from '../../main/storage/records/records-worker-api.ts';
import { generateRawKeyPair } from '../../main/storage/keys/raw-keys.ts';
import { goTo, makeVault, unlock } from '../support/officer.ts';
import { recordingRows } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';
import { withRecords } from '../support/vault-from-outside.ts';
import { figure, median, milliseconds, percentile, type Figure } from './report.ts';

const run = promisify(execFile);

const at = '2026-11-22T18:00:00.000Z';
const officer = { id: officerId.parse(randomUUID()), name: 'Ada Okafor', rank: 'PC', shoulderNumber: '4417NE' };

const media = JSON.stringify({
  playability: 'playable',
  container: 'mp4',
  videoCodec: 'avc1.64001f',
  audioCodec: 'mp4a.40.2',
  width: 1920,
  height: 1080,
  frameRate: 30,
  durationSeconds: 600,
  startByMedia: null,
  remark: null,
});
const categories = ['non-evidential', 'arrest', 'stop-and-search', null];

/** A thumbnail as the page makes them: without one, each row would set out to make its own. */
async function thumbnail(folder: string): Promise<Buffer> {
  const file = join(folder, 'thumbnail.jpg');
  const picture = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180', '-frames:v', '1', '-q:v', '8'];
  await run('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...picture, file]);
  return readFile(file);
}

/** Rows as an offload and a tagging officer leave them; no containers, which a list does not read. */
function fill(db: RecordsDatabase, count: number, jpeg: Buffer): void {
  const picture = db.prepare('INSERT INTO thumbnails (recording_id, jpeg) VALUES (?, ?)');
  const insert = db.prepare(
    `INSERT INTO recordings (id, file_name, source_path, camera_id, camera_name, camera_serial, camera_make, started_at, start_source,
       offloaded_at, bytes, parts, sha256, media, state, corrected_start_at, category_id, reference, title, tags)
     VALUES (@id, @name, @name, 'serial:Kerb:X60', 'CAM 7', 'X60-118842', 'Kerb', @at, 'media', @at, 100000000, 6, @sha256, @media,
       'verified', @at, @category, @reference, @title, '["knife","s1 PACE"]')`,
  );
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = randomUUID();
      insert.run({
        id,
        name: `DCIM/100MEDIA/${String(index).padStart(6, '0')}.MP4`,
        at: new Date(Date.parse(at) - index * 3_000_000).toISOString(),
        sha256: 'a'.repeat(64),
        media,
        category: categories[index % categories.length],
        reference: index % 5 === 0 ? '' : `CAD ${index}/22NOV26`,
        title: `Stop, Forest Road ${index}`,
      });
      picture.run(id, jpeg);
    }
  })();
}

async function timed(times: number, work: (round: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < times; round += 1) {
    const begun = performance.now();
    await work(round);
    taken.push(performance.now() - begun);
  }
  return taken;
}

async function records(folder: string, count: number): Promise<Figure[]> {
  const path = join(folder, 'records.db');
  const key = randomBytes(32);
  const signing = generateRawKeyPair('ed25519');
  const api = createRecordsService() as unknown as RecordsWorkerApi;
  const opening = {
    path,
    officer,
    at,
    failedBefore: 0,
    recoveredAt: [],
    signingPublicKey: signing.publicKey,
  };
  const keys = () => ({ key: Uint8Array.from(key), signingPrivateKey: Uint8Array.from(signing.privateKey) });
  await api.openRecords({ ...opening, ...keys(), create: true });
  await api.closeRecords({ at, because: 'bench' });
  const db = openDatabase({ path, key: Uint8Array.from(key), create: false });
  fill(db, count, await thumbnail(folder));
  db.close();
  await api.openRecords({ ...opening, ...keys(), create: false });
  const list = (offset: number, later: number) =>
    api.listRecordings({
      worklist: 'all',
      search: '',
      limit: 100,
      offset,
      // Each minute the counts are counted anew.
      at: new Date(Date.parse(at) + later * 120_000).toISOString(),
    });
  await list(0, 0);
  const counting = await timed(15, (round) => list(0, round + 1));
  const deep = await timed(15, () => list(count - 200, 20));
  await api.closeRecords({ at, because: 'bench' });
  return [
    figure(`first page and counts of ${count} recordings`, milliseconds(median(counting)), {
      target: 'at most 100 ms',
      met: median(counting) <= 100,
    }),
    figure(`the last page of ${count} recordings`, milliseconds(median(deep)), {
      target: 'at most 50 ms',
      met: median(deep) <= 50,
    }),
  ];
}

interface Scrolled {
  readonly frames: readonly number[];
  readonly longTasks: number;
  readonly blank: number;
}

/** Scrolls as a wheel turned fast does, more than a row a frame, and notes how long each frame took. */
function scroll(page: Page, frames: number): Promise<Scrolled> {
  return page.evaluate(async (count) => {
    const list = document.querySelector<HTMLElement>('[role=grid]');
    if (list === null) throw new Error('no list');
    let longTasks = 0;
    const observer = new PerformanceObserver((entries) => (longTasks += entries.getEntries().length));
    observer.observe({ type: 'longtask' });
    const taken: number[] = [];
    let blank = 0;
    let before = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < count; frame += 1) {
      list.scrollBy(0, 120);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      taken.push(now - before);
      before = now;
      const box = list.getBoundingClientRect();
      const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      if (middle?.closest('[role=row]') === null) blank += 1;
    }
    observer.disconnect();
    return { frames: taken, longTasks, blank };
  }, frames);
}

/** What no list can do better than here: as many rows with pictures and words, all there from the start, and nothing but scrolled. */
function makePlainPage(page: Page, jpeg: string, rows: number): Promise<void> {
  return page.evaluate(
    ([address, count]) => {
      const grid = document.createElement('div');
      grid.role = 'grid';
      grid.style.cssText = 'position:fixed;inset:8rem 1rem 1rem 15rem;overflow:auto;contain:strict;background:white';
      for (let index = 0; index < Number(count); index += 1) {
        const row = document.createElement('div');
        row.role = 'row';
        row.style.cssText = 'display:flex;gap:1rem;height:86px;border-bottom:1px solid #ccc';
        const picture = document.createElement('img');
        picture.src = String(address);
        picture.width = 128;
        const words = document.createElement('div');
        words.innerText = `Stop, Forest Road ${index}\n22 Nov 2026, CAM 7\nStop and search`;
        row.append(picture, words);
        grid.append(row);
      }
      document.body.replaceChildren(grid);
    },
    [jpeg, rows],
  );
}

/** The shares of frames that took more than one and a half times as long as the display's own: those an eye sees as a jerk. */
const dropped = (frames: readonly number[]): number => {
  const usual = median(frames);
  return frames.filter((taken) => taken > Math.max(usual, 1000 / 60) * 1.5).length;
};

async function scrollIn(profile: Profile, count: number): Promise<{ scrolled: Scrolled; plain: Scrolled }> {
  const jpeg = await thumbnail(profile.folder);
  await withRecords(profile, (db) => fill(db, count, jpeg));
  const { page, close } = await profile.launch();
  await unlock(page);
  await goTo(page, 'Footage');
  await recordingRows(page).nth(5).waitFor();
  await page.waitForTimeout(2000);
  const scrolled = await scroll(page, frames);
  const address = await recordingRows(page).locator('img').first().getAttribute('src');
  await makePlainPage(page, address ?? '', fewRecordings);
  await page.waitForTimeout(2000);
  const plain = await scroll(page, frames);
  await close();
  return { scrolled, plain };
}

const frames = 600;
/** As many as those frames pass. */
const fewRecordings = 1000;

async function scrollFigures(count: number): Promise<Figure[]> {
  const [few, many] = [new Profile({ quickUnlock: true }), new Profile({ quickUnlock: true })];
  try {
    for (const profile of [few, many]) {
      const { page, close } = await profile.launch();
      await makeVault(page);
      await close();
    }
    const short = (await scrollIn(few, fewRecordings)).scrolled;
    const { scrolled: long, plain } = await scrollIn(many, count);
    return [
      figure(`${frames} frames scrolled through ${count} recordings: dropped`, String(dropped(long.frames)), {
        baseline: `a page of pictures that only scrolls: ${dropped(plain.frames)}; through ${fewRecordings} recordings: ${dropped(short.frames)}`,
        target: 'at most 1 in 100',
        met: dropped(long.frames) <= frames / 100,
      }),
      figure('a frame of it, 95th percentile', milliseconds(percentile(long.frames, 0.95)), {
        baseline: `through ${fewRecordings} recordings: ${milliseconds(percentile(short.frames, 0.95))}`,
        ratio: percentile(long.frames, 0.95) / percentile(short.frames, 0.95),
      }),
      figure('long tasks while scrolling', String(long.longTasks), {
        baseline: `through ${fewRecordings} recordings: ${short.longTasks}`,
      }),
      figure('frames without a row in the middle', String(long.blank), { target: 'none', met: long.blank === 0 }),
    ];
  } finally {
    await few.remove();
    await many.remove();
  }
}

export const benchFootageList = async (folder: string, count: number): Promise<Figure[]> => [
  ...(await records(folder, count)),
  ...(await scrollFigures(count)),
];
