// One officer's burglary from the kitchen table to the last phone call: two victims, what was taken, a statement from each of them, and
// what each is told. Nothing that the crime report knows is typed a second time.
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atRest, axeFindings } from '../support/accessibility.ts';
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
const isAccessible = async (): Promise<void> => {
  await atRest(page);
  expect(await axeFindings(page)).toEqual([]);
};

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

test('what was seized is on the exhibit list by one press in the report or one key in the list, with its source', async () => {
  await openReport(page, title);
  await openSection(page, 'Property');
  for (const [what, where] of [
    ['Claw hammer, blue grip', 'Under the sink, kitchen'],
    ['Left glove, black', 'Back garden'],
  ] as const) {
    await button(page, 'Add: seized item').click();
    await field(page, 'What it is').fill(what);
    await field(page, 'Where it was found').fill(where);
    await field(page, 'Date it was found').fill('22/11/2026');
    await field(page, 'Time it was found').fill('0405');
  }
  await button(page, 'Make it an exhibit').click();
  await page.getByRole('link', { name: 'AO/1' }).waitFor();
  await isAccessible();
  await goTo(page, 'Reports');
  await page.getByRole('button', { name: 'Exhibits' }).press('Enter');
  await heading(page, 'Exhibits').waitFor();
  const offered = region('Your reports tell of these');
  await expect
    .poll(() => offered.innerText())
    .toMatch(
      /Claw hammer, blue grip\s+From crime report NE-4417-\d+, property 4 · Found: Under the sink, kitchen, 22 Nov 2026, 04:05/,
    );
  await isAccessible();
  await page.keyboard.press('a');
  await offered.waitFor({ state: 'detached' });
  await expect.poll(() => region('Exhibits').innerText()).toMatch(/AO\/1\s+Left glove[^]*AO\/2\s+Claw hammer/);
});

test('what the report comes to say otherwise is settled by a key, and the continuity says how', async () => {
  await openReport(page, title);
  await openSection(page, 'Property');
  const items = page.getByRole('list', { name: 'Property in this report' });
  await items.getByRole('button', { name: /^(?!Remove).*Claw hammer/ }).click();
  await field(page, 'What it is').fill('Claw hammer, red grip');
  await reportIsSaved(page);
  await page.getByText('the list says otherwise').waitFor();
  await page.getByRole('link', { name: 'AO/2' }).click();
  await heading(page, 'Exhibit AO/2').waitFor();
  await isAccessible();
  expect(await region('A report says otherwise').innerText()).toMatch(/blue grip[^]*red grip/);
  await page.keyboard.press('t');
  await region('A report says otherwise').waitFor({ state: 'detached' });
  await page.getByText('Claw hammer, red grip').first().waitFor();
  await expect
    .poll(() => region('Continuity').innerText())
    .toMatch(
      /Put AO\/2 on the exhibit list from crime report[^]*from “Claw hammer, blue grip” to “Claw hammer, red grip”/,
    );
});

test('what a witness produces is offered under their own label, and what is no exhibit is put aside', async () => {
  await openReport(page, title);
  await belonging()
    .getByRole('link', { name: /^Statement of S O/ })
    .click();
  await heading(page, /^Statement of S O/).waitFor();
  await openSection(page, 'Statement');
  await textBox(page, 'Statement').fill(
    `${victims[1].words} I produce a recording of it as exhibit SO/1. The hammer AO/2 is not mine.`,
  );
  await reportIsSaved(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('exhibits');
  await page.keyboard.press('Enter');
  await heading(page, 'Exhibits').waitFor();
  const offered = region('Your reports tell of these');
  await expect
    .poll(() => offered.innerText())
    .toMatch(/a recording of it\s+From statement NE-4417[^]*produced by Sean O’BRIAIN/i);
  await page.keyboard.press('n');
  await offered.waitFor({ state: 'detached' });
  await page.getByText('1 thing that you said to be no exhibit').click();
  await button(page, /^Offer it again/).click();
  await offered.waitFor();
  await button(page, /^Change it first/).click();
  await textBox(open(), 'What is it?').fill('Recording of a small engine, on a phone');
  await isAccessible();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Claw hammer, red grip' }).click();
  await expect.poll(() => region('What reports say').innerText()).toContain('The hammer AO/2 is not mine.');
  await page.goBack();
  await page.getByRole('link', { name: 'Recording of a small engine, on a phone' }).click();
  await heading(page, 'Exhibit SO/1').waitFor();
  expect(await region('What it is').innerText()).toMatch(/Produced by\s+Sean O’BRIAIN/i);
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
