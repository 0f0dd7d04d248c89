// What an officer does with a crime report: writing it section by section, attaching footage, finishing it.
import type { Locator, Page } from 'playwright';
import { command } from './kerbdesk-api.ts';
import { beginning, button, chooseFrom, goTo, heading, textBox } from './officer.ts';

export async function newReport(page: Page): Promise<void> {
  await goTo(page, 'Reports');
  await button(page, /^New crime report/).click();
  await sections(page).waitFor();
}

export const sections = (page: Page): Locator => page.getByRole('navigation', { name: 'Sections of the report' });

export async function openSection(page: Page, title: string): Promise<void> {
  await button(sections(page), beginning(title)).click();
  await page.getByRole('heading', { level: 2, name: beginning(title) }).waitFor();
  // It takes the focus a moment later: what is typed before that would go astray.
  await page.waitForFunction(() => document.activeElement?.id === 'report-section');
}

/** A field of the form by the beginning of its label. */
export const field = (page: Page, label: string): Locator => textBox(page.getByRole('main'), beginning(label)).first();

/** One of a few, whether drawn as radios or as a closed list. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  const radios = page.getByRole('radiogroup', { name: beginning(label) });
  if (await radios.isVisible()) await radios.getByText(option, { exact: true }).click();
  else await chooseFrom(page, page.getByRole('main'), label, option);
}

export async function tick(page: Page, group: string, option: string): Promise<void> {
  await page
    .getByRole('group', { name: beginning(group) })
    .getByText(option, { exact: true })
    .click();
}

export async function chooseOffence(page: Page, typed: string, title: string): Promise<void> {
  await page.getByRole('combobox', { name: beginning('Offence') }).fill(typed);
  await page
    .getByRole('option', { name: beginning(title) })
    .first()
    .click();
}

export async function reportIsSaved(page: Page): Promise<void> {
  await page
    .getByText(/^Saved on this laptop/)
    .first()
    .waitFor();
}

export interface Missing {
  readonly neededNow: number;
  readonly beforeSubmission: number;
  readonly optional: number;
}

/** The three groups of what the report still lacks, as counted on screen. */
export async function missing(page: Page): Promise<Missing> {
  const card = page.getByRole('region', { name: 'Still missing' });
  const count = async (group: string): Promise<number> => {
    const words = await card.getByRole('heading', { level: 3, name: beginning(group) }).innerText();
    return Number(/\d+/.exec(words)?.[0] ?? 0);
  };
  return {
    neededNow: await count('Needed now'),
    beforeSubmission: await count('Before submission'),
    optional: await count('Optional'),
  };
}

export async function openAttachDialog(page: Page): Promise<Locator> {
  await button(page.getByRole('region', { name: beginning('Footage') }), 'Attach').click();
  const dialog = page.getByRole('dialog', { name: 'Attach footage' });
  await dialog.getByRole('checkbox').first().waitFor();
  return dialog;
}

export async function attach(page: Page, recording: string | RegExp): Promise<void> {
  const dialog = await openAttachDialog(page);
  await dialog.getByText(recording).first().click();
  await button(dialog, 'Attach').click();
  await attachedRecordings(page).filter({ hasText: recording }).waitFor();
}

export const attachedRecordings = (page: Page): Locator =>
  page.getByRole('region', { name: beginning('Footage') }).getByRole('listitem');

/** In the last section, whatever the kind of report calls it. */
export async function finishReport(page: Page): Promise<void> {
  await sections(page).getByRole('button').last().click();
  await button(page, 'Finish report').click();
  const anyway = button(page, 'Finish anyway');
  const done = button(page, 'Reopen');
  await anyway.or(done).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await done.waitFor();
}

export async function openReport(page: Page, title: string | RegExp): Promise<void> {
  await goTo(page, 'Reports');
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await heading(page, title).waitFor();
}

export const narrative = (page: Page): Locator => field(page, 'What happened');

/** Fills date and time of the section on screen with the present moment. */
export async function pressNow(page: Page): Promise<void> {
  await button(page.getByRole('main'), /^Now/).click();
}

/** What the officer of the tests writes about a theft; every value is found again in the tests. */
export async function writeTheft(page: Page, committed: { date: string; time: string } | null = null): Promise<void> {
  await pressNow(page);
  await narrative(page).fill('Two men took six bottles of whisky from the shelf and ran towards the station.');
  await choose(page, 'How it was reported', '999 call');
  await openSection(page, 'When and where');
  if (committed === null) await pressNow(page);
  else {
    await field(page, 'Date committed').fill(committed.date);
    await field(page, 'Time committed').fill(committed.time);
  }
  await field(page, 'Number and street').fill('214 Hoe Street');
  await field(page, 'Postcode').fill('E17 4QE');
  await openSection(page, 'Offence');
  await chooseOffence(page, 'shoplifting', 'Shoplifting');
  await openSection(page, 'People');
  await button(page, 'Add: victim').click();
  await textBox(page, /^Family name/).fill('Marsh');
  await textBox(page, /^Given names/).fill('Wendy');
}

/** A draft report of a stop in the minute in which the newest recording began, for a proposal to be made of it. */
export async function reportOfNewest(page: Page, street: string): Promise<void> {
  const list = await command(page, 'footage', 'list', { worklist: 'all', search: '', limit: 1, offset: 0 });
  const startedAt = list.recordings[0]?.startedAt;
  if (startedAt == null) throw new Error('no recording says when it began');
  const london = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hourCycle: 'h23', ...options }).format(
      new Date(startedAt),
    );
  const values = {
    'committed-from-date': london({ day: '2-digit', month: '2-digit', year: 'numeric' }),
    'committed-from-time': london({ hour: '2-digit', minute: '2-digit' }),
    'venue-street': street,
    'cad-reference': 'CAD 4127/22NOV26',
    offence: 'Stop and search',
  };
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
  await command(page, 'reports', 'save', { id, revision, content: { values, people: [], property: [] } });
}
