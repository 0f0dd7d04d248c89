// The way to the glass on screen: by keyboard alone, with what is missing said at its field, through a lock, from a report, and in both
// themes. No reader and no gateway are there: that is said before any finger is asked for.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, tooSmall } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { press, tabTo, walkByTab } from '../support/keyboard.ts';
import { goTo, heading, lock, makeVault, setTouch, textBox, unlock, button, wordsOf } from '../support/officer.ts';
import {
  beginIdentification,
  currentStep,
  fillPower,
  recordNotice,
  recordPower,
  showPurge,
  stopIdentification,
  toTheGlass,
} from '../support/officer-identify.ts';
import { chooseOffence, field, newReport, openSection, reportIsSaved } from '../support/officer-reports.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const card = (page: Page, name: string): Locator => page.getByRole('heading', { name, level: 2 });

let profile: Profile;
let running: RunningProgram;

beforeAll(async () => {
  profile = new Profile({ quickUnlock: true });
  running = await profile.launch();
  await makeVault(running.page);
});
afterAll(() => profile.remove());

test('without a gateway it is said before anything is asked, and that nothing is kept to be sent later', async () => {
  const { page } = running;
  await goTo(page, 'Identify');
  await page.getByText(/No gateway is set up on this laptop.*Nothing is kept to be sent later/).waitFor();
  await page.getByText('No fingerprint reader').waitFor();
  await beginIdentification(page);
  await expect.poll(() => page.getByText(/Do not take prints: they cannot be kept and sent later/).count()).toBe(1);
});

test('what is missing is said at its field and in a summary that leads there, and nothing goes on', async () => {
  const { page } = running;
  await page.keyboard.press('Control+Enter');
  const summary = page.getByRole('alert').filter({ hasText: 'Before you go on' });
  await summary.getByRole('button', { name: 'Enter where you are' }).click();
  expect(await textBox(page, 'Where you are').evaluate((box) => box === document.activeElement)).toBe(true);
  await wordsOf(page.getByRole('radio', { name: /^Consent/ })).click();
  await wordsOf(page.getByRole('radio', { name: '14 to 17' })).click();
  await page.keyboard.press('Control+Enter');
  await summary.getByText('Both the person and a parent or guardian must consent').waitFor();
  expect(await currentStep(page).textContent()).toContain('Power and grounds');
});

test('typing outlives a lock: it is there when the identification is opened again', async () => {
  const { page } = running;
  await fillPower(page);
  await lock(page);
  await unlock(page);
  await goTo(page, 'Identify');
  await page.getByRole('link', { name: 'Hoe Street, outside number 214' }).click();
  expect(await textBox(page, /^The offence that you suspect/).inputValue()).toBe('Theft from a shop');
  await recordPower(page);
  await recordNotice(page);
  await stopIdentification(page);
  await card(page, 'What is on record').waitFor();
  await page.getByText('Stopped by the officer').first().waitFor();
});

test('by keyboard alone from the rail to the glass and out again, the focus always seen', async () => {
  const { page } = running;
  await press(page, 'Control+1', 'Control+5');
  await heading(page, 'Identify').waitFor();
  await page.keyboard.press('Alt+N');
  await currentStep(page).filter({ hasText: 'Power' }).waitFor();
  await tabTo(page, /^Where you are/);
  await page.keyboard.type('Hoe Street');
  await press(page, 'Tab', 'Space');
  await tabTo(page, /^The offence/);
  await page.keyboard.type('Theft');
  await press(page, 'Tab', 'Space');
  await tabTo(page, /^Why it cannot/);
  await page.keyboard.type('Says nothing');
  const walk = await walkByTab(page, page.locator('#identification-step'));
  expect(walk).toEqual({ passedBy: [], unseen: [] });
  await page.keyboard.press('Control+Enter');
  await currentStep(page).filter({ hasText: 'told' }).waitFor();
  await tabTo(page, /^The reason/);
  await page.keyboard.type('To know the name');
  await press(page, 'Tab', 'Space', 'Tab', 'Space', 'Tab', 'Space', 'Control+Enter');
  await currentStep(page).filter({ hasText: 'Fingers' }).waitFor();
  await page.keyboard.press('Control+Enter');
  await card(page, 'Right index finger').waitFor();
  await page.keyboard.press('Alt+Q');
  await tabTo(page, /^Stop and destroy/);
  await page.keyboard.press('Enter');
  await page.getByText('No print was taken').first().waitFor();
  await tabTo(page, /^Show the person/);
  await page.keyboard.press('Enter');
  await page.getByText('None were taken.').waitFor();
  await page.keyboard.press('Enter');
  await card(page, 'What is on record').waitFor();
});

test('begun from a crime report it knows the offence and the place, and leads back to the report', async () => {
  const { page } = running;
  await newReport(page);
  await openSection(page, 'Offence');
  await chooseOffence(page, 'shoplifting', 'Shoplifting');
  await openSection(page, 'When and where');
  await field(page, 'Number and street').fill('214 Hoe Street');
  await reportIsSaved(page);
  await button(page, 'Identify a person').click();
  await currentStep(page).filter({ hasText: 'Power' }).waitFor();
  await wordsOf(page.getByRole('radio', { name: /^PACE 1984/ })).click();
  expect(await textBox(page, 'Where you are').inputValue()).toContain('214 Hoe Street');
  expect(await textBox(page, /^The offence that you suspect/).inputValue()).toMatch(/shop/iu);
  await wordsOf(page.getByRole('radio', { name: /^The name is doubted/ })).click();
  await textBox(page, /^Why you doubt/).fill('Two names given');
  await page.keyboard.press('Control+Enter');
  await currentStep(page).filter({ hasText: 'told' }).waitFor();
  await stopIdentification(page);
  await page.getByRole('link', { name: 'The report that it was begun from' }).click();
  await heading(page, /hoplifting|Theft/).waitFor();
});

test('axe finds nothing on the steps to the glass, nothing scrolls sideways, and in touch mode nothing is too small', async () => {
  const { page } = running;
  const found: string[] = [];
  const look = async (screen: string): Promise<void> => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await atRest(page);
      found.push(...(await axeFindings(page)).map((finding) => `${screen}, ${colorScheme}: ${finding}`));
    }
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    if (await scrollsSideways(page)) found.push(`${screen}: scrolls sideways at 320 pixels`);
    if (size !== null) await page.setViewportSize(size);
  };
  await setTouch(page, true);
  await goTo(page, 'Identify');
  await look('list');
  await beginIdentification(page);
  await fillPower(page);
  await look('power');
  await recordPower(page);
  await look('notice');
  await recordNotice(page);
  await look('fingers');
  found.push(...(await tooSmall(page, 44)).map((target) => `fingers: too small: ${target}`));
  await button(page, /^Take them now/).click();
  await card(page, 'Right index finger').waitFor();
  await look('glass');
  found.push(...(await tooSmall(page, 44)).map((target) => `glass: too small: ${target}`));
  await stopIdentification(page);
  await look('stopped');
  await showPurge(page);
  await look('record');
  await setTouch(page, false);
  expect(found).toEqual([]);
});

test('while one is in hand there is a way back to it, and no other can be begun', async () => {
  const { page } = running;
  await toTheGlass(page);
  await goTo(page, 'Identify');
  await button(page, 'Go on with the one under way').click();
  await card(page, 'Right index finger').waitFor();
  await expect(command(page, 'identify', 'begin', { reportId: null })).rejects.toThrow('busy');
  await stopIdentification(page);
  await showPurge(page);
});
