// What an officer does on screen, found by the words and roles on it: shared by end-to-end tests, the tour and benches.
import type { Locator, Page } from 'playwright';

export const passphrase = 'copper kettle marsh';
export const officer = { name: 'Ada Okafor', shoulderNumber: '4417NE' };

/** Anything to type in, also where what is known is offered beside it. */
export function textBox(page: Page | Locator, name: string | RegExp): Locator {
  const called = typeof name === 'string' ? { name, exact: true } : { name };
  return page.getByRole('textbox', called).or(page.getByRole('combobox', called));
}

export const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).first();

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** A name that begins with these words, whatever is said after them. */
export const beginning = (words: string): RegExp => new RegExp(`^${escaped(words)}`);

/** Ticks and radios are pressed by the words around them: the control itself is drawn, not the browser's own. */
export const wordsOf = (control: Locator): Locator => control.page().locator('label').filter({ has: control });

// Before the desk

export async function fillVaultForm(page: Page, who = officer, words = passphrase): Promise<void> {
  await textBox(page, /^Your name/).fill(who.name);
  await textBox(page, /^Shoulder number/).fill(who.shoulderNumber);
  await page.getByRole('combobox', { name: 'Rank' }).fill('PC');
  // The list of ranks must not lie over the next field.
  await page.getByRole('combobox', { name: 'Rank' }).press('Escape');
  await textBox(page, 'Passphrase').fill(words);
  await textBox(page, 'Passphrase again').fill(words);
}

export async function makeVault(page: Page, who = officer, words = passphrase): Promise<void> {
  await fillVaultForm(page, who, words);
  await button(page, 'Make the vault').click();
  await atDesk(page);
}

/** Types the passphrase and presses Enter; does not wait for the answer. */
export async function tryPassphrase(page: Page, words: string): Promise<void> {
  await textBox(page, 'Passphrase').fill(words);
  await textBox(page, 'Passphrase').press('Enter');
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await tryPassphrase(page, words);
  await atDesk(page);
}

/** Resolves when the frame of the unlocked program is on screen. */
export async function atDesk(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}

export async function atLockScreen(page: Page): Promise<void> {
  await textBox(page, 'Passphrase').waitFor();
}

/** Resolves on the lock screen of a page that was loaded anew: a lock wipes whatever the window held. */
export const lock = async (page: Page): Promise<void> => {
  await page.evaluate(() => Reflect.set(globalThis, 'heldBeforeTheLock', true));
  await page.keyboard.press('Control+Shift+L');
  await page.waitForFunction(() => !Reflect.has(globalThis, 'heldBeforeTheLock'));
  await atLockScreen(page);
};

/** The panel in place of the passphrase when a vault cannot be opened. */
export const troublePanel = (page: Page): Locator => page.getByRole('alert');

export const triesLeft = (page: Page): Locator => page.getByText(/tr(y is|ies are) left/);

// The frame

export type Place = 'Today' | 'Reports' | 'Footage' | 'Identify' | 'People & places' | 'Audit' | 'Settings';

export async function goTo(page: Page, where: Place): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: beginning(where) })
    .click();
  await heading(page, where === 'Today' ? /^Good / : where).waitFor();
}

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, ...(typeof name === 'string' ? { name, exact: true } : { name }) });

/** How many of something the rail says are waiting; 0 where it shows none. */
export async function railCount(page: Page, where: 'Today' | 'Reports' | 'Footage'): Promise<number> {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: beginning(where) });
  return Number(/\d+/.exec(await link.innerText())?.[0] ?? 0);
}

export async function openPalette(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Find anything or run a command' });
  await palette.waitFor();
  return palette;
}

export async function openShortcuts(page: Page): Promise<Locator> {
  await page.keyboard.press('?');
  const overview = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await overview.waitFor();
  return overview;
}

/** The cover that hides everything from whoever looks over a shoulder. */
export const privacyCover = (page: Page): Locator => page.getByRole('dialog', { name: 'The screen is covered' });

/** Escape until the dialog is gone: a search box within it takes the first one for itself. */
export async function closeDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog').last();
  for (let presses = 0; presses < 3 && (await dialog.isVisible()); presses++) await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Chooses from a closed list by its label. */
export async function chooseFrom(page: Page, within: Page | Locator, label: string, option: string): Promise<void> {
  await button(within, new RegExp(`${escaped(label)}( |$)`)).click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

// Cameras

export const cameraCard = (page: Page, name: string): Locator => page.getByRole('region', { name: beginning(name) });

export const cameraRows = (page: Page, name: string): Locator =>
  cameraCard(page, name)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });

/** Resolves when what is on the camera was read, so that it can be offloaded or needs no offload. */
export async function cameraIsRead(page: Page, name: string): Promise<void> {
  await cameraCard(page, name)
    .getByRole('heading', { name: /to offload|All in the vault|No recordings/ })
    .waitFor();
}

/** Presses the camera's offload button and waits until everything on it is in the vault. */
export async function offloadAll(page: Page, name = 'CAM 7'): Promise<void> {
  await button(cameraCard(page, name), /^Offload/).click();
  await allInTheVault(page, name);
}

export async function allInTheVault(page: Page, name = 'CAM 7'): Promise<void> {
  await cameraCard(page, name)
    .getByRole('heading', { name: /All in the vault/ })
    .waitFor({ timeout: 120_000 });
}

/** The same on the lock screen, which tells less. */
export const lockedCameras = (page: Page): Locator => page.getByRole('region', { name: 'Cameras' });

export const safeToUnplug = (page: Page): Locator => page.getByText(/^Safe to unplug/);

// Settings and audit

export async function changePassphrase(page: Page, present: string, next: string): Promise<void> {
  await textBox(page, 'Present passphrase').fill(present);
  await textBox(page, 'New passphrase').fill(next);
  await textBox(page, 'New passphrase again').fill(next);
  await button(page, 'Change passphrase').click();
}

export async function setTouch(page: Page, on: boolean): Promise<void> {
  await goTo(page, 'Settings');
  const box = page.getByRole('checkbox', { name: /Large targets/ });
  if ((await box.isChecked()) !== on) await wordsOf(box).click();
  await page.locator(`html[data-touch="${on}"]`).waitFor();
}

/** Every line of the audit page, newest first, as words. */
export async function auditLines(page: Page): Promise<string[]> {
  await goTo(page, 'Audit');
  const rows = page.getByRole('region', { name: 'Audit entries' }).getByRole('row');
  await rows.nth(1).waitFor();
  const older = button(page, 'Load older');
  while (await older.isVisible()) {
    const shown = await rows.count();
    await older.click();
    await rows
      .nth(shown)
      .or(page.getByText(/^(\d+) of \1 entries/))
      .first()
      .waitFor();
  }
  return (await rows.allInnerTexts()).slice(1).map((line) => line.replaceAll(/\s+/g, ' '));
}
