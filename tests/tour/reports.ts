// The tour's crime report: every section, footage attached, the check, finished.
import type { Page } from 'playwright';
import { command } from '../support/kerbdesk-api.ts';
import { button, goTo, heading } from '../support/officer.ts';
import {
  attach,
  choose,
  field,
  narrative,
  newReport,
  openAttachDialog,
  openSection,
  pressNow,
  reportIsSaved,
  tick,
  writeTheft,
} from '../support/officer-reports.ts';
import type { Stop } from './stop.ts';

export async function reports({ page, album }: Stop): Promise<void> {
  await goTo(page, 'Reports');
  await page.getByText('No reports yet').waitFor();
  await album.take(page, 'reports-empty', 'No reports yet.');
  await newReport(page);
  await narrative(page).waitFor();
  await album.take(page, 'report-new', 'A new crime report: sections, form, and what is still missing.');

  await openSection(page, 'Offence');
  await page.getByRole('combobox', { name: /^Offence/ }).fill('shop');
  await page.getByRole('option').first().waitFor();
  await album.take(page, 'report-offence-list', 'The offence is found by what an officer would call it.');
  await page.keyboard.press('Escape');
  await openSection(page, 'Incident');
  await writeTheft(page, await whenRecorded(page));
  await album.take(page, 'report-people', 'People: a victim being entered.');

  await openSection(page, 'Property');
  await button(page, 'Add: stolen item').click();
  await field(page, 'What it is').fill('Six bottles of whisky');
  await field(page, 'Value in £').fill('210');
  await album.take(page, 'report-property', 'Property: a stolen item.');
  await button(page, 'Add: seized item').click();
  await field(page, 'What it is').fill('Bolt croppers, red handles');
  await field(page, 'Where it was found').fill('Bin behind the shop');
  await album.take(page, 'report-property-seized', 'Property: a seized item, and the way onto the exhibit list.');
  await openSection(page, 'Lines of enquiry');
  await tick(page, 'What could solve it', 'CCTV or doorbell');
  await choose(page, 'Risk', 'Standard');
  await album.take(page, 'report-enquiry', 'Lines of enquiry: a tick asks for what it needs.');
  await openSection(page, 'Victim’s wishes');
  await album.take(page, 'report-wishes', 'What the victim wants and needs.');
  await openSection(page, 'Incident');
  await album.take(page, 'report-incident', 'The incident, written; saved on this laptop.');

  await openAttachDialog(page);
  await album.take(page, 'report-attach-footage', 'Attaching footage: recordings of the same time come first.');
  await page.keyboard.press('Escape');
  await attach(page, /Wendy Marsh/);
  await reportIsSaved(page);
  await statement({ page, album });
  await openSection(page, 'Check and finish');
  await album.take(page, 'report-check', 'The check: all of it to read over, what is missing as links.');
  await button(page, 'Finish report').click();
  await button(page, 'Finish anyway').waitFor();
  await album.take(page, 'report-finish-anyway', 'Finishing with things missing is said plainly and never blocked.');
  await button(page, 'Finish anyway').click();
  await button(page, 'Reopen').waitFor();
  await album.take(page, 'report-finished', 'The finished report.');
  await button(page, 'History').click();
  await page
    .getByRole('list', { name: /^Versions/ })
    .getByRole('button')
    .nth(1)
    .click();
  await page.getByRole('region', { name: 'What changed' }).getByRole('heading').first().waitFor();
  await album.take(page, 'report-history', 'The history: who wrote when, and what each minute changed.');
  await page.keyboard.press('Escape');

  await newReport(page);
  await pressNow(page);
  await narrative(page).fill('Shed at the back of 9 Grove Road opened overnight.');
  await reportIsSaved(page);
  await goTo(page, 'Reports');
  await heading(page, 'Reports').waitFor();
  await album.take(page, 'reports', 'Drafts with their clocks, and what is finished.');
}

/** From the first person of the report that is open. */
async function statement({ page, album }: Pick<Stop, 'page' | 'album'>): Promise<void> {
  await openSection(page, 'People');
  await page.getByRole('list', { name: 'People in this report' }).getByRole('button').first().click();
  await button(page, 'Take a statement').click();
  await page.getByRole('heading', { level: 1, name: /^Statement of/ }).waitFor();
  await album.take(page, 'statement-witness', 'A statement begun from a person: what is known is there.');
  await attach(page, /Wendy Marsh/);
  await openSection(page, 'Statement');
  const words = page.getByRole('textbox', { name: 'Statement', exact: true });
  await words.fill(
    'I am the manager of the shop. At about 08:15 I was at the till when a woman I know as Wendy walked past me with six bottles in ' +
      'a blue bag.\n\nI said, “You have not paid for those.” She said, “Try and stop me,” and ran towards the station.',
  );
  await album.take(page, 'statement', 'The statement: written, with what to ask about below it.');
  await words.focus();
  await page.keyboard.press('Alt+i');
  await page.getByRole('dialog', { name: 'Cite footage' }).getByRole('button').nth(1).waitFor();
  await album.take(page, 'statement-cite', 'Footage cited by a key: the attached recording and its markers.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+r');
  await page.getByRole('dialog', { name: 'Read over' }).waitFor();
  await album.take(page, 'statement-read-over', 'Read over in large type, and nothing else on the screen.');
  await page.keyboard.press('Escape');
  await button(page, 'Witness details').click();
  await page.getByRole('heading', { level: 1, name: /^Witness details/ }).waitFor();
  await album.take(page, 'witness-details', 'The restricted details: a record of their own.');
  await page.getByRole('region', { name: 'Belongs to' }).getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: /^Statement of/ }).waitFor();
  await page.getByRole('region', { name: 'Belongs together' }).getByRole('link').first().click();
  await page.getByRole('region', { name: 'Statements' }).waitFor();
}

/** When a recording of this vault was made, so that it is offered as one of the same time. */
async function whenRecorded(page: Page): Promise<{ date: string; time: string }> {
  const query = { worklist: 'all', search: '_0002', limit: 10, offset: 0 } as const;
  const { recordings } = await command(page, 'footage', 'list', query);
  const at = new Date(recordings[0]?.startedAt ?? Date.now());
  const [date = '', time = ''] = at.toLocaleString('en-GB').split(', ');
  return { date, time: time.slice(0, 5) };
}
