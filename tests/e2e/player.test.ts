// Watching as an officer does: a recording of several files, its pictures and sound, markers, snapshots, two side by side.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import type { RecordingId } from '#contract/ids.ts';
import { axeFindings } from '../support/accessibility.ts';
import { aac, h264, makeMedia } from '../support/ffmpeg.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, cameraIsRead, goTo, lock, makeVault, offloadAll, unlock } from '../support/officer.ts';
import {
  canBeWatched,
  markerChips,
  nameMarker,
  openRecording,
  recordingRows,
  seekTo,
  timeline,
} from '../support/officer-footage.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

const start = new Date(Math.floor(Date.now() / 1000) * 1000 - 3 * 3_600_000);
const each = 8;
const made = (after: number): string[] => [
  ...h264,
  ...aac,
  '-metadata',
  `creation_time=${new Date(start.getTime() + after * 1000).toISOString()}`,
];

beforeAll(async () => {
  const mine = await profile.filledCamera({ name: 'CAM 1', serial: 'A1', make: 'Kestrel' }, async (folder) => {
    for (const part of [1, 2]) await makeMedia(join(folder, `GX0${part}0042.MP4`), each, made((part - 1) * each));
  });
  const theirs = await profile.filledCamera({ name: 'CAM 2', serial: 'B2', make: 'Kestrel' }, (folder) =>
    makeMedia(join(folder, 'GX010007.MP4'), each, made(2)),
  );
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  for (const camera of [mine, theirs]) await camera.plugIn();
  for (const name of ['CAM 1', 'CAM 2']) {
    await cameraIsRead(page, name);
    await offloadAll(page, name);
  }
  await goTo(page, 'Footage');
});
afterAll(() => profile.remove());

const openId = async (): Promise<RecordingId> =>
  (await page.evaluate(() => location.hash)).split('/')[2] as RecordingId;
const active = (): Promise<number> =>
  page.evaluate(() => [...document.querySelectorAll('video')].findIndex(({ dataset }) => dataset['active'] === 'true'));
const isPlaying = (): Promise<boolean> =>
  page.evaluate(() => [...document.querySelectorAll('video')].some((video) => !video.paused));

promises('a recording that the camera split', () => {
  test('is one row, one timeline, and plays on over the border', async () => {
    await expect.poll(() => recordingRows(page).count()).toBe(2);
    await openRecording(page, 'GX010042');
    await canBeWatched(page);
    expect(await timeline(page).getAttribute('aria-valuemax')).toBe(String(2 * each));
    await seekTo(page, 0.47);
    expect(await active()).toBe(0);
    await timeline(page).focus();
    await page.keyboard.press('k');
    await expect.poll(active, { timeout: 15_000 }).toBe(1);
    await expect.poll(async () => Number(await timeline(page).getAttribute('aria-valuenow'))).toBeGreaterThan(each);
    await page.keyboard.press('k');
    await expect.poll(isPlaying).toBe(false);
  });

  test('has a filmstrip and its sound drawn for every file, kept in the vault', async () => {
    const { segments } = await command(page, 'footage', 'get', { id: await openId() });
    expect(segments).toHaveLength(2);
    for (const { id } of segments) {
      await expect
        .poll(async () => (await command(page, 'pictures', 'get', { id })).filmstrip, { timeout: 30_000 })
        .toMatchObject({ pictureHeight: 90 });
      await expect
        .poll(async () => (await command(page, 'pictures', 'get', { id })).waveform, { timeout: 30_000 })
        .not.toBeNull();
      const sheet = await page.evaluate(async (address) => {
        const response = await fetch(address);
        return [response.status, response.headers.get('cache-control'), response.headers.get('content-type')];
      }, `/evidence/${id}/filmstrip`);
      expect(sheet).toEqual([200, 'no-store', 'image/jpeg']);
    }
  });

  test('shows the picture and the time under the pointer', async () => {
    const box = await timeline(page).boundingBox();
    if (box === null) throw new Error('there is no timeline');
    await page.mouse.move(box.x + box.width * 0.75, box.y + 10);
    const preview = timeline(page).getByText('00:00:12', { exact: true });
    await preview.waitFor();
    const picture = preview.locator('xpath=preceding-sibling::span');
    expect(await picture.evaluate((element) => getComputedStyle(element).backgroundImage)).toContain('url(');
  });
});

promises('markers', () => {
  test('are moved by keys and by hand, jumped between, and a range is looped', async () => {
    await seekTo(page, 0.25);
    await page.keyboard.press('i');
    await seekTo(page, 0.375);
    await page.keyboard.press('o');
    await nameMarker(page, 'The push');
    const marker = async () => (await command(page, 'footage', 'get', { id: await openId() })).markers[0];
    const before = await marker();
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await page.keyboard.press('}');
    await page.keyboard.press('}');
    await expect
      .poll(async () => ((await marker())?.startSeconds ?? 0) - (before?.startSeconds ?? 0))
      .toBeCloseTo(0.08, 3);

    const box = await timeline(page).boundingBox();
    if (box === null) throw new Error('there is no timeline');
    const end = box.x + ((before?.endSeconds ?? 0) / (2 * each)) * box.width;
    await page.mouse.move(end, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 8 });
    await page.mouse.up();
    await expect.poll(async () => Math.abs(((await marker())?.endSeconds ?? 0) - each)).toBeLessThan(0.2);

    await timeline(page).focus();
    await page.keyboard.press('r');
    await expect.poll(isPlaying).toBe(true);
    await page.keyboard.press('r');
    await page.keyboard.press('k');
    await expect.poll(isPlaying).toBe(false);
    expect(await markerChips(page).count()).toBe(1);
  });
});

promises('a snapshot', () => {
  test('is kept in full size with its recipe, and made an exhibit', async () => {
    await seekTo(page, 0.8);
    await timeline(page).focus();
    const parent = await openId();
    await page.keyboard.press('s');
    await page.getByText(/^Snapshot kept: .*snapshot-1\.png/).waitFor();
    await button(page, /^Make it exhibit [A-Z]+\/1/).click();
    await page.getByText(/^Snapshot kept as exhibit [A-Z]+\/1/).waitFor();
    await button(page, 'Open').click();
    const picture = page.getByRole('img', { name: /^Snapshot of/ });
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(320);
    const { parentId, kind, exhibit } = await command(page, 'footage', 'get', { id: await openId() });
    expect([parentId, kind]).toEqual([parent, 'snapshot']);
    expect(exhibit).toMatch(/^[A-Z]+\/1/);
    const { recipe } = await command(page, 'derivatives', 'derivation', { id: await openId() });
    expect(recipe).toMatchObject({ kind: 'snapshot', format: 'png', width: 320, height: 240 });
    expect(await axeFindings(page)).toEqual([]);
    await page.goBack();
    await canBeWatched(page);
  });
});

promises('two recordings side by side', () => {
  test('are proposed by the moment they share, play together, and are covered together', async () => {
    await timeline(page).focus();
    await page.keyboard.press('b');
    const choice = page.getByRole('list', { name: 'Recordings to watch beside' }).getByRole('button').first();
    await choice.getByText(/^Both recording for 00:00:0/).waitFor();
    await choice.click();
    const second = page.getByRole('region', { name: /^Beside it/ }).locator('video');
    await second.waitFor({ state: 'attached' });
    await seekTo(page, 0.25);
    await expect.poll(() => second.evaluate((video) => (video as HTMLVideoElement).currentTime)).toBeCloseTo(2, 0);
    await timeline(page).focus();
    await page.keyboard.press('k');
    await expect.poll(() => second.evaluate((video) => (video as HTMLVideoElement).paused)).toBe(false);
    await page.keyboard.press('h');
    expect(await second.evaluate((video) => (video as HTMLVideoElement).muted)).toBe(false);
    expect(await axeFindings(page)).toEqual([]);
    await page.keyboard.press('F9');
    await expect.poll(isPlaying).toBe(false);
    await button(page, 'Show again').click();
    await page.keyboard.press('b');
    await second.waitFor({ state: 'detached' });
  });

  test('leave nothing playing, and nothing to be played, when the vault locks', async () => {
    await timeline(page).focus();
    await page.keyboard.press('k');
    const id = await openId();
    await lock(page);
    expect(await page.locator('video').count()).toBe(0);
    expect(await page.evaluate(async (address) => (await fetch(address)).status, `/evidence/${id}/filmstrip`)).toBe(
      423,
    );
    await unlock(page);
  });
});
