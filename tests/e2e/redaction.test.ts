// A redaction as an officer makes it: placed by keyboard, followed, muted, watched; and on a disk that is full.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { button, cameraIsRead, goTo, makeVault, offloadAll } from '../support/officer.ts';
import { bytesOnScreen, madeFrom, make, redactPanel, toTypedTimes } from '../support/officer-derivatives.ts';
import { canBeWatched, openRecording } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';

const run = promisify(execFile);
const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  const camera = await profile.camera();
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page, 'CAM 7');
  await goTo(page, 'Footage');
  await openRecording(page, /_0002/);
  await canBeWatched(page);
});

afterAll(() => profile.remove());

const theBox = (): Locator => page.getByRole('button', { name: /^Box 1\. Arrow keys/ });

test('a box is added, moved and sized by the keys alone', async () => {
  await page.locator('#screen-title').focus();
  await page.keyboard.press('d');
  await redactPanel(page).waitFor();
  await page.keyboard.press('b');
  await expect.poll(() => theBox().evaluate((box) => box === document.activeElement)).toBe(true);
  const place = () => theBox().evaluate((box) => [box.style.left, box.style.width].map(Number.parseFloat));
  expect(await place()).toEqual([40, 20]);
  for (let presses = 0; presses < 5; presses++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  const [left, width] = await place();
  expect(left).toBeCloseTo(45);
  expect(width).toBeCloseTo(21);
  // The picture itself did not move.
  expect(
    await page
      .locator('video')
      .first()
      .evaluate((video) => (video as HTMLVideoElement).currentTime),
  ).toBeLessThan(0.04);
  expect(await axeFindings(page)).toEqual([]);
});

test('a box is dragged by the pointer, and by its corner to another size', async () => {
  const before = await theBox().boundingBox();
  if (before === null) throw new Error('there is no box');
  const middle = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
  await page.mouse.move(middle.x, middle.y);
  await page.mouse.down();
  await page.mouse.move(middle.x - 60, middle.y + 30, { steps: 4 });
  await page.mouse.up();
  const moved = await theBox().boundingBox();
  expect(Math.abs((moved?.x ?? 0) - (before.x - 60))).toBeLessThan(2);
  expect(Math.abs((moved?.width ?? 0) - before.width)).toBeLessThan(2);
});

test('what is made is black where the box was, silent where it was muted, and names its recipe', async () => {
  await button(redactPanel(page), /Cover with/).click();
  await page.getByRole('option', { name: 'Black' }).click();
  await button(redactPanel(page), /^Mute from here/).click();
  await toTypedTimes(redactPanel(page), '0:00', '0:03');
  await make(page, redactPanel(page));
  await madeFrom(page)
    .getByText(/^black, /)
    .waitFor();
  const file = join(profile.folder, 'redaction.mp4');
  await writeFile(file, await bytesOnScreen(page));
  const options = { encoding: 'buffer', maxBuffer: 1 << 26 } as const;
  // Inside of where the box lies: 45 % less 60 of some 690 pixels, 35 % and a little down.
  const crop = 'crop=iw*0.12:ih*0.15:iw*0.40:ih*0.48,scale=1:1:flags=area,format=gray';
  const dark = await run('ffmpeg', ['-v', 'error', '-i', file, '-vf', crop, '-an', '-f', 'rawvideo', '-'], options);
  expect(dark.stdout.byteLength).toBe(75);
  expect(Math.max(...dark.stdout)).toBeLessThanOrEqual(3);
  const sound = await run('ffmpeg', ['-v', 'error', '-i', file, '-t', '1.9', '-f', 's16le', '-'], options);
  expect(sound.stdout.byteLength).toBeGreaterThan(100_000);
  expect(sound.stdout.every((byte) => byte === 0)).toBe(true);
});
