// A force's own forms, as IT puts them on a laptop: they change what is asked, and what is entered is saved, missed, found and printed
// like anything else. A slip in the file keeps nobody from writing.
import { copyFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { axeFindings, atRest, scrollsSideways } from '../support/accessibility.ts';
import { button, closeDialog, goTo, lock, makeVault, openPalette, textBox, unlock } from '../support/officer.ts';
import { findInPalette } from '../support/officer-known.ts';
import {
  choose,
  chooseOffence,
  field,
  missing,
  narrative,
  newReport,
  openReport,
  openSection,
  reportIsSaved,
  tick,
} from '../support/officer-reports.ts';
import { onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, project, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
const forms = join(profile.dataFolder, 'forms.json');
let running: RunningProgram;
let page: Page;
let target: string;

async function restart(): Promise<void> {
  await running.close();
  running = await profile.launch();
  page = running.page;
  await unlock(page);
}

beforeAll(async () => {
  target = await mkdtemp(join(tmpdir(), 'kerbdesk-forms-'));
  copyFileSync(join(project, 'docs/examples/forms.json'), forms);
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(async () => {
  await profile.remove();
  await rm(target, { recursive: true, force: true });
});

const title = /Quayside/;
const formsCard = () => page.getByRole('region', { name: 'Forms', exact: true });

promises('a force’s own forms', () => {
  test('ask what the force asks, miss it in its group, and tell how a reference is written', async () => {
    await newReport(page);
    await narrative(page).fill('A GPS unit was taken from a tractor.');
    expect(await field(page, 'STORM log number').isVisible()).toBe(true);
    await choose(page, 'Beat', 'NE2 Old Town');
    await field(page, 'Crime number').fill('42/123/26');
    await page.keyboard.press('Tab');
    await page.getByText('Your force writes it like 42/1234567/26.').waitFor();
    await field(page, 'Crime number').fill('42/1234567/26');
    await page.keyboard.press('Tab');
    await page.getByText('Your force writes it like').waitFor({ state: 'detached' });
    await page.getByText(/^Crime · 42\/1234567\/26 · NE-4417-0001$/).waitFor();
    await openSection(page, 'When and where');
    await field(page, 'Number and street').fill('4 Quayside');
    await openSection(page, 'Offence');
    await reportIsSaved(page);
    const before = await missing(page);
    await tick(page, 'Flags', 'Operation Sapphire');
    await field(page, 'Sapphire log').waitFor();
    await expect.poll(async () => (await missing(page)).neededNow).toBe(before.neededNow + 1);
    await field(page, 'Sapphire log').fill('SA4071');
    await openSection(page, 'How it was done');
    await tick(page, 'MO words', 'Tracker found');
    await reportIsSaved(page);
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
  });

  test('keep what was entered over a lock and a restart', async () => {
    await lock(page);
    await unlock(page);
    await restart();
    await openReport(page, title);
    await openSection(page, 'Offence');
    expect(await field(page, 'Sapphire log').inputValue()).toBe('SA4071');
    expect(await page.getByRole('checkbox', { name: 'Operation Sapphire' }).isChecked()).toBe(true);
  });

  test.each([
    ['the provisional reference', 'NE-4417-0001'],
    ['the crime number', '42/1234567/26'],
    ['a field of the force', 'SA4071'],
    ['a flag of the force', 'sapphire'],
    ['a word of the force’s list', 'tracker'],
  ])('find the report by %s', async (_what, typed) => {
    const found = await findInPalette(page, typed, /Quayside/);
    expect(await found.isVisible()).toBe(true);
    await closeDialog(page);
  });

  test('print it all, with the force’s number on every page and its words at the end', async () => {
    const file = join(target, 'report.pdf');
    await openReport(page, title);
    await page.keyboard.press('Control+p');
    await textBox(page, 'What is it for?').fill('File');
    await textBox(page, 'Who gets it?').fill('CPS');
    running.program.simulate({ kind: 'file-choice', path: file });
    await button(page.getByRole('dialog', { name: 'Print this report' }), 'Save as PDF').click();
    const outcome = page.getByRole('dialog', { name: 'Saved as PDF' });
    await outcome.waitFor();
    await button(outcome, 'Done').click();
    const pages = await pdfPages(file);
    for (const one of pages) expect(onPaper(one)).toContain(onPaper('42/1234567/26 · NE-4417-0001'));
    const all = onPaper(pages.join('\n'));
    for (const words of ['Operation Sapphire', 'Sapphire log', 'SA4071', 'Beat', 'NE2 Old Town', 'Tracker found']) {
      expect(all).toContain(onPaper(words));
    }
    expect(all).toContain(onPaper('Northshire Police, call 101 · www.northshire.example.police.uk'));
  });

  test('show their words in a public place, as the program’s own', async () => {
    await openReport(page, title);
    await openSection(page, 'Offence');
    await page.keyboard.press('F8');
    await page.getByText('Operation Sapphire', { exact: true }).waitFor();
    await expect.poll(() => page.getByText('Quayside').count()).toBe(0);
  });
});

promises('several offences', () => {
  test('are guided by the rules and recorded as the officer decides', async () => {
    await restart();
    await newReport(page);
    await openSection(page, 'Offence');
    await chooseOffence(page, 'burglary home', 'Residential burglary of a home');
    expect(await page.getByRole('region', { name: 'How many crimes?' }).isVisible()).toBe(false);
    await button(page, 'Add: other offence').click();
    const guidance = page.getByRole('region', { name: 'How many crimes?' });
    await guidance.getByText('between 1 and 2 crimes').waitFor();
    const other = page.getByRole('list', { name: 'Other offences in this report' });
    await other.getByRole('combobox', { name: /^Other offence/ }).fill('mugging');
    await page.getByRole('option', { name: /^Robbery of personal/ }).click();
    await choose(page, 'Who was the victim', 'The same victim as above');
    await choose(page, 'Who did it', 'The same offender or group');
    await choose(page, 'When it was done', 'In the same incident');
    await guidance.getByText('one crime', { exact: true }).waitFor();
    await guidance.getByText('By the greatest sentence of its class. Burglary: 14 years and Robbery: life.').waitFor();
    await choose(page, 'How it is recorded', 'It is the principal crime');
    await field(page, 'Why it is recorded so').fill('Force was used to leave with the property.');
    await guidance.getByText('The rules', { exact: true }).click();
    await guidance.getByText(/section E$/).waitFor();
    await page.setViewportSize({ width: 1024, height: 640 });
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
    await openSection(page, 'Check and finish');
    await page.getByRole('main').getByText('It is the principal crime').first().waitFor();
    await page.getByRole('main').getByText('Force was used to leave with the property.').waitFor();
  });
});

promises('what the force took away', () => {
  test('is kept in the report, named by its code, and can be taken back', async () => {
    writeFileSync(forms, JSON.stringify({ format: 1, force: 'Northshire Police', version: '2026-12' }));
    await restart();
    await openReport(page, title);
    await openSection(page, 'Offence');
    const dropped = page.getByRole('checkbox', { name: 'op-sapphire (no longer in the list)' });
    expect(await dropped.isChecked()).toBe(true);
    await openSection(page, 'Check and finish');
    await page.getByRole('main').getByText('sapphire reference (no longer in the form)').waitFor();
    await page.getByRole('main').getByText('SA4071').waitFor();
  });
});

promises('a slip in the file', () => {
  test('is told on the settings screen, and the published forms go on', async () => {
    writeFileSync(
      forms,
      JSON.stringify({
        format: 1,
        force: 'Northshire Police',
        version: '2027-01',
        lists: { flags: [{ code: 'hate', label: 'Hatred' }], colours: [] },
      }),
    );
    await restart();
    await goTo(page, 'Settings');
    await formsCard().getByText('Your force’s forms could not be used').waitFor();
    await formsCard().getByText('The forms as published').waitFor();
    const findings = formsCard().getByRole('list', { name: 'What is wrong with the file' });
    expect(await findings.innerText()).toContain(
      'lists.colours: found an entry of this name; allowed is an object with',
    );
    await atRest(page);
    expect(await axeFindings(page)).toEqual([]);
    await newReport(page);
    expect(await field(page, 'CAD or incident reference').isVisible()).toBe(true);
    await narrative(page).fill('Goes on.');
    await reportIsSaved(page);
  });

  test('even where it is no JSON at all', async () => {
    writeFileSync(forms, '{ "format": 1,\n  "force" }');
    await restart();
    await goTo(page, 'Settings');
    await formsCard()
      .getByText(/no JSON at line 2, column \d+/)
      .waitFor();
    const palette = await openPalette(page);
    expect(await palette.isVisible()).toBe(true);
  });
});
