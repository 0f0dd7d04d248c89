// Nothing an officer wrote is gone: undo by key, the history of a report, a field put back, also by keyboard alone.
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { button, goTo, makeVault } from '../support/officer.ts';
import {
  field,
  finishReport,
  narrative,
  newReport,
  openReport,
  openSection,
  reportIsSaved,
  tick,
} from '../support/officer-reports.ts';
import { Profile } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;

beforeAll(async () => {
  ({ page } = await profile.launch());
  await makeVault(page);
  await newReport(page);
});
afterAll(() => profile.remove());

const history = (): Locator => page.getByRole('dialog', { name: 'History' });

/** From the newest version on, until one shows what is looked for. */
async function showVersionWith(wanted: Locator): Promise<void> {
  const versions = history().getByRole('list', { name: 'Versions, newest first' }).getByRole('button');
  await versions.first().waitFor();
  for (const version of await versions.all()) {
    await version.click();
    await history().getByRole('region', { name: 'What changed' }).getByRole('paragraph').first().waitFor();
    if ((await wanted.count()) > 0) return;
  }
  throw new Error('No version shows what was looked for.');
}

test('Ctrl+Z in a text box is the box’s own; elsewhere it takes back the last step, and Ctrl+Y does it again', async () => {
  await narrative(page).pressSequentially('Rear door forced.');
  await page.keyboard.press('Control+z');
  await expect.poll(() => narrative(page).inputValue()).not.toBe('Rear door forced.');
  await narrative(page).fill('Rear door forced.');
  await openSection(page, 'Offence');
  await tick(page, 'Flags', 'Knife or blade');
  const box = page.getByRole('checkbox', { name: 'Knife or blade' });
  await expect.poll(() => box.isChecked()).toBe(true);
  await page.keyboard.press('Control+z');
  await expect.poll(() => box.isChecked()).toBe(false);
  await page.keyboard.press('Control+y');
  await expect.poll(() => box.isChecked()).toBe(true);
});

test('a person removed comes back by Ctrl+Z after the notice is gone', async () => {
  await openSection(page, 'People');
  await button(page, 'Add: victim').click();
  await field(page, 'Family name').fill('Hale');
  await button(page, /^Remove HALE/).click();
  await openSection(page, 'Incident');
  await openSection(page, 'People');
  await page.keyboard.press('Control+z');
  const people = page.getByRole('list', { name: 'People in this report' });
  await expect.poll(() => people.getByText('HALE').count()).toBe(1);
});

test('the history tells who wrote what, and puts a field back as it was', async () => {
  await openSection(page, 'Incident');
  await reportIsSaved(page);
  await page.locator('#report-section').focus();
  await page.keyboard.press('Alt+h');
  await history().getByText('Ada Okafor').first().waitFor();
  await showVersionWith(history().getByText('Rear door forced.'));
  expect(await axeFindings(page)).toEqual([]);
  await button(history(), 'Put back as it was: What happened').click();
  await page.keyboard.press('Escape');
  await expect.poll(() => narrative(page).inputValue()).toBe('');
  await page.locator('#report-section').focus();
  await page.keyboard.press('Control+z');
  await expect.poll(() => narrative(page).inputValue()).toBe('Rear door forced.');
});

test('a person who was removed is brought back whole from the history, when undo is long gone', async () => {
  await openSection(page, 'People');
  await button(page, /^Remove HALE/).click();
  await reportIsSaved(page);
  await goTo(page, 'Reports');
  await openReport(page, 'Crime report');
  await openSection(page, 'People');
  await button(page, 'History').click();
  const putBack = button(history(), 'Put back as it was: Family name, HALE');
  await showVersionWith(putBack);
  await putBack.click();
  await page.keyboard.press('Escape');
  const people = page.getByRole('list', { name: 'People in this report' });
  await expect.poll(() => people.getByText('HALE').count()).toBe(1);
});

test('a finished report shows its history, and offers nothing to put back', async () => {
  await finishReport(page);
  await button(page, 'History').click();
  await history().getByText('Finished by').waitFor();
  await history().getByText('It said what the version before says.').waitFor();
  const versions = history().getByRole('list', { name: 'Versions, newest first' }).getByRole('button');
  await versions.last().click();
  await history().getByText('Rear door forced.').waitFor();
  expect(await button(history(), /^Put back/).count()).toBe(0);
});
