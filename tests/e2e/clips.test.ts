// Clips as an officer makes them: by pointer and by keyboard alone, and cancelled in the middle.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesIn } from '../support/made-camera.ts';
import { measure } from '../support/ffmpeg.ts';
import {
  auditLines,
  button,
  cameraIsRead,
  goTo,
  lock,
  makeVault,
  offloadAll,
  unlock,
  wordsOf,
} from '../support/officer.ts';
import {
  bytesOnScreen,
  clipPanel,
  madeFrom,
  madeOfIt,
  make,
  makingDialog,
  toTypedTimes,
} from '../support/officer-derivatives.ts';
import { canBeWatched, openRecording, recordingRows, showWorklist } from '../support/officer-footage.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const run = promisify(execFile);
const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  const camera = await profile.camera();
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page, 'CAM 7');
});

afterAll(() => profile.remove());

const evidence = async (): Promise<string[]> =>
  (await filesIn(profile.dataFolder)).filter((file) => /\.(kev|derived|upload)$/.test(file));

async function openStreet(): Promise<void> {
  await goTo(page, 'Footage');
  await showWorklist(page, 'All');
  await openRecording(page, /_0002/);
  await canBeWatched(page);
}

test('a clip of typed times is a film that plays everywhere, and says what it was made from', async () => {
  await openStreet();
  await button(page, 'Clip').click();
  await toTypedTimes(clipPanel(page), '0:02.5', '0:05');
  await clipPanel(page).getByText('Starts 0.50 s earlier, at the key picture').waitFor();
  await make(page, clipPanel(page));
  await madeFrom(page).getByText('copied bit for bit (avc1').waitFor();
  await madeFrom(page).getByText('00:00:02.000 to 00:00:05.000: starts 0.50 s earlier').waitFor();
  const file = join(profile.folder, 'clip.mp4');
  await writeFile(file, await bytesOnScreen(page));
  expect(await measure(file)).toMatchObject({ videoCodec: 'h264', audioCodec: 'aac', width: 960, height: 540 });
  const { stderr } = await run('ffmpeg', ['-v', 'error', '-xerror', '-i', file, '-f', 'null', '-']);
  expect(stderr).toBe('');
});

test('the original leads to it, and so does the list of clips', async () => {
  await madeFrom(page).getByRole('link').click();
  await madeOfIt(page)
    .getByRole('link', { name: /clip-1\.mp4/ })
    .waitFor();
  await goTo(page, 'Footage');
  await showWorklist(page, 'Clips and copies');
  await expect.poll(() => recordingRows(page).count()).toBe(1);
});

test('a clip is made by keyboard alone', async () => {
  await openStreet();
  const original = await page.evaluate(() => location.hash);
  await page.locator('#screen-title').focus();
  for (const key of ['c', 'i']) await page.keyboard.press(key);
  await clipPanel(page).waitFor();
  for (let second = 0; second < 3; second++) await page.keyboard.press('.');
  await page.keyboard.press('o');
  await page.keyboard.press('Control+Enter');
  await madeFrom(page).waitFor({ timeout: 120_000 });
  expect(await page.evaluate(() => location.hash)).not.toBe(original);
});

test('one that is cancelled in the middle leaves nothing, and what was prepared outlives a lock', async () => {
  const before = await evidence();
  await openStreet();
  await button(page, 'Clip').click();
  await toTypedTimes(clipPanel(page), '0:00', '0:40');
  await wordsOf(page.getByRole('radio', { name: /^Exact/ })).click();
  await button(clipPanel(page), /^Make the clip/).click();
  await makingDialog(page)
    .getByText(/[1-9]\d* %/)
    .waitFor();
  await button(makingDialog(page), 'Cancel').click();
  await makingDialog(page).waitFor({ state: 'hidden' });
  await expect.poll(evidence).toEqual(before);
  await lock(page);
  await unlock(page);
  await openStreet();
  await button(page, 'Clip').click();
  await expect.poll(() => clipPanel(page).getByRole('textbox', { name: 'To' }).inputValue()).toBe('00:00:40.000');
  await expect
    .poll(() =>
      clipPanel(page)
        .getByRole('radio', { name: /^Exact/ })
        .isChecked(),
    )
    .toBe(true);
});

test('the audit trail tells of the clip, under its own name and under the original’s', async () => {
  await goTo(page, 'Audit');
  await expect.poll(async () => (await auditLines(page)).join('\n')).toMatch(/Made \S+clip-1\.mp4 .*SHA-256/);
  expect((await auditLines(page)).join('\n')).toContain('The original was not changed.');
});
