// One officer's burglary from the kitchen table to the last phone call: two victims, what was taken, a statement from each of them, and
// what each is told. Nothing that the crime report knows is typed a second time.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { button, chooseFrom, goTo, heading, makeVault, textBox } from '../support/officer.ts';
import {
  choose,
  chooseOffence,
  field,
  finishReport,
  missing,
  narrative,
  newReport,
  openReport,
  openSection,
  pressNow,
  reportIsSaved,
  tick,
} from '../support/officer-reports.ts';
import { onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;

const title = /^Burglary, Gloucester Road/;
const victims = [
  {
    family: 'Nowak',
    given: 'Zaneta',
    born: '04/03/1961',
    phone: '07700 900123',
    address: 'Flat 2, 14a Gloucester Road',
    words: 'At 02:10 I woke to the sound of glass breaking in the kitchen.',
  },
  {
    family: 'O’Briain',
    given: 'Sean',
    born: '12/12/1988',
    phone: '07700 900456',
    address: '14b Gloucester Road',
    words: 'I heard two voices in the garden and a small engine starting.',
  },
] as const;
const initials = ['Z N', 'S O'] as const;

beforeAll(async () => {
  running = await profile.launch();
  page = running.page;
  await makeVault(page);
});
afterAll(() => profile.remove());

const belonging = () => page.getByRole('region', { name: 'Statements' });
const region = (name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });
const open = () => page.getByRole('dialog').last();

test('the crime report is written at the table, with both victims and what was taken', async () => {
  await newReport(page);
  await pressNow(page);
  await narrative(page).fill(
    'Kitchen window broken with a stone between 23:40 and 02:10; jewellery and a laptop taken.',
  );
  await choose(page, 'How it was reported', '999 call');
  await openSection(page, 'When and where');
  await pressNow(page);
  await field(page, 'Number and street').fill('14a Gloucester Road');
  await field(page, 'Postcode').fill('E17 4QR');
  await openSection(page, 'Offence');
  await chooseOffence(page, 'house broken into', 'Residential burglary of a home');
  await openSection(page, 'People');
  for (const victim of victims) {
    await button(page, 'Add: victim').click();
    await textBox(page, /^Family name/).fill(victim.family);
    await textBox(page, /^Given names/).fill(victim.given);
    await field(page, 'Date of birth').fill(victim.born);
    await field(page, 'Phone').fill(victim.phone);
    await field(page, 'Address').fill(victim.address);
    await tick(page, 'Enhanced rights', 'None of these');
  }
  const people = page.getByRole('list', { name: 'People in this report' });
  expect(await people.getByRole('button', { name: /^Remove/ }).count()).toBe(2);
  await openSection(page, 'Property');
  await choose(page, 'Was anything stolen', 'Yes');
  for (const [what, value, serial] of [
    ['Gold locket, engraved Z.N.', '450', ''],
    ['Laptop, Thinkpad', '900', 'PF-2K7QX1'],
    ['Silver spoons, box of six', '120', ''],
  ] as const) {
    await button(page, 'Add: stolen item').click();
    await field(page, 'What it is').fill(what);
    await field(page, 'Value in £').fill(value);
    await field(page, 'Serial number').fill(serial);
  }
  await reportIsSaved(page);
  await heading(page, title).waitFor();
  // What it came to is worked out, not asked.
  await page
    .getByText(/£1,470/)
    .first()
    .waitFor();
  expect((await missing(page)).neededNow).toBe(0);
});

test.for([0, 1] as const)(
  'the statement of victim %i knows who it is, and its restricted details know how to reach them',
  async (place) => {
    const victim = victims[place];
    const whose = initials[place];
    await openReport(page, title);
    await openSection(page, 'People');
    const people = page.getByRole('list', { name: 'People in this report' });
    const line = people.getByRole('button', { name: new RegExp(`^(?!Remove).*${victim.family}`, 'i') });
    if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
    await button(page, 'Take a statement').click();
    await heading(page, new RegExp(`^Statement of ${whose}`)).waitFor();
    expect(await field(page, 'Family name').inputValue()).toBe(victim.family);
    expect(await field(page, 'Given names').inputValue()).toBe(victim.given);
    expect(await field(page, 'Report it belongs to').inputValue()).toMatch(/^NE-4417-/);
    await openSection(page, 'Statement');
    await textBox(page, 'Statement').fill(victim.words);
    await reportIsSaved(page);
    expect((await missing(page)).neededNow).toBe(0);
    await button(page, 'Witness details').click();
    await heading(page, `Witness details, ${whose}`).waitFor();
    expect(await field(page, 'Mobile').inputValue()).toBe(victim.phone);
    expect(await field(page, 'Home address').inputValue()).toBe(victim.address);
    await openSection(page, 'About the witness');
    expect(await field(page, 'Date of birth').inputValue()).toBe(victim.born);
  },
);

test('the crime report names both statements, each beside its victim too, and each leads there and back', async () => {
  await openReport(page, title);
  await expect.poll(() => belonging().getByRole('link').count()).toBe(2);
  await openSection(page, 'People');
  const people = page.getByRole('list', { name: 'People in this report' });
  for (const [index, { family }] of victims.entries()) {
    const line = people.getByRole('button', { name: new RegExp(`^(?!Remove).*${family}`, 'i') });
    if ((await line.getAttribute('aria-expanded')) === 'false') await line.click();
    const begun = page.getByRole('list', { name: 'Statements of this person' });
    await expect.poll(() => begun.innerText()).toMatch(new RegExp(`^Statement of ${initials[index]}`));
    expect(await begun.getByRole('link').count()).toBe(1);
    await button(page, 'Take another statement').waitFor();
  }
  await belonging()
    .getByRole('link', { name: /^Statement of S O/ })
    .click();
  await heading(page, /^Statement of S O/).waitFor();
  await page.getByRole('region', { name: 'Belongs together' }).getByRole('link', { name: title }).click();
  await heading(page, title).waitFor();
});

test('an arrest is owed to both, once recorded; what is told to one stays owed to the other', async () => {
  await region('Victims').getByRole('link', { name: 'Updates and contact log' }).click();
  await heading(page, 'Victims').waitFor();
  await button(page, /^Record an event/).click();
  await chooseFrom(page, open(), 'Event', 'Arrest');
  await button(open(), /^Record/).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const which = page.getByRole('radiogroup', { name: 'Which victim' });
  await expect.poll(() => which.innerText()).toMatch(/Zaneta Nowak\s*1[^]*Sean O’Briain\s*1/i);
  await which.getByText(/O’Briain/i).click();
  await button(page, /^Log update/).click();
  await textBox(open(), 'What was said').fill('Told that a man was arrested this morning and is in custody.');
  await button(open(), /^Write it down/).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await region('To be told').getByText('Nothing is owed now.').waitFor();
  await which.getByText(/Nowak/i).click();
  await region('To be told').getByText('Arrest').first().waitFor();
  expect(await region('Contact log').innerText()).not.toContain('in custody');
  await goTo(page, 'Today');
  const due = page.getByRole('region', { name: /^Due/ });
  await expect.poll(() => due.getByText('Tell the victim: Arrest').count()).toBe(1);
});

test('it is finished, and on paper stand both victims and each thing taken', async () => {
  await openReport(page, title);
  await finishReport(page);
  const file = join(profile.folder, 'burglary.pdf');
  await page.keyboard.press('Control+p');
  await textBox(page, 'What is it for?').fill('Case file');
  await textBox(page, 'Who gets it?').fill('CPS');
  running.program.simulate({ kind: 'file-choice', path: file });
  await button(page, 'Save as PDF').click();
  await button(page.getByRole('dialog', { name: 'Saved as PDF' }), 'Done').click();
  const paper = onPaper((await pdfPages(file)).join('\n'));
  for (const { phone, address } of victims) {
    expect(paper).toContain(onPaper(phone));
    expect(paper).toContain(onPaper(address));
  }
  for (const words of ['Gold locket, engraved Z.N.', 'PF-2K7QX1', 'Silver spoons, box of six']) {
    expect(paper).toContain(onPaper(words));
  }
  // The statements are papers of their own.
  for (const { words } of victims) expect(paper).not.toContain(onPaper(words));
});
