// A witness statement as it is taken: begun from the person in the crime report, written, footage cited, read over, finished.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFindings } from '../support/accessibility.ts';
import { button, cameraIsRead, goTo, makeVault, offloadAll, textBox } from '../support/officer.ts';
import {
  attach,
  choose,
  field,
  finishReport,
  narrative,
  newReport,
  openSection,
  reportIsSaved,
} from '../support/officer-reports.ts';
import { onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let page: Page;
let running: RunningProgram;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
  const camera = await profile.camera();
  await camera.plugIn();
  await cameraIsRead(page, 'CAM 7');
  await offloadAll(page, 'CAM 7');
});
afterAll(() => profile.remove());

const words = () => page.getByRole('textbox', { name: 'Statement', exact: true });

test('what the report knows of the witness is in the statement already', async () => {
  await newReport(page);
  await narrative(page).fill('Rear door forced.');
  await openSection(page, 'People');
  await button(page, 'Add: victim').click();
  await field(page, 'Family name').fill('Hale');
  await field(page, 'Given names').fill('Mary');
  await field(page, 'Date of birth').fill('4/3/2012');
  await field(page, 'Phone').fill('07700 900123');
  await button(page, 'Take a statement').click();
  await page.getByRole('heading', { level: 1, name: /^Statement of M H/ }).waitFor();
  expect(await field(page, 'Family name').inputValue()).toBe('Hale');
  expect(await field(page, 'Age in years').inputValue()).toBe('14');
  expect(await field(page, 'Report it belongs to').inputValue()).toMatch(/^NE-4417-/);
  await field(page, 'Adult who is with the witness').fill('Joan Hale, mother');
  await choose(page, 'Interpreter', 'No');
  expect(await axeFindings(page)).toEqual([]);
});

test('footage is cited where the cursor is, by keys alone', async () => {
  await attach(page, /_0002/);
  await openSection(page, 'Statement');
  await words().fill('I saw him run off.');
  await words().press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Alt+i');
  const dialog = page.getByRole('dialog', { name: 'Cite footage' });
  await dialog
    .getByRole('button', { name: /^at \d\d:\d\d:\d\d on / })
    .first()
    .focus();
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect
    .poll(() => words().inputValue())
    .toMatch(/^I saw him run off at \d\d:\d\d:\d\d on body-worn video of camera .+\.$/);
  await expect.poll(() => words().evaluate((box) => box === document.activeElement)).toBe(true);
  await page.keyboard.type(' Then');
  expect(await words().inputValue()).toMatch(/ Then\.$/);
});

test('it is read over in large type, larger and smaller by key, and Escape leads back to the words', async () => {
  await page.keyboard.press('Alt+r');
  const over = page.getByRole('dialog', { name: 'Read over' });
  await over.getByText(/^I saw him run off/).waitFor();
  await over.getByText(/liable to prosecution/).waitFor();
  const size = () => over.getByText(/^I saw him/).evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize));
  const before = await size();
  expect(before).toBeGreaterThanOrEqual(24);
  await page.keyboard.press('+');
  await expect.poll(size).toBeGreaterThan(before);
  expect(await axeFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await over.waitFor({ state: 'hidden' });
  expect(await words().inputValue()).toMatch(/ Then\.$/);
});

test('the restricted details are a record of their own, begun with what the report knows; the statement says nothing of them', async () => {
  await reportIsSaved(page);
  await button(page, 'Witness details').click();
  await page.getByRole('heading', { level: 1, name: 'Witness details, M H' }).waitFor();
  expect(await field(page, 'Mobile').inputValue()).toBe('07700 900123');
  await openSection(page, 'Court');
  expect(await axeFindings(page)).toEqual([]);
  await choose(page, 'Dates to avoid', 'None');
  await reportIsSaved(page);
  await page
    .getByRole('region', { name: 'Belongs to' })
    .getByRole('link', { name: /^Statement of M H/ })
    .click();
  await page.getByRole('heading', { level: 1, name: /^Statement of M H/ }).waitFor();
  await openSection(page, 'Read over and finish');
  expect(await page.getByRole('main').innerText()).not.toContain('07700');
  await openSection(page, 'Statement');
});

test('on paper it is form MG11: the words to the letter, room to sign on every page, nothing of the restricted details', async () => {
  const long = Array.from(
    { length: 60 },
    (_one, at) => `Then, for the ${at}th time, I heard the door and looked out of the window.`,
  );
  await words().fill(`${await words().inputValue()}\n${long.join('\n')}`);
  const text = await words().inputValue();
  const file = join(profile.folder, 'statement.pdf');
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('To be signed');
  await textBox(page, 'Who gets it?').fill('The witness');
  running.program.simulate({ kind: 'file-choice', path: file });
  await button(page, 'Save as PDF').click();
  await button(page.getByRole('dialog', { name: 'Saved as PDF' }), 'Done').click();
  const pages = await pdfPages(file);
  expect(pages.length).toBeGreaterThan(1);
  for (const one of pages) expect(one).toMatch(/Signature[^]*Signature witnessed by/);
  const paper = onPaper(pages.join('\n'));
  expect(paper).toContain(onPaper('WITNESS STATEMENT'));
  expect(paper).toContain(onPaper('liable to prosecution'));
  expect(paper).not.toContain(onPaper('07700'));
  for (const line of text.split('\n').slice(1)) expect(paper).toContain(onPaper(line));
});

test('it is found among the reports, says nothing of the prompts, and is a statement again when it is opened', async () => {
  await page
    .getByRole('group', { name: /^Asked about/ })
    .getByText(/^What was said/)
    .click();
  await reportIsSaved(page);
  await finishReport(page);
  expect(await page.getByRole('main').innerText()).not.toContain('Asked about');
  await goTo(page, 'Reports');
  await page.getByRole('link', { name: /^Statement of M H/ }).click();
  await page.getByText('Joan Hale, mother').waitFor();
  await page.getByText(/^I saw him run off/).waitFor();
});
