// Exhibits by keyboard: a label with one key and a sentence, and a continuity that grows when it changes hands.
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { allInTheVault, cameraIsRead, goTo, heading, makeVault, offloadAll } from '../support/officer.ts';
import { recordingRows } from '../support/officer-footage.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  page = (await profile.launch()).page;
  await makeVault(page);
  await (await profile.camera()).plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page);
  await allInTheVault(page);
});
afterAll(() => profile.remove());

const panel = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const openNth = async (place: number): Promise<void> => {
  await goTo(page, 'Footage');
  await recordingRows(page).nth(place).focus();
  await page.keyboard.press('Enter');
  await panel('Exhibit').waitFor();
};
const isAccessible = async (): Promise<void> => {
  await atRest(page);
  expect(await axeFindings(page)).toEqual([]);
};

promises('exhibits', () => {
  test('X gives a recording the officer’s initials and the next free number', async () => {
    for (const [place, words] of ['Stop in Hoe Street', 'Arrest'].entries()) {
      await openNth(place);
      await page.keyboard.press('x');
      const dialog = page.getByRole('dialog', { name: 'Make it an exhibit' });
      await dialog.getByRole('textbox', { name: 'What does it show?' }).and(page.locator(':focus')).waitFor();
      await page.keyboard.press('Enter');
      await dialog.getByText('Say in a few words what it shows.').waitFor();
      await page.keyboard.type(words);
      await isAccessible();
      await page.keyboard.press('Enter');
      await dialog.waitFor({ state: 'detached' });
      await expect.poll(() => panel('Exhibit').innerText()).toContain(`AO/${place + 1}`);
    }
  });

  test('a label that is taken is refused, with what has it', async () => {
    await openNth(2);
    await page.keyboard.press('x');
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: 'What does it show?' })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.type('Search');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await page.getByText('AO/1 is taken: “Stop in Hoe Street”').waitFor();
    await page.keyboard.press('Escape');
    expect(await panel('Exhibit').innerText()).not.toContain('AO/');
  });

  test('M writes down who has it now, and the list finds it by that', async () => {
    await openNth(0);
    await page.keyboard.press('x');
    await heading(page, 'Exhibit AO/1').waitFor();
    await isAccessible();
    await page.keyboard.press('m');
    await page.getByRole('dialog').getByRole('textbox', { name: 'To whom' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Exhibits officer, Leyton');
    await isAccessible();
    await page.keyboard.press('Enter');
    await panel('Continuity').getByText('PC Ada Okafor (4417NE) → Exhibits officer, Leyton').waitFor();
    const told = await panel('Continuity').innerText();
    for (const words of ['Offload from the camera begun', 'Read back from the vault: equal', 'Handed over']) {
      expect(told).toContain(words);
    }
    await goTo(page, 'Footage');
    await page.getByRole('button', { name: 'Exhibits' }).press('Enter');
    await heading(page, 'Exhibits').waitFor();
    await page.getByRole('searchbox', { name: 'Find an exhibit' }).fill('leyton');
    await expect.poll(() => panel('Exhibits').innerText()).not.toContain('AO/2');
    expect(await panel('Exhibits').innerText()).toContain('AO/1');
    await isAccessible();
  });
});
