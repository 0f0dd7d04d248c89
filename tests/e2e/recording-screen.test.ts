// The screen of a recording keeps what is typed on it, whatever ends the typing, and its links and buttons answer to their keys.
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe as promises, expect, test } from 'vitest';
import type { Recording } from '#contract/footage.ts';
import type { RecordingId } from '#contract/ids.ts';
import { failDisk } from '../support/failing-disk.ts';
import { command } from '../support/kerbdesk-api.ts';
import { button, cameraIsRead, goTo, heading, lock, makeVault, offloadAll, unlock } from '../support/officer.ts';
import { madeFrom, madeOfIt, redactPanel } from '../support/officer-derivatives.ts';
import { aboutRecording, canBeWatched, isSaved, notesBox, openRecording, playing } from '../support/officer-footage.ts';
import { Profile, type RunningProgram } from '../support/program.ts';
import { cannotTrace, type Faults } from '../support/strace.ts';

const cannotFail = cannotTrace();
if (cannotFail) console.warn(`SKIPPED: a disk that fills up needs strace, and it cannot trace here (${cannotFail})`);

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

/** Opens a recording that can be played, anew. */
async function open(): Promise<RecordingId> {
  await goTo(page, 'Today');
  await goTo(page, 'Footage');
  await openRecording(page, /_0002/);
  await canBeWatched(page);
  return await openId();
}
const openId = async (): Promise<RecordingId> =>
  (await page.evaluate(() => location.hash)).split('/')[2] as RecordingId;

const kept = (id: RecordingId): Promise<Recording> => command(page, 'footage', 'get', { id });

const toToday = async (): Promise<void> => {
  await page.keyboard.press('Control+1');
  await heading(page, /^Good /).waitFor();
};

let faults: Faults | null = null;

/** From now on the records take nothing more, as on a disk that an offload has filled. */
async function fillDisk(): Promise<void> {
  faults = await failDisk(profile, running, 'full');
}
async function freeSpace(): Promise<void> {
  await faults?.stop();
  faults = null;
}
afterEach(freeSpace);

promises.skipIf(cannotFail !== null)('typing that a full disk does not take', () => {
  test('keeps its recording on screen: Next does not leave it, and says why', async () => {
    const id = await open();
    const name = await heading(page, /./).innerText();
    await fillDisk();
    await notesBox(page).fill('He ran towards Forest Road.');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Not saved, so this recording stays on screen').waitFor();
    await page.getByText(/disk is full/).waitFor();
    expect(await heading(page, /./).innerText()).toBe(name);
    expect(await notesBox(page).inputValue()).toBe('He ran towards Forest Road.');
    await freeSpace();
    await button(aboutRecording(page), 'Try again').click();
    await isSaved(page);
    expect((await kept(id)).notes).toBe('He ran towards Forest Road.');
  });

  test('is said to be unsaved on leaving, is there on coming back, and is saved once there is space', async () => {
    const id = await open();
    await fillDisk();
    await notesBox(page).fill('A second man held the door.');
    await toToday();
    await page.getByText(/^What you typed about .* was not saved$/).waitFor();
    await open();
    expect(await notesBox(page).inputValue()).toBe('A second man held the door.');
    await aboutRecording(page).getByText('Not saved').waitFor();
    await toToday();
    await freeSpace();
    // By itself, with no press of the officer's.
    await expect.poll(async () => (await kept(id)).notes, { timeout: 30_000 }).toBe('A second man held the door.');
  });
});

promises('what is being typed and has not been ended by Enter', () => {
  const nameMarker = async (name: string): Promise<void> => {
    await page.locator('#screen-title').focus();
    await page.keyboard.press('m');
    await page.getByLabel(/^Name of the marker/).waitFor();
    await page.keyboard.type(name);
  };
  const typeTag = async (tag: string): Promise<void> => {
    await button(aboutRecording(page), 'Add to Tags').click();
    await page.keyboard.type(tag);
  };
  const names = async (id: RecordingId): Promise<string[]> => (await kept(id)).markers.map(({ label }) => label);

  test('is kept as the name of a marker, both on going elsewhere by a key and on locking', async () => {
    const id = await open();
    await nameMarker('The knife');
    await toToday();
    await expect.poll(() => names(id)).toContain('The knife');
    await open();
    await nameMarker('The arrest');
    await lock(page);
    await unlock(page);
    expect(await names(id)).toContain('The arrest');
  });

  test('is kept as a tag, both on going elsewhere by a key and on locking', async () => {
    const id = await open();
    await typeTag('knife');
    await toToday();
    await expect.poll(async () => (await kept(id)).tags).toContain('knife');
    await open();
    await typeTag('s1 PACE');
    await lock(page);
    await unlock(page);
    expect((await kept(id)).tags).toContain('s1 PACE');
  });
});

promises('by keyboard', () => {
  test('a link is followed by Enter; elsewhere Enter still leads to the next recording', async () => {
    const id = await open();
    await page.locator('#screen-title').focus();
    await page.keyboard.press('s');
    await page.getByText(/^Snapshot kept: /).waitFor();
    await madeOfIt(page).getByRole('link').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: /^Snapshot of/ }).waitFor();
    await madeFrom(page).getByRole('link').focus();
    await page.keyboard.press('Enter');
    await expect.poll(openId).toBe(id);
    await canBeWatched(page);
    await page.locator('#screen-title').focus();
    await page.keyboard.press('Enter');
    await expect.poll(openId).not.toBe(id);
    await aboutRecording(page).waitFor();
  });

  test('a button is pressed by Space, and the film does not begin to play', async () => {
    await open();
    await page.locator('#screen-title').focus();
    await page.keyboard.press('d');
    await redactPanel(page).waitFor();
    await page.keyboard.press('b');
    const box = redactPanel(page).getByRole('button', { name: /^Box 1/, expanded: true });
    await box.focus();
    await page.keyboard.press('Space');
    await redactPanel(page)
      .getByRole('button', { name: /^Box 1/, expanded: false })
      .waitFor();
    expect((await playing(page)).paused).toBe(true);
  });
});
