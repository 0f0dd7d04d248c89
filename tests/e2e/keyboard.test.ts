// The main job without a mouse: Tab, Enter, arrows and shortcuts only. Nothing in this file clicks or fills.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import {
  allInTheVault,
  atDesk,
  atLockScreen,
  cameraIsRead,
  heading,
  passphrase,
  safeToUnplug,
} from '../support/officer.ts';
import {
  aboutRecording,
  canBeWatched,
  categoryList,
  isSaved,
  markerChips,
  playing,
  referenceBox,
} from '../support/officer-footage.ts';
import { focused as focusedOn, press as pressOn, tabTo as tabToOn } from '../support/keyboard.ts';
import { narrative, reportIsSaved, sections } from '../support/officer-reports.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
});
afterAll(() => profile.remove());

const press = (...keys: string[]): Promise<void> => pressOn(page, ...keys);
const type = (words: string): Promise<void> => page.keyboard.type(words);
const focused = (): Promise<string> => focusedOn(page);
const tabTo = (name: RegExp): Promise<void> => tabToOn(page, name);

/** Resolves when Enter would take this one of the results: it is drawn as chosen. */
const chosen = (name: RegExp): Promise<void> =>
  page.getByRole('option', { name }).and(page.locator('[data-focused]')).first().waitFor();

/** Whether it can be seen where the focus is: an outline or a ring of shadow. */
const focusIsVisible = (): Promise<boolean> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === null) return false;
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || borderColor === 'accent';
  });

promises('by keyboard alone an officer', () => {
  test('makes the vault, locks it and unlocks it', async () => {
    await tabTo(/^Your name/);
    await type('Ada Okafor');
    await tabTo(/^Rank/);
    await type('PC');
    await press('Escape');
    await tabTo(/^Shoulder number/);
    await type('4417NE');
    await tabTo(/^Passphrase$/);
    await type(passphrase);
    await tabTo(/^Passphrase again$/);
    await type(passphrase);
    await press('Enter');
    await atDesk(page);
    await press('Control+Shift+L');
    await atLockScreen(page);
    // The one thing to do there has the focus by itself.
    await expect.poll(focused).toMatch(/^Passphrase/);
    await type(passphrase);
    await press('Enter');
    await atDesk(page);
  });

  test('sees at each step of Tab where the focus is', async () => {
    const unseen: string[] = [];
    for (let presses = 0; presses < 12; presses++) {
      await press('Tab');
      if (!(await focusIsVisible())) unseen.push(await focused());
    }
    expect(unseen).toEqual([]);
  });

  test('offloads a camera', async () => {
    const camera = await profile.camera();
    await camera.plugIn();
    await press('Control+1');
    await cameraIsRead(page, 'CAM 7');
    await tabTo(/^Offload 4 recordings/);
    await press('Enter');
    await allInTheVault(page);
    expect(await safeToUnplug(page).count()).toBe(1);
  });

  test('tags one recording after the other', async () => {
    await press('Control+4');
    await heading(page, 'Footage').waitFor();
    await page.getByRole('button', { name: /^Tag 4 recordings/ }).waitFor();
    await press('t');
    await aboutRecording(page).waitFor();
    for (let left = 4; left > 0; left--) {
      const name = await heading(page, /./).innerText();
      await tabTo(/Category/);
      await press('Enter');
      await page.getByRole('option', { name: 'Arrest' }).waitFor();
      await type('Arrest');
      await press('Enter');
      await expect.poll(() => categoryList(page).innerText()).toContain('Arrest');
      await tabTo(/^Reference/);
      await type(`CAD 447${left}`);
      expect(await referenceBox(page).inputValue()).toBe(`CAD 447${left}`);
      await isSaved(page);
      if (left === 1) break;
      await press('Enter');
      await expect.poll(() => heading(page, /./).innerText()).not.toBe(name);
      // The next one begins at its first field.
      await expect.poll(focused).toMatch(/Category/);
    }
    await expect.poll(() => aboutRecording(page).innerText()).toContain('Everything is tagged');
  });

  test('needs to wait for nothing in the palette: Enter opens what was typed, one Escape closes it', async () => {
    const palette = page.getByRole('dialog', { name: 'Find anything or run a command' });
    await press('Control+4');
    await heading(page, 'Footage').waitFor();
    await press('Control+k');
    await type('_0001');
    await press('Enter');
    await heading(page, /_0001/).waitFor();
    await palette.waitFor({ state: 'detached', timeout: 2000 });
    await press('Control+k');
    await type('_0002');
    await chosen(/_0002/);
    await press('Escape');
    await palette.waitFor({ state: 'detached', timeout: 2000 });
    expect(await heading(page, /_0001/).isVisible()).toBe(true);
    // Nothing typed and nothing chosen: no command is run by chance.
    await press('Control+k', 'Enter');
    expect(await palette.isVisible()).toBe(true);
    await press('Escape');
    await palette.waitFor({ state: 'detached', timeout: 2000 });
  });

  test('finds a recording, plays it, and marks a moment and a range', async () => {
    await press('Control+k');
    await type('_0002');
    await chosen(/_0002/);
    await press('Enter');
    await heading(page, /_0002/).waitFor();
    await canBeWatched(page);
    await expect.poll(focused).toMatch(/_0002|About/);
    await press('l');
    await expect.poll(async () => (await playing(page)).seconds).toBeGreaterThan(0.5);
    await press('k');
    await press('m');
    await expect.poll(focused).toMatch(/^Name of the marker/);
    await type('First moment');
    await press('Enter');
    await expect.poll(focused).toMatch(/^Position in the recording/);
    await press('i', 'Shift+ArrowRight', 'Shift+ArrowRight', 'o');
    await expect.poll(focused).toMatch(/^Name of the marker/);
    await type('The arrest');
    await press('Enter');
    await expect.poll(() => markerChips(page).allInnerTexts()).toHaveLength(2);
    await expect
      .poll(async () => (await markerChips(page).allInnerTexts()).join(' '))
      .toMatch(/First moment.*The arrest|The arrest.*First moment/s);
  });

  test('writes a report through its sections', async () => {
    await press('Control+2');
    await heading(page, 'Reports').waitFor();
    await press('n');
    await sections(page).waitFor();
    await tabTo(/^Now/);
    await press('Enter');
    await tabTo(/^What happened/);
    await type('He was stopped in Hoe Street and arrested.');
    expect(await narrative(page).inputValue()).toContain('Hoe Street');
    await press('Alt+PageDown');
    await page.getByRole('heading', { level: 2, name: /^When and where/ }).waitFor();
    await tabTo(/^Number and street/);
    await type('214 Hoe Street');
    await press('Alt+PageDown');
    await page.getByRole('heading', { level: 2, name: /^Offence/ }).waitFor();
    // The section itself has the focus first, and its name begins alike.
    await tabTo(/^Offence$/);
    await type('shoplifting');
    await page.getByRole('option', { name: /^Shoplifting/ }).waitFor();
    await press('ArrowDown', 'Enter');
    await reportIsSaved(page);
    await heading(page, /Theft from shop/).waitFor();
  });

  test('locks with what was typed last still there', async () => {
    await press('Alt+PageUp', 'Alt+PageUp');
    await tabTo(/^What happened/);
    await press('Control+End');
    await type(' Last words.');
    await press('Control+Shift+L');
    await atLockScreen(page);
    await type(passphrase);
    await press('Enter');
    await atDesk(page);
    await press('Control+k');
    await type('theft from shop');
    await chosen(/Theft from shop/);
    await press('Enter');
    await sections(page).waitFor();
    expect(await narrative(page).inputValue()).toMatch(/Last words\.$/);
  });
});
