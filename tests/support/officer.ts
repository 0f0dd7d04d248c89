// What an officer does on screen, found by the words and roles on it: shared by end-to-end tests, the tour and benches.
import type { Page } from 'playwright';

export const passphrase = 'copper kettle marsh';
export const officer = { name: 'Ada Okafor', shoulderNumber: '4417NE' };

export const textBox = (page: Page, name: string | RegExp) =>
  page.getByRole('textbox', typeof name === 'string' ? { name, exact: true } : { name });

export async function makeVault(page: Page, who = officer): Promise<void> {
  await textBox(page, /^Your name/).fill(who.name);
  await textBox(page, /^Shoulder number/).fill(who.shoulderNumber);
  await page.getByRole('button', { name: /Rank/ }).click();
  await page.getByRole('option', { name: /PC/ }).first().click();
  await textBox(page, 'Passphrase').fill(passphrase);
  await textBox(page, 'Passphrase again').fill(passphrase);
  await page.getByRole('button', { name: 'Make the vault' }).click();
  await atDesk(page);
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await textBox(page, 'Passphrase').fill(words);
  await textBox(page, 'Passphrase').press('Enter');
}

/** Resolves when the frame of the unlocked program is on screen. */
export async function atDesk(page: Page): Promise<void> {
  await page.getByRole('navigation').first().waitFor();
}

export async function atLockScreen(page: Page): Promise<void> {
  await textBox(page, 'Passphrase').waitFor();
}

export const lock = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Shift+L');
  await atLockScreen(page);
};

export async function goTo(page: Page, where: 'Today' | 'Reports' | 'Footage' | 'Audit' | 'Settings'): Promise<void> {
  await page.getByRole('link', { name: new RegExp(`^${where}`) }).first().click();
}

/** Presses the camera's offload button and waits until everything on it is in the vault. */
export async function offloadAll(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Offload/ }).first().click();
  await page.getByText('All in the vault').first().waitFor({ timeout: 60_000 });
}
