// A robbery with three suspects and footage, as one officer deals with it: offloaded, made an exhibit, marked, attached, cited in the victim's
// statement by keys, finished, on paper, and found again by what somebody will remember of it.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, cameraIsRead, goTo, heading, makeVault, offloadAll, textBox } from '../support/officer.ts';
import { canBeWatched, markerChips, nameMarker, openRecording, seekTo, timeline } from '../support/officer-footage.ts';
import { findInPalette } from '../support/officer-known.ts';
import {
  attach,
  attachedRecordings,
  choose,
  chooseOffence,
  field,
  finishReport,
  narrative,
  newReport,
  openReport,
  openSection,
  pressNow,
  reportIsSaved,
} from '../support/officer-reports.ts';
import { onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

const title = /^Robbery.*, Selborne Road/;
const suspects = [
  { 'Family name': 'Brodie', 'Given names': 'Callum', Description: 'Tall, thin, red hair under a black cap' },
  { Description: 'Stocky, grey tracksuit, gold tooth' },
  { Description: 'Girl of about sixteen, pink puffer jacket' },
] as const;
const shows = 'First account of the victim, in Selborne Road';

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

const panel = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const statement = () => textBox(page, 'Statement');

test('the footage is offloaded, made an exhibit, and the moment that matters is marked', async () => {
  await (await profile.camera()).plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page);
  await goTo(page, 'Footage');
  await openRecording(page, '_0002.MP4');
  await canBeWatched(page);
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: 'Make it an exhibit' });
  await dialog.getByRole('textbox', { name: 'What does it show?' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type(shows);
  await page.keyboard.press('Enter');
  await expect.poll(() => panel('Exhibit').innerText()).toContain('AO/1');
  await seekTo(page, 0.5);
  await timeline(page).focus();
  await page.keyboard.press('m');
  await nameMarker(page, 'She describes the one with the gold tooth');
  await expect.poll(() => markerChips(page).count()).toBe(1);
});

test('the crime report has the victim, three suspects, the car and the footage', async () => {
  await newReport(page);
  await pressNow(page);
  await narrative(page).fill(
    'Three youths surrounded her by the cash machine; one said “phone or I cut you”. They left in a blue Corsa.',
  );
  await openSection(page, 'When and where');
  await pressNow(page);
  await field(page, 'Number and street').fill('31 Selborne Road');
  await openSection(page, 'Offence');
  await chooseOffence(page, 'robbery', 'Robbery of personal property');
  await openSection(page, 'People');
  await button(page, 'Add: victim').click();
  await field(page, 'Family name').fill('Adeyemi');
  await field(page, 'Given names').fill('Folake');
  await field(page, 'Date of birth').fill('17/08/1999');
  for (const suspect of suspects) {
    await button(page, 'Add: suspect').click();
    for (const [label, value] of Object.entries(suspect)) await field(page, label).fill(value);
  }
  const people = page.getByRole('list', { name: 'People in this report' });
  expect(await people.getByRole('button', { name: /^Remove/ }).count()).toBe(4);
  await openSection(page, 'Property');
  await choose(page, 'Was anything stolen', 'Yes');
  await button(page, 'Add: stolen item').click();
  await field(page, 'What it is').fill('Phone, Pixel 9, cracked corner');
  await field(page, 'Serial number').fill('356938035643809');
  await button(page, 'Add: stolen item').click();
  await field(page, 'What it is').fill('Blue Corsa, used to leave');
  await choose(page, 'Kind', 'Motor vehicle');
  await field(page, 'Registration').fill('LR18 VGX');
  await attach(page, /_0002/);
  await reportIsSaved(page);
  await heading(page, title).waitFor();
});

test('the victim’s statement cites the exhibit at the marked moment, by keys, where the cursor is', async () => {
  await openSection(page, 'People');
  const people = page.getByRole('list', { name: 'People in this report' });
  const line = people.getByRole('button', { name: /^(?!Remove).*Adeyemi/i });
  if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
  await button(page, 'Take a statement').click();
  await heading(page, /^Statement of F A/).waitFor();
  await openSection(page, 'Statement');
  await statement().fill('I described him to the officer.');
  await statement().press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+i');
  const dialog = page.getByRole('dialog', { name: 'Cite footage' });
  const moment = dialog.getByRole('button', { name: /gold tooth/ });
  await moment.waitFor();
  await moment.focus();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => statement().inputValue())
    .toMatch(/^I described him to the officer at \d\d:\d\d:\d\d on AO\/1\.$/);
  // It was offered from the crime report: nobody attached it here, and it is attached now.
  await attachedRecordings(page).filter({ hasText: /_0002/ }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.type(' He frightened me.');
  await reportIsSaved(page);
  expect(await statement().inputValue()).toMatch(/AO\/1\. He frightened me\.$/);
});

test('it is finished, and on paper stand the three suspects, the plate and the footage', async () => {
  await openReport(page, title);
  await attachedRecordings(page).filter({ hasText: /_0002/ }).waitFor();
  await finishReport(page);
  const file = join(profile.folder, 'robbery.pdf');
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('Case file');
  await textBox(page, 'Who gets it?').fill('CPS');
  running.program.simulate({ kind: 'file-choice', path: file });
  await button(page, 'Save as PDF').click();
  await button(page.getByRole('dialog', { name: 'Saved as PDF' }), 'Done').click();
  const paper = onPaper((await pdfPages(file)).join('\n'));
  for (const { Description } of suspects) expect(paper).toContain(onPaper(Description));
  for (const words of ['BRODIE', 'Callum', 'LR18 VGX', '356938035643809', 'phone or I cut you']) {
    expect(paper.toLowerCase()).toContain(onPaper(words).toLowerCase());
  }
});

test.for([
  ['the suspect, misspelt', 'callum brody', /Callum Brodie/i, 'People & places'],
  ['the plate without its space', 'lr18vgx', /LR18 ?VGX/, 'People & places'],
  ['what was said', 'i cut you', title, title],
  ['what she said to the officer', 'frightened', /^Statement of F A/, /^Statement of F A/],
  ['the marker', 'gold tooth', /_0002|First account/, /_0002|First account/],
] as const)('Ctrl+K finds it by %s, and leads there', async ([, words, expected, where]) => {
  await goTo(page, 'Audit');
  const palette = await findInPalette(page, words, expected);
  await palette.getByRole('option', { name: expected }).first().click();
  await palette.waitFor({ state: 'detached' });
  await expect.poll(() => heading(page, where).count()).toBe(1);
});
