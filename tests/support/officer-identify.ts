// An identification as an officer walks it on screen, by the words on it.
import type { Locator, Page } from 'playwright';
import { button, goTo, textBox, wordsOf } from './officer.ts';

const step = (page: Page): Locator => page.locator('#identification-step');

/** "Fingers", as the list of steps has it. */
export const currentStep = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Steps' }).locator('[aria-current=step]');

const goOn = (page: Page): Promise<void> => page.keyboard.press('Control+Enter');

const choose = async (page: Page, words: string | RegExp): Promise<void> =>
  await wordsOf(page.getByRole('radio', { name: words })).click();

export async function beginIdentification(page: Page): Promise<void> {
  await goTo(page, 'Identify');
  await button(page, 'Identify a person').click();
  await currentStep(page).filter({ hasText: 'Power and grounds' }).waitFor();
}

export async function fillPower(page: Page): Promise<void> {
  await textBox(page, 'Where you are').fill('Hoe Street, outside number 214');
  await choose(page, /^PACE 1984/);
  await textBox(page, /^The offence that you suspect/).fill('Theft from a shop');
  await choose(page, /^The name is doubted/);
  await textBox(page, /^Why you doubt/).fill('Two names given within a minute');
}

export async function recordPower(page: Page): Promise<void> {
  await fillPower(page);
  await goOn(page);
  await currentStep(page).filter({ hasText: 'What they were told' }).waitFor();
}

export async function recordNotice(page: Page): Promise<void> {
  await textBox(page, 'The reason, as you told it').fill('To find out who he is');
  for (const words of [/^I said under/, /^I said that the prints/])
    await wordsOf(page.getByRole('checkbox', { name: words })).click();
  await choose(page, 'Spoken');
  await goOn(page);
  await currentStep(page).filter({ hasText: 'Fingers' }).waitFor();
}

/** To the glass, with both index fingers asked for. */
export async function toTheGlass(page: Page): Promise<void> {
  await beginIdentification(page);
  await recordPower(page);
  await recordNotice(page);
  await button(page, /^Take them now/).click();
  await page.getByRole('heading', { name: 'Right index finger' }).waitFor();
}

export const readyToSearch = (page: Page): Locator => page.getByRole('heading', { name: 'Ready to search' });

export async function search(page: Page): Promise<void> {
  await readyToSearch(page).waitFor({ timeout: 60_000 });
  await goOn(page);
}

/** Resolves when every database has answered or its time is over, and the prints are gone. */
export const compared = (page: Page): Promise<void> =>
  currentStep(page).filter({ hasText: 'Compare and decide' }).waitFor({ timeout: 90_000 });

export const candidates = (page: Page): Locator => step(page).getByRole('article');

export const databaseRow = (page: Page, name: 'Police' | 'Immigration'): Locator =>
  page.getByRole('list', { name: 'Databases' }).getByRole('listitem').filter({ hasText: name });

export async function decide(page: Page, judgement: RegExp): Promise<void> {
  for (const candidate of await candidates(page).all())
    await candidate.getByRole('button', { name: judgement }).click();
  await page.getByText('Decide on every record').waitFor({ state: 'detached' });
}

export async function showPurge(page: Page): Promise<void> {
  await button(page, 'Show the person').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Shown' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function pick(page: Page, label: RegExp, option: RegExp): Promise<void> {
  await page.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

export async function describePerson(page: Page): Promise<void> {
  await textBox(page, /^Age/).fill('34');
  await choose(page, 'Estimated');
  await choose(page, 'Man or boy');
  await pick(page, /Ethnicity, as the person/, /^W1/);
  await pick(page, /Ethnicity, as you see it/, /^IC1/);
}

export const pickWhatWasDone = (page: Page): Promise<void> => pick(page, /What was done/, /^Arrest/);

export async function recordOutcome(page: Page): Promise<void> {
  await pickWhatWasDone(page);
  await describePerson(page);
  await button(page, /^Record and finish/).click();
  await page.getByRole('heading', { name: 'What is on record' }).waitFor();
}

export async function stopIdentification(page: Page): Promise<void> {
  await page.keyboard.press('Alt+Q');
  await page.getByRole('dialog').getByRole('button', { name: /^Stop/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}
