// Keeping and deleting by keyboard: a hold stops a deletion, what is deleted comes back, and what nobody had back is gone for good.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings } from '../support/accessibility.ts';
import { allInTheVault, cameraIsRead, goTo, heading, lock, makeVault, offloadAll, unlock } from '../support/officer.ts';
import { recordingRows, showWorklist, worklistCount } from '../support/officer-footage.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

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
  await offloadAll(page);
  await allInTheVault(page);
});
afterAll(() => profile.remove());

const containers = async (): Promise<string[]> => {
  const officers = join(profile.dataFolder, 'officers');
  const [officer = ''] = await readdir(officers);
  return (await readdir(join(officers, officer, 'evidence'))).filter((name) => name.endsWith('.kev'));
};
const panel = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const openFirst = async (): Promise<string> => {
  await goTo(page, 'Footage');
  await recordingRows(page).first().focus();
  await page.keyboard.press('Enter');
  await panel('Keeping').waitFor();
  return new URL(page.url()).hash;
};

promises('keeping and deleting', () => {
  test('H places a hold with its reason; nothing can be deleted until it is lifted', async () => {
    await openFirst();
    await page.keyboard.press('h');
    await page.getByRole('dialog', { name: 'Place on hold' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('Write down why: the audit trail keeps it.').waitFor();
    await page.keyboard.type('Complaint CM/112');
    await page.keyboard.press('Enter');
    await panel('Keeping').getByText('“Complaint CM/112”').waitFor();
    await page.keyboard.press('Delete');
    await page.getByRole('dialog').getByText('a hold is on it (“Complaint CM/112”)').waitFor();
    await isAccessible();
    await page.keyboard.press('Escape');
    expect(await worklistCountOf('On hold')).toBe(1);

    await openFirst();
    await page.keyboard.press('h');
    await page.getByRole('button', { name: 'Lift: Complaint CM/112' }).press('Enter');
    await page.getByRole('dialog', { name: 'Lift this hold?' }).waitFor();
    await page.keyboard.type('Case closed');
    await page.keyboard.press('Enter');
    await panel('Keeping').getByText('On hold').waitFor({ state: 'detached' });
  });

  test('Delete deletes with a reason, and B has it back', async () => {
    const address = await openFirst();
    await deleteByKeyboard('Recorded by accident');
    await panel('Marked for deletion').waitFor();
    expect(await worklistCountOf('Deleted')).toBe(1);
    await goToHash(address);
    await panel('Marked for deletion').getByText('Why: Recorded by accident').waitFor();
    await isAccessible();
    await page.keyboard.press('b');
    await panel('Keeping').waitFor();
    await expect.poll(() => worklistCountOf('Deleted')).toBe(0);
  });

  test('the review shows what would go and has back what is going', async () => {
    await openFirst();
    await deleteByKeyboard('Duplicate');
    await panel('Marked for deletion').waitFor();
    await goTo(page, 'Footage');
    await page.getByRole('button', { name: 'Deletion review' }).press('Enter');
    await heading(page, 'Deletion review').waitFor();
    await page
      .getByRole('radio', { name: 'In 31 days' })
      .or(page.getByRole('button', { name: 'In 31 days' }))
      .first()
      .press('Space');
    const going = panel('Going');
    await going.getByText('Duplicate').waitFor();
    await panel('No category yet').waitFor();
    await isAccessible();
    await going.getByRole('button', { name: /^Tick all/ }).press('Enter');
    await going.getByRole('button', { name: 'Have back' }).press('Enter');
    await going.waitFor({ state: 'detached' });
    expect(await worklistCountOf('Deleted')).toBe(0);
  });

  test('when its time is up the key is destroyed, and only the description is left', async () => {
    const before = await containers();
    const address = await openFirst();
    await deleteByKeyboard('Recorded by accident');
    await panel('Marked for deletion').waitFor();
    await lock(page);
    // Its day has passed: the laptop's clock is two days on when the officer comes back.
    await running.kill();
    running = await profile.launch({ clockAheadHours: 48 });
    page = running.page;
    await unlock(page);
    await goToHash(address);
    await panel('Deleted for good').getByText('Its key was destroyed on').waitFor();
    await isAccessible();
    expect(await worklistCountOf('Deleted')).toBe(0);
    expect((await containers()).length).toBe(before.length - 1);
  });

  test('a clock that leapt ahead deletes nothing until the officer says that it is right', async () => {
    await openFirst();
    await deleteByKeyboard('Duplicate');
    await panel('Marked for deletion').waitFor();
    const before = await containers();
    await running.kill();
    running = await profile.launch({ clockAheadHours: 24 * 400 });
    page = running.page;
    await unlock(page);
    await goTo(page, 'Footage');
    await page.getByRole('button', { name: 'Deletion review' }).press('Enter');
    await page.getByText(/^Is today /).waitFor();
    await isAccessible();
    expect(await containers()).toEqual(before);
    await page.getByRole('button', { name: 'Yes, it is' }).press('Enter');
    await page.getByText(/^Is today /).waitFor({ state: 'detached' });
    await expect.poll(async () => (await containers()).length, { timeout: 20_000 }).toBe(before.length - 1);
  });

  test('several chosen in the list are placed on hold at once, with one reason', async () => {
    await goTo(page, 'Footage');
    await recordingRows(page).first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    const chosen = page.getByRole('region', { name: 'Chosen recordings' });
    await chosen.getByText('2 recordings chosen').waitFor();
    await isAccessible();
    await page.keyboard.press('h');
    const dialog = page.getByRole('dialog', { name: 'Place on hold' });
    await dialog.getByRole('textbox', { name: /^Why/ }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type('Complaint CM/113');
    await page.keyboard.press('Enter');
    await chosen.waitFor({ state: 'detached' });
    expect(await worklistCountOf('On hold')).toBe(2);
    await openFirst();
    await panel('Keeping').getByText('“Complaint CM/113”').waitFor();
  });
});

/** The program has another port after each start; the address within it stays. */
const goToHash = (hash: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, hash);

async function isAccessible(): Promise<void> {
  await atRest(page);
  expect(await axeFindings(page)).toEqual([]);
}

async function deleteByKeyboard(reason: string): Promise<void> {
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: 'Delete this recording?' });
  await dialog.getByText('You can have it back until').waitFor();
  await dialog.getByRole('textbox', { name: /^Why/ }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

async function worklistCountOf(name: string): Promise<number> {
  await goTo(page, 'Footage');
  await showWorklist(page, name);
  const count = await worklistCount(page, name);
  await showWorklist(page, 'All');
  return count;
}
