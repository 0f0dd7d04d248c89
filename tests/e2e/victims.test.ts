// A domestic-abuse case by keyboard: an arrest on the Friday evening before a bank holiday, a partner who answers the phone, a text
// that is drafted, copied and given, an update that is late, and a letter on paper. Once the vault is made, nothing here is clicked.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe as promises, expect, test } from 'vitest';
import { atRest, axeFindings, scrollsSideways, tooSmall } from '../support/accessibility.ts';
import { command } from '../support/kerbdesk-api.ts';
import { auditLines, heading, makeVault, railCount, unlock } from '../support/officer.ts';
import { onPaper, pdfPages } from '../support/poppler.ts';
import { Profile, type RunningProgram } from '../support/program.ts';

const profile = new Profile({ quickUnlock: true });
let running: RunningProgram;
let page: Page;
let scratch: string;

/** The program's clock; Monday 3 May 2027 is a bank holiday. */
const startAt = async (moment: string): Promise<void> => {
  running = await profile.launch({ clockAheadHours: (Date.parse(moment) - Date.now()) / 3_600_000 });
  page = running.page;
};
const fridayEvening = '2027-04-30T19:00:00.000Z';
const wednesdayMorning = '2027-05-05T07:00:00.000Z';

const safe = 'Do not ring after 17:00; partner answers';
const number = '07700 900123';
const content = {
  values: { offence: 'Common assault', 'venue-street': '12 Grove Road', 'contact-way': 'text' },
  people: [
    {
      id: randomUUID(),
      values: {
        role: 'victim',
        'given-names': 'Wendy',
        'family-name': 'Marsh',
        phone: number,
        address: '12 Grove Road',
        postcode: 'E17 3AA',
        'safe-contact': safe,
        'unsafe-ways': ['letter'],
        'enhanced-rights': ['vulnerable'],
      },
    },
  ],
  property: [],
};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'kerbdesk-letters-'));
  await startAt(fridayEvening);
  await makeVault(page);
  const { id, revision } = await command(page, 'reports', 'create', { kind: 'crime' });
  await command(page, 'reports', 'save', { id, revision, content });
});
afterAll(async () => {
  await profile.remove();
  await rm(scratch, { recursive: true, force: true });
});

const region = (name: string): Locator => page.getByRole('region', { name: new RegExp(`^${name}`) });
const dialog = (): Locator => page.getByRole('dialog').last();
const press = (key: string): Promise<void> => page.keyboard.press(key);
const isAccessible = async (): Promise<void> => {
  await atRest(page);
  expect(await axeFindings(page)).toEqual([]);
};
const closed = (): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });
const type = async (field: Locator, words: string): Promise<void> => {
  await field.focus();
  await press('Control+a');
  await page.keyboard.type(words);
};
const box = (name: string): Locator => dialog().getByRole('textbox', { name, exact: true });

const optional = (name: string): Locator => dialog().getByRole('textbox', { name: new RegExp(`^${name}`) });

async function openVictims(): Promise<void> {
  await press('Control+2');
  await heading(page, 'Reports').waitFor();
  await page
    .getByRole('main')
    .getByRole('link', { name: /Common assault/ })
    .focus();
  await press('Enter');
  const link = region('Victims').getByRole('link', { name: 'Updates and contact log' });
  await link.focus();
  await press('Enter');
  await heading(page, 'Victims').waitFor();
}

async function goToToday(): Promise<void> {
  await press('Control+1');
  await heading(page, /^Good /).waitFor();
}

async function record(event: string, day: string, time: string): Promise<void> {
  await press('e');
  await page.getByRole('dialog', { name: 'What happened?' }).waitFor();
  await dialog().getByRole('button', { name: /Event/ }).focus();
  await press('Enter');
  await page.getByRole('option', { name: event, exact: true }).waitFor();
  await page.keyboard.type(event);
  await press('Enter');
  await type(box('Day'), day);
  await type(box('Time'), time);
  await press('Enter');
  await closed();
}

async function chooseTemplate(label: string): Promise<void> {
  await dialog()
    .getByRole('button', { name: /Template/ })
    .focus();
  await press('Enter');
  await page.getByRole('option', { name: label, exact: true }).press('Enter');
}

promises('a domestic-abuse case with enhanced rights', () => {
  test('an arrest on the Friday evening before a bank holiday is owed by Tuesday', async () => {
    await openVictims();
    await isAccessible();
    await press('e');
    await page.getByRole('dialog', { name: 'What happened?' }).waitFor();
    await isAccessible();
    await press('Escape');
    await closed();
    await record('Arrest', '30 Apr 2027', '1940');
    await region('To be told').getByText('by Tue 4 May, 1 working day left').waitFor();
    expect(await region('To be told').innerText()).toContain('enhanced rights: 1 working day');
    expect(await region('Events').innerText()).toContain('30 Apr 2027 19:40');
  });

  test('says how contact is safe before it shows a number, and wherever one is used', async () => {
    const main = page.getByRole('main');
    expect(await main.innerText()).toContain(safe);
    expect(await main.innerText()).not.toContain(number);
    await press('r');
    await page.getByText(number).waitFor();
    const told = await main.innerText();
    expect(told.indexOf(safe)).toBeLessThan(told.indexOf(number));
    await isAccessible();
    for (const key of ['u', 'a', 'w']) {
      await press(key);
      await dialog().getByText(safe).waitFor();
      await isAccessible();
      await press('Escape');
      await closed();
    }
  });

  test('a text with missing facts is not copied, and says which; filled it is copied, and is drafted until it is given', async () => {
    await press('w');
    await box('Text').waitFor();
    await press('Control+Enter');
    const list = dialog().getByRole('status');
    await list.getByText('{officer-phone}: a number to ring you on').waitFor();
    expect(await list.innerText()).toContain('{crime-number}: the crime number');
    await isAccessible();
    await type(box('A number to ring you on'), '020 7946 0018');
    await press('Enter');
    await type(box('The crime number'), '01/4127/27');
    await press('Enter');
    const text = await box('Text').inputValue();
    expect(text).toBe(
      'Dear Wendy Marsh, an update on your report 01/4127/27: arrest, Friday 30 Apr 2027. Questions? Ring me on 020 7946 0018. PC Ada Okafor 4417NE',
    );
    await press('Control+Enter');
    await region('News').getByText('Copied. Nothing was sent').waitFor();
    await press('Escape');
    await closed();
    await region('Contact log').getByText('Drafted, not given yet: Arrest').waitFor();
    await region('To be told').getByText('by Tue 4 May, 1 working day left').waitFor();

    await press('o');
    await box('What was said').waitFor();
    await box('What was said').focus();
    await press('Control+v');
    expect(await box('What was said').inputValue()).toBe(text);
    await dialog().getByRole('button', { name: 'Not now' }).press('Enter');
    await closed();
    await region('Contact log').getByRole('button', { name: 'It was given' }).press('Enter');
    await box('What was given').waitFor();
    expect(await box('What was given').inputValue()).toBe(text);
    await type(box('Day'), '30 Apr 2027');
    await type(box('Time'), '1945');
    await press('Control+Enter');
    await closed();
    await region('To be told').getByText('Nothing is owed now.').waitFor();
    await region('Contact log').getByText('Told of Arrest').waitFor();
    await isAccessible();
  });

  test('a text that asks to be rung settles nothing, and is given without a dead end when nothing is owed', async () => {
    await press('w');
    await box('Text').waitFor();
    await chooseTemplate('Text: please ring me');
    expect(await dialog().getByRole('group', { name: 'About' }).count()).toBe(0);
    await press('Control+Enter');
    await region('News').getByText('Copied. Nothing was sent').waitFor();
    await dialog().getByRole('button', { name: 'It was given' }).press('Enter');
    await dialog().getByRole('textbox', { name: 'What was given' }).waitFor();
    expect(await dialog().getByText('Nothing is owed to').count()).toBe(0);
    await type(box('Day'), '30 Apr 2027');
    await type(box('Time'), '1948');
    await isAccessible();
    await press('Control+Enter');
    await closed();
    await region('Contact log').getByText('Contact', { exact: true }).waitFor();
    expect(await region('Contact log').getByText('Drafted, not given yet').count()).toBe(0);
  });

  test('words that are being typed are there again after a kill, each deed’s in its own place', async () => {
    await record('Bail', '30 Apr 2027', '1950');
    await press('u');
    await type(box('What was said'), 'He is on bail and must not come to Grove Road.');
    await press('Escape');
    await closed();
    await press('a');
    expect(await optional('What came of it').inputValue()).toBe('');
    await type(optional('What came of it'), 'Rang out twice.');
    await press('Escape');
    await closed();
    await press('e');
    await page.getByRole('dialog', { name: 'What happened?' }).waitFor();
    await type(optional('Note'), 'Bail changed at the station');
    await page.waitForTimeout(1000);
    await running.kill();
    await startAt(wednesdayMorning);
    await unlock(page);
    await openVictims();
    await press('u');
    await dialog().getByText('What you began earlier is here again.').waitFor();
    expect(await box('What was said').inputValue()).toBe('He is on bail and must not come to Grove Road.');
    await press('Escape');
    await closed();
    await press('a');
    expect(await optional('What came of it').inputValue()).toBe('Rang out twice.');
    await dialog().getByRole('button', { name: 'Discard' }).press('Enter');
    await closed();
    await press('e');
    await dialog().getByText('What you began earlier is here again.').waitFor();
    expect(await optional('Note').inputValue()).toBe('Bail changed at the station');
    await isAccessible();
    await dialog().getByRole('button', { name: 'Discard' }).press('Enter');
    await closed();
  });

  test('Today tells what is late without a name, first of what is due, and leads to where it is done', async () => {
    await goToToday();
    const due = region('Due');
    await due.getByText('Tell the victim: Bail').waitFor();
    expect(await due.innerText()).toMatch(/1 day late/);
    expect(await due.innerText()).toContain('was due Tue 4 May, 1 day late · enhanced rights');
    expect(await page.getByRole('main').innerText()).not.toContain('Marsh');
    expect(await railCount(page, 'Today')).toBe(1);
    await isAccessible();
    await due.getByRole('button', { name: /^Open: Tell the victim/ }).press('Enter');
    await heading(page, 'Victims').waitFor();
    await region('To be told').getByText('1 day late', { exact: true }).waitFor();
  });

  test('a reason why not needs its attempts, and settles what is owed', async () => {
    const why = async (): Promise<void> => {
      await region('To be told').getByRole('button', { name: 'Not told: Bail' }).press('Enter');
      await dialog()
        .getByRole('radio', { name: /^Could not be reached/ })
        .focus();
      await press('Space');
      await type(box('More of why'), 'Rang three times, no answer.');
      await type(box('Day'), '5 May 2027');
      await type(box('Time'), '0730');
      await press('Control+Enter');
    };
    await why();
    await dialog()
      .getByText(/log each attempt first/)
      .waitFor();
    await isAccessible();
    await press('Escape');
    await closed();
    await press('a');
    await type(box('Day'), '5 May 2027');
    await type(box('Time'), '0720');
    await press('Control+Enter');
    await closed();
    await why();
    await closed();
    await region('Contact log').getByText('Not told of Bail: could not be reached').waitFor();
    await goToToday();
    await expect.poll(() => railCount(page, 'Today')).toBe(0);
  });

  test('a letter to where letters are not safe is warned of, and is a PDF of what was shown', async () => {
    const file = join(scratch, 'letter.pdf');
    await openVictims();
    await press('w');
    await box('Text').waitFor();
    await chooseTemplate('Letter: what has happened');
    await dialog().getByRole('checkbox', { name: 'Arrest' }).focus();
    await press('Space');
    await type(box('The crime number'), '01/4127/27');
    await press('Enter');
    await type(box('Your station'), 'Hoe Street');
    await press('Enter');
    await press('Control+p');
    await page.getByRole('dialog', { name: 'Print the letter to Wendy Marsh' }).waitFor();
    await dialog().getByText('Letters are marked as not safe for this victim').waitFor();
    const paper = dialog().getByRole('region', { name: 'The letter as it will be on paper' });
    await paper.getByText('Dear Wendy Marsh').waitFor();
    await isAccessible();
    running.program.simulate({ kind: 'file-choice', path: file });
    await dialog().getByRole('button', { name: 'Save as PDF' }).press('Enter');
    await dialog().getByText('Say why, or empty the address.').waitFor();
    expect(await readdir(scratch)).toEqual([]);
    await type(box('Why is it sent all the same?'), 'She asked for it');
    await dialog().getByRole('button', { name: 'Save as PDF' }).press('Enter');
    await dialog().getByText('Saved as PDF. It is not encrypted there').waitFor();
    await isAccessible();
    const pages = await pdfPages(file);
    expect(pages).toHaveLength(1);
    const text = onPaper(pages[0] ?? '');
    const inOrder = [
      'OFFICIAL-SENSITIVE',
      'Letter NE-4417-0001',
      'PC Ada Okafor 4417NE',
      'Telephone 020 7946 0018',
      'Wendy Marsh 12 Grove Road E17 3AA',
      '5 May 2027',
      'Dear Wendy Marsh,',
      'On Friday 30 Apr 2027: arrest.',
      'Yours sincerely,',
      'Page 1 of 1',
      'OFFICIAL-SENSITIVE',
    ];
    let at = -1;
    for (const words of inOrder) {
      const found = text.indexOf(onPaper(words), at + 1);
      expect({ words, isInOrder: found > at }).toEqual({ words, isInOrder: true });
      at = found;
    }
    await press('Escape');
    await box('Text').waitFor();
    await press('Escape');
    await closed();
    const logged = region('Contact log').getByRole('listitem').filter({ hasText: 'I am writing to tell you' });
    await logged.getByText('Drafted: Arrest').waitFor();
    const sha256 = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    const [line = ''] = (await auditLines(page)).filter((one) => one.includes(sha256));
    expect(line).toContain('for Wendy Marsh, 12 Grove Road, E17 3AA');
    expect(line).toContain('Marked as not safe, and sent: She asked for it');
  });

  test('an event in a year whose bank holidays are not known says that its day is not certain', async () => {
    await openVictims();
    await record('Charge', '28 Dec 2012', '1000');
    await region('To be told')
      .getByText(/^Bank holidays are known for 2013 to 2028 only: weekends alone were left out/)
      .waitFor();
    await isAccessible();
    await region('Events').getByRole('button', { name: 'Recorded in error: Charge, 28 Dec 2012 10:00' }).press('Enter');
    await page.keyboard.type('Wrong year');
    await press('Enter');
    await closed();
    await region('Events').getByText('withdrawn: Wrong year').waitFor();
    expect(await region('To be told').innerText()).toContain('No longer owed');
    await isAccessible();
  });

  test('is as good in the dark, by touch, and in a small window', async () => {
    await openVictims();
    await press('r');
    await command(page, 'settings', 'set', { theme: 'dark' });
    await isAccessible();
    await press('w');
    await box('Text').waitFor();
    await isAccessible();
    await press('Escape');
    await closed();
    await command(page, 'settings', 'set', { touch: true });
    await page.locator('html[data-touch="true"]').waitFor();
    await openVictims();
    await press('r');
    await atRest(page);
    expect(await tooSmall(page, 44)).toEqual([]);
    for (const [width, height] of [
      [1024, 640],
      [320, 640],
    ] as const) {
      await page.setViewportSize({ width, height });
      await atRest(page);
      expect(await scrollsSideways(page)).toBe(false);
    }
  });
});
